/** The server's answer to each line, refusals first since they ask for something. */
import type { LineAnswer } from "../../../functions/contract/bookings.ts";
import { longDay } from "../../shared/format/dates.ts";
import { Icon, type IconName } from "../../shared/ui/Icon.tsx";
import { review as strings } from "../../strings/fr/booking.ts";
import type { GridIndex } from "./grid.ts";
import { keyOf } from "./selection.ts";

type OutcomeName = LineAnswer["outcome"];
const order: readonly OutcomeName[] = ["refused", "booked", "cancelled"];
const looks: Record<OutcomeName, { readonly icon: IconName; readonly tone: string; readonly title: (days: number) => string }> = {
  refused: { icon: "alert", tone: "no", title: strings.refused },
  booked: { icon: "check", tone: "ok", title: strings.booked },
  cancelled: { icon: "cross", tone: "off", title: strings.cancelled },
};

export function Answers({ lines, index }: { readonly lines: readonly LineAnswer[]; readonly index: GridIndex }) {
  const { children, activity } = index.grid;
  return (
    <>
      {order.map((outcome) => {
        const found = lines.filter((line) => line.outcome === outcome);
        const look = looks[outcome];
        return found.length > 0 && (
          <section key={outcome} class="answers">
            <h3 class={`chip ${look.tone}`}><Icon name={look.icon} size={17} /> {look.title(found.length)}</h3>
            <ul class="plain">
              {found.map((line) => (
                <li key={keyOf(line)}>
                  <b>{children.find(({ id }) => id === line.childId)?.firstName}</b>, {longDay(line.date)} <span class="muted">{activity.units.find(({ id }) => id === line.unitId)?.name}</span>
                  {line.refusal && <p class="small">{line.refusal.sentence}</p>}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}
