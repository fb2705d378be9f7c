/** That somebody leaves the household, and when; or that an adult's day is past, and nobody else is there to stay. */
import type { FieldView } from "../../../functions/request/contract/file.ts";
import { familyFile as words } from "../../strings/fr/request.ts";
import { serverNow } from "../clock.ts";
import { dayOf } from "../format/dates.ts";

interface Props {
  readonly from: FieldView;
  readonly isAdult: boolean;
}

export function Departure({ from: { value, said }, isAdult }: Props) {
  if (said === undefined) return null;
  const isLate = isAdult && typeof value === "string" && value < dayOf(serverNow());
  return (
    <p>
      <span class="chip no">{(isLate ? words.leavesLate : words.leaves)(said)}</span>
      {isLate && <span class="small"> {words.leavesLateText}</span>}
    </p>
  );
}
