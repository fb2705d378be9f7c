/** Certificates of absences: a child's documents that staff has accepted, each about some days. */
import type { SentDocument } from "../../document/rules/document.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { BookedUnit } from "./booked-days.ts";

/** When the certificate of a booked day was sent: the first of those accepted that are about that day. */
export function certificateOf(
  documents: readonly SentDocument[],
  { childId, date }: Pick<BookedUnit, "childId" | "date">,
): Instant | undefined {
  return documents
    .filter(
      ({ owner, state, about }) =>
        owner.childId === childId && state.status === "accepted" && about && about.from <= date && date <= about.to,
    )
    .map(({ sentAt }) => sentAt)
    .sort()[0];
}
