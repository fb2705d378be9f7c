/** One sick week, several children: which bookings an absence is declared for, in one act. Pure, apart from its sending. */
import type { LineAnswer } from "../../../../functions/booking/contract/basket.ts";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { ChildId, DocumentKindId, PlainDate } from "../../../../functions/kernel/ids.ts";
import { call } from "../../../shared/api/index.ts";
import { lineOf } from "../../../shared/api/line.ts";
import { sendOnce } from "../../../shared/api/sendOnce.ts";
import { inBaskets } from "../../../shared/booking/basket/submit.ts";
import { inOrder } from "../order.ts";
import { actionsFor } from "./possibleActions.ts";
import type { DeclaredAbsence } from "./sendActions.ts";

/** Bookings for which an absence can be declared, in order. */
export const mayBeAbsent = (bookings: readonly BookingView[]): readonly BookingView[] =>
  inOrder(bookings.filter((booking) => actionsFor(booking).includes("absence")));

/** Those of these children from a day to another. */
export const between = (
  bookings: readonly BookingView[],
  { children, from, to }: { readonly children: readonly ChildId[]; readonly from: PlainDate; readonly to: PlainDate },
): readonly BookingView[] =>
  bookings.filter(({ childId, date }) => children.includes(childId) && date >= from && date <= to);

/** Declares them all; each is answered by itself. */
export async function declareAbsences(
  bookings: readonly BookingView[],
  kind: DeclaredAbsence,
): Promise<readonly LineAnswer[]> {
  const answers: LineAnswer[] = [];
  for (const part of inBaskets(bookings.map(lineOf), ({ childId, activityId }) => `${childId} ${activityId}`)) {
    const { lines } = await sendOnce(["absences", part, kind], (idempotencyKey) =>
      call("booking.absences", {
        body: { idempotencyKey, lines: part.map((line) => ({ ...line, kind })) },
        repeatable: true,
      }),
    );
    answers.push(...lines);
  }
  return answers;
}

/** A certificate that would change what is due: whose, as which document, about which days. */
export interface CertificateOf {
  readonly childId: ChildId;
  readonly document: DocumentKindId;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

type Named = Pick<LineAnswer, "childId" | "date" | "activityId" | "unitId">;
const nameOf = ({ childId, date, activityId, unitId }: Named): string => `${childId} ${date} ${activityId} ${unitId}`;

/** Of the absences that were declared, one a child and document: from its first day to its last. */
export function certificatesOf(
  foreseen: readonly (Named & { readonly document?: DocumentKindId | undefined })[],
  declared: readonly Named[],
): readonly CertificateOf[] {
  const done = new Set(declared.map(nameOf));
  const found = new Map<string, CertificateOf>();
  for (const line of foreseen) {
    const { childId, date, document } = line;
    if (document === undefined || !done.has(nameOf(line))) continue;
    const name = `${childId} ${document}`;
    const known = found.get(name);
    found.set(name, {
      childId,
      document,
      from: known && known.from < date ? known.from : date,
      to: known && known.to > date ? known.to : date,
    });
  }
  return [...found.values()];
}
