/** Shortcuts under the thumb. The last one opens the whole menu. */
import { useState } from "preact/hooks";
import { location } from "../../shared/router.ts";
import { signOut } from "../../shared/shell/signOut.ts";
import { useStore } from "../../shared/store.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { common } from "../../strings/fr/common.ts";
import { shell } from "../../strings/fr/shell.ts";
import { isCurrent, tabs } from "./menu.ts";
import { MenuGroups } from "./SideMenu.tsx";

export function Tabs() {
  const { path, visit } = useStore(location);
  const [openedAt, setOpenedAt] = useState<number | null>(null);
  // Following a link of the menu closes it: it belongs to the page on which it was opened.
  const open = openedAt === visit;
  return (
    <>
      <nav class="tabs no-print" aria-label={shell.shortcuts}>
        {tabs.map(({ label, href, icon }) => (
          <a key={href} href={href} aria-current={isCurrent(href, path) ? "page" : undefined}>
            <Icon name={icon} size={22} /> {label}
          </a>
        ))}
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => {
            setOpenedAt(visit);
          }}
        >
          <Icon name="menu" size={22} /> {shell.tabs.menu}
        </button>
      </nav>
      {open && (
        <Dialog
          title={shell.menu}
          kind="sheet"
          onClose={() => {
            setOpenedAt(null);
          }}
          footer={
            <button
              type="button"
              class="button ghost wide"
              onClick={() => {
                setOpenedAt(null);
                void signOut("/");
              }}
            >
              <Icon name="signOut" /> {common.signOut}
            </button>
          }
        >
          <MenuGroups id="feuille" />
        </Dialog>
      )}
    </>
  );
}
