/** The server's answer to each line of a staff member's act; a refusal says its rule. */
import { longDay } from "../../shared/format/dates.ts";
import { Notice } from "../../shared/ui/Notice.tsx";
import { familyBookings as strings } from "../../strings/fr/booking/office.ts";
import type { OfficeAnswer } from "./dialogProps.ts";

export function Answers({
  answer: { lines },
  nameOf,
}: {
  readonly answer: OfficeAnswer;
  readonly nameOf: (childId: string) => string;
}) {
  const refused = lines.some(({ outcome }) => outcome === "refused");
  return (
    <Notice tone={refused ? "wait" : "ok"} title={refused ? strings.answers : strings.done} live>
      <ul>
        {lines.map(({ childId, date, unitId, activityId, outcome, refusal }) => (
          <li key={[childId, date, activityId, unitId].join(" ")}>
            {nameOf(childId)}, {longDay(date)} : {strings.outcomes[outcome]}
            {refusal && <>. {refusal.sentence}</>}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
