/** The staff's menu: at the left on a desktop, above the page on a phone. */
import { Icon } from "../shared/ui/Icon.tsx";
import { staff as strings } from "../strings/fr/staff.ts";
import { pages } from "./routes.tsx";

export function Menu({ current }: { readonly current: string }) {
  return (
    <nav class="side no-print" aria-label={strings.menu}>
      {pages.map(({ href, label, icon }) => (
        <a class="menu-link" key={href} href={href} aria-current={href === current ? "page" : undefined}>
          <Icon name={icon} /> {label}
        </a>
      ))}
    </nav>
  );
}
