/** What the office sees of enrolments, and its word. */
import type { UseCases } from "../../http/call.ts";
import type { enrolmentOffice } from "../contract.ts";
import type { OfficeEnrolmentDependencies } from "../dependencies.ts";
import { beginEnrolment } from "./begin.ts";
import { takeStep } from "./go-on.ts";
import { enrolmentOfficeLook } from "./look.ts";

const done = { body: undefined };

export const enrolmentOfficeUseCases = (
  dependencies: OfficeEnrolmentDependencies,
): UseCases<typeof enrolmentOffice> => ({
  ...enrolmentOfficeLook(dependencies),
  "enrolment.enter": async ({ session, params: { familyCode }, body: { reason, ...wanted } }) => {
    const { login: by, displayName: byName } = session;
    await beginEnrolment(dependencies, familyCode, wanted, { by, seenBy: "office", office: { byName, reason } });
    return done;
  },
  "enrolment.decide": async ({ session: { login: by, displayName: byName }, params, body }) => {
    const { childId, seen, idempotencyKey } = body;
    const acting = { ...params, childId, seen, idempotencyKey, by, seenBy: "office" as const };
    if (body.decision === "accept") await takeStep(dependencies, { ...acting, office: { byName } }, { what: "accept" });
    else {
      const { reason, decision: what } = body;
      await takeStep(dependencies, { ...acting, office: { byName, reason } }, { what, reason });
    }
    return done;
  },
  "enrolment.endForFamily": async ({ session: { login: by, displayName: byName }, params, body }) => {
    const { childId, seen, idempotencyKey, from, reason } = body;
    const acting = {
      ...params,
      childId,
      seen,
      idempotencyKey,
      by,
      seenBy: "office" as const,
      office: { byName, reason },
    };
    await takeStep(dependencies, acting, { what: "end", from });
    return done;
  },
});
