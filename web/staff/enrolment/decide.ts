/** The office's word on an enrolment, sent once however often it is pressed. */
import type { EnrolmentView } from "../../../functions/enrolment/contract.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";

/** The tab of a family's page that holds its enrolments. */
export const enrolmentsTab = "inscriptions";

type Named = Pick<EnrolmentView, "id" | "childId" | "version"> & { readonly familyCode: FamilyCode };

export const accept = ({ id: enrolmentId, childId, version: seen, familyCode }: Named): Promise<undefined> =>
  sendOnce(["enrolment-accept", enrolmentId, seen], (idempotencyKey) =>
    call("enrolment.decide", {
      params: { familyCode, enrolmentId },
      body: { idempotencyKey, childId, seen, decision: "accept" },
      repeatable: true,
    }),
  );

export const answer = (
  { id: enrolmentId, childId, version: seen, familyCode }: Named,
  decision: "hold" | "refuse",
  reason: string,
): Promise<undefined> =>
  sendOnce(["enrolment-answer", enrolmentId, seen, decision, reason], (idempotencyKey) =>
    call("enrolment.decide", {
      params: { familyCode, enrolmentId },
      body: { idempotencyKey, childId, seen, decision, reason },
      repeatable: true,
    }),
  );
