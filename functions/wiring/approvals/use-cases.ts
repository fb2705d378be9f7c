/** How each kind of thing that waits for a staff member's word is named, described, decided and taken back; its subject says. */
import { decideApproval, takeApproval, undoApproval } from "../../approval/use-cases/decide.ts";
import { listApprovals } from "../../approval/use-cases/list.ts";
import type { OfficeDependencies, PricingDependencies } from "../../booking/dependencies.ts";
import { bookedSince } from "../../booking/store/booked-since.ts";
import { bookingThing, decideBooking, undoBooking } from "../../booking/use-cases/approvals/decide.ts";
import { settleWord } from "../../booking/use-cases/approvals/settle.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { describeBookings } from "../../booking/use-cases/approvals/describe.ts";
import type { WaitingDocuments } from "../../document/contract/waiting.ts";
import { decideDocuments, documentsThing, undoDocuments } from "../../document/use-cases/decide.ts";
import { describeDocuments } from "../../document/use-cases/describe.ts";
import type { UseCases } from "../../http/call.ts";
import type { approvalAct, approvalLook } from "./contract.ts";

/** What of a child's health waits is decided on from there: nobody takes it in hand here. */
const waitingDocumentsThing = ({ documents, ...rest }: WaitingDocuments) =>
  documentsThing({ ...rest, documentIds: documents.map(({ id }) => id) });

export const approvalLookUseCases = (dependencies: OfficeDependencies): UseCases<typeof approvalLook> => ({
  "approval.list": listApprovals(
    dependencies,
    { booking: describeBookings(dependencies), document: describeDocuments(dependencies) },
    { booking: bookingThing, document: waitingDocumentsThing },
  ),
});

export function approvalActUseCases(dependencies: PricingDependencies): UseCases<typeof approvalAct> {
  const { table } = dependencies;
  const naming = { booking: bookingThing, document: documentsThing };
  return {
    "approval.decide": decideApproval(
      dependencies,
      { booking: decideBooking(dependencies), document: decideDocuments(dependencies) },
      naming,
    ),
    "approval.undo": undoApproval({
      booking: undoBooking(dependencies),
      document: undoDocuments({ ...dependencies, bookedSince: bookedSince(table) }),
    }),
    "approval.settle": async ({ body: { familyCode, childId, date, activityId, unitId, said } }) => {
      await settleWord(dependencies, { familyCode, childId, date }, unitKey(activityId, unitId), said);
      return { body: undefined };
    },
    "approval.take": takeApproval(dependencies, naming),
  };
}
