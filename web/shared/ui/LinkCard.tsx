/** A whole card that leads to a page: what it is, and in small why one would go. */
import { Icon, type IconName } from "./Icon.tsx";

interface Props {
  readonly href: string;
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
}

export function LinkCard({ href, icon, title, text }: Props) {
  return (
    <a class="card link-card no-print" href={href}>
      <span class="tile">
        <Icon name={icon} />
      </span>
      <span>
        <b>{title}</b>
        <br />
        <span class="small muted">{text}</span>
      </span>
    </a>
  );
}
