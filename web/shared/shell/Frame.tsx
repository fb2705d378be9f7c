/** What every page stands in: skip link, header, main, footer, live region. */
import type { ComponentChildren } from "preact";
import { common } from "../../strings/fr/common.ts";
import { nbsp } from "../format/text.ts";
import { Live } from "../ui/announcements.tsx";

interface Props {
  readonly home: string;
  readonly title: string;
  readonly subtitle: string;
  /** Links and buttons at the right of the header. */
  readonly top?: ComponentChildren;
  /** Beside the page, and below it on a phone. */
  readonly menu?: ComponentChildren;
  readonly tabs?: ComponentChildren;
  readonly foot?: ComponentChildren;
  /** Full-width pages lay themselves out. */
  readonly full?: boolean;
  readonly children: ComponentChildren;
}

function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById("contenu")?.focus();
}

export function Frame({ home, title, subtitle, top, menu, tabs, foot, full = false, children }: Props) {
  return (
    <>
      <a class="skip" href="#contenu" onClick={skipToMain}>
        {common.skip}
      </a>
      <header class="top">
        <div class="top-in">
          <a class="logo" href={home}>
            <img src="/logo.svg" width="38" height="38" alt="" />
            <span>
              {title}
              <small>{subtitle || nbsp}</small>
            </span>
          </a>
          {top}
        </div>
      </header>
      {full ? (
        <main id="contenu" tabIndex={-1}>
          {children}
        </main>
      ) : (
        <div class={menu ? "page with-menu" : "page"}>
          {menu}
          <main id="contenu" tabIndex={-1}>
            {children}
          </main>
        </div>
      )}
      {foot}
      {tabs}
      <Live />
    </>
  );
}
