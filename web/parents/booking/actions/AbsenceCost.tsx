/** What these absences would leave due, in words, before they are declared: the same days together, and why. */
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { Answer } from "../../../shared/api/client.ts";
import { call } from "../../../shared/api/index.ts";
import { lineOf } from "../../../shared/api/line.ts";
import { groupBy } from "../../../shared/format/calendar.ts";
import { reading, useQuery } from "../../../shared/useQuery.ts";
import { absenceCost as strings } from "../../../strings/fr/booking/actions.ts";
import type { DeclaredAbsence } from "./sendActions.ts";

/** As many as one question names. */
const most = 200;

interface About {
  readonly kind: DeclaredAbsence;
  readonly lines: readonly ReturnType<typeof lineOf>[];
}
const foreseen = reading(async ({ kind, lines }: About, signal) =>
  lines.length === 0
    ? { lines: [] }
    : call("attendance.foresee", { body: { kind, lines: [...lines] }, repeatable: true, signal }),
);

type Foreseen = Answer<"attendance.foresee">["lines"];

/** What is known of it so far: nothing at first, and where the town says nothing of it. Declaring does not wait for it. */
export const useForeseen = (chosen: readonly BookingView[], kind: DeclaredAbsence): Foreseen =>
  useQuery(foreseen, { kind, lines: chosen.slice(0, most).map(lineOf) }).data?.lines ?? [];

export function AbsenceCost({ lines }: { readonly lines: Foreseen }) {
  if (lines.length === 0) return null;
  const groups = groupBy(lines, ({ sentence, certified }) => `${sentence}|${certified ?? ""}`);
  return (
    <section class="stack tight" aria-labelledby="absence-du-prix" aria-live="polite">
      <h3 id="absence-du-prix" class="field-label">
        {strings.title}
      </h3>
      <ul class="plain lines">
        {groups.map(({ key, items }) => {
          const [first] = items;
          return (
            first && (
              <li class="line" key={key}>
                <div>
                  <p>
                    <b>{strings.due(items.length, first.share)}</b>
                  </p>
                  <p class="small muted">{first.sentence}</p>
                  {first.certified !== undefined && <p class="small">{strings.certified(first.certified)}</p>}
                </div>
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}
