/** Whether the activity can be booked now, in the server's words, with the time left when it runs short. */
import type { ActivityView } from "../../../functions/booking/contract/look.ts";
import { millisecondsUntil, timeLeft } from "../format/dates.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { activities as strings } from "../../strings/fr/catalogue.ts";

const soon = 14 * 86_400_000;
const tones = { open: "ok", soon: "wait", readOnly: "off", none: "off" } as const;
const icons: Record<ActivityView["window"]["state"], IconName> = {
  open: "clock",
  soon: "clock",
  readOnly: "lock",
  none: "calendar",
};

export function WindowChip({ window, now }: { readonly window: ActivityView["window"]; readonly now: number }) {
  const changesAt = window.state === "open" ? window.closesAt : window.state === "soon" ? window.opensAt : undefined;
  const near = changesAt !== undefined && millisecondsUntil(now, changesAt) < soon ? timeLeft(now, changesAt) : null;
  const left = near === null ? "" : ` (${window.state === "open" ? strings.closesIn(near) : strings.opensIn(near)})`;
  const tone = window.state === "open" && near !== null ? "wait" : tones[window.state];
  return (
    <p class={`chip window-chip ${tone}`}>
      <Icon name={icons[window.state]} size={17} />
      <span>
        {window.sentence}
        {left}
      </span>
    </p>
  );
}
