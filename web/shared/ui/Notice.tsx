/** A word set apart: information, success, warning or error. */
import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";

type Tone = "info" | "ok" | "wait" | "no";
const icons: Record<Tone, IconName> = { info: "info", ok: "check", wait: "clock", no: "alert" };

interface Props {
  readonly tone?: Tone;
  readonly title?: string;
  readonly children?: ComponentChildren;
  /** Said at once by screen readers, for what appears after an action. */
  readonly live?: boolean;
}

export function Notice({ tone = "info", title, children, live = false }: Props) {
  return (
    <div class={`notice ${tone}`} role={live ? (tone === "no" ? "alert" : "status") : undefined}>
      <Icon name={icons[tone]} />
      <div>
        {title !== undefined && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
