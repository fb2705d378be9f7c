/**
 * The kinds of things that wait for a staff member's word, each with its subject's own schemas. A new kind is a line here
 * and one in use-cases.ts beside, which does not compile without it.
 */
import * as z from "zod/mini";
import { approvalActOf, approvalLookOf } from "../../approval/contract.ts";
import {
  documentDecision,
  documentUndoing,
  takenDocuments,
  waitingDocuments,
} from "../../document/contract/waiting.ts";
import {
  bookingDecision,
  bookingSettling,
  bookingUndoing,
  takenBooking,
  waitingBooking,
} from "../../booking/contract/approval.ts";

export const approvalLook = approvalLookOf(z.discriminatedUnion("kind", [waitingBooking, waitingDocuments]));
export const approvalAct = approvalActOf({
  decision: z.discriminatedUnion("kind", [bookingDecision, documentDecision]),
  undoing: z.discriminatedUnion("kind", [bookingUndoing, documentUndoing]),
  settling: bookingSettling,
  takenThing: z.discriminatedUnion("kind", [takenBooking, takenDocuments]),
});
