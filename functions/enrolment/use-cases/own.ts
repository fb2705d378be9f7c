/** What a family does about its enrolments. */
import type { UseCases } from "../../http/call.ts";
import type { enrolmentOwn } from "../contract.ts";
import type { EnrolmentDependencies } from "../dependencies.ts";
import { beginEnrolment } from "./begin.ts";
import { takeStep } from "./go-on.ts";

const done = { body: undefined };

export const enrolmentOwnUseCases = (dependencies: EnrolmentDependencies): UseCases<typeof enrolmentOwn> => ({
  "enrolment.ask": async ({ session: { familyCode, guardianId: seenBy, login: by }, body }) => {
    await beginEnrolment(dependencies, familyCode, body, { by, seenBy });
    return done;
  },
  "enrolment.withdraw": async ({
    session: { familyCode, guardianId: seenBy, login: by },
    params: { enrolmentId },
    body,
  }) => {
    await takeStep(dependencies, { familyCode, enrolmentId, by, seenBy, ...body }, { what: "withdraw" });
    return done;
  },
  "enrolment.end": async ({
    session: { familyCode, guardianId: seenBy, login: by },
    params: { enrolmentId },
    body: { from, ...act },
  }) => {
    await takeStep(dependencies, { familyCode, enrolmentId, by, seenBy, ...act }, { what: "end", from });
    return done;
  },
});
