/** The guide's menu: at the left on a desktop, in a sheet on a phone. */
import { useStore } from "../../shared/store.ts";
import { location } from "../../shared/router.ts";
import { Icon } from "../../shared/ui/Icon.tsx";
import { shell } from "../../strings/fr/shell.ts";
import { isCurrent, menu } from "./menu.ts";

export function MenuGroups({ id }: { readonly id: string }) {
  const { path } = useStore(location);
  return (
    <>
      {menu.map(({ title, entries }, index) => (
        <div class="menu-group" key={title}>
          <p id={`${id}-${index}`}>{title}</p>
          <ul aria-labelledby={`${id}-${index}`}>
            {entries.map(({ label, href, icon }) => (
              <li key={href}>
                <a class="menu-link" href={href} aria-current={isCurrent(href, path) ? "page" : undefined}>
                  <Icon name={icon} /> {label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

export function SideMenu() {
  return (
    <nav class="menu" aria-label={shell.mainMenu}>
      <MenuGroups id="menu" />
    </nav>
  );
}
