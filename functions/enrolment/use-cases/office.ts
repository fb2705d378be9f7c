/** What the office sees of enrolments, and its word. */
import type { UseCases } from "../../http/call.ts";
import type { enrolmentOffice } from "../contract.ts";
import { undoUntil } from "../../approval/rules/word.ts";
import { takeInHand } from "../../approval/use-cases/in-hand.ts";
import { Problem } from "../../http/problem.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import type { DecidingDependencies } from "../dependencies.ts";
import { isWaiting } from "../rules/enrolment.ts";
import { enrolmentThing, readEnrolment } from "../store/enrolments.ts";
import { enrolmentWords as words } from "../words.fr.ts";
import { beginEnrolment } from "./begin.ts";
import { takeStep, undoWord } from "./go-on.ts";
import { enrolmentOfficeLook } from "./look.ts";

const done = { body: undefined };

export const enrolmentOfficeUseCases = (dependencies: DecidingDependencies): UseCases<typeof enrolmentOffice> => ({
  ...enrolmentOfficeLook(dependencies),
  "enrolment.enter": async ({ session, params: { familyCode }, body: { reason, ...wanted } }) => {
    const { login: by, displayName: byName } = session;
    await beginEnrolment(dependencies, familyCode, wanted, { by, seenBy: "office", office: { byName, reason } });
    return done;
  },
  "enrolment.decide": async ({ session: { login: by, displayName: byName }, params, body }) => {
    const { childId, seen, idempotencyKey } = body;
    const acting = { ...params, childId, seen, idempotencyKey, by, seenBy: "office" as const };
    const { version, at } =
      body.decision === "accept"
        ? await takeStep(dependencies, { ...acting, office: { byName } }, { what: "accept" })
        : await takeStep(
            dependencies,
            { ...acting, office: { byName, reason: body.reason } },
            { what: body.decision, reason: body.reason },
          );
    return { body: { version, undoUntil: undoUntil(at) } };
  },
  "enrolment.undo": async ({ session: { login: by, displayName: byName }, params, body }) => {
    await undoWord(dependencies, { ...params, ...body, by, seenBy: "office", office: { byName } });
    return done;
  },
  "enrolment.take": async ({ session, params: { familyCode, enrolmentId }, body: { childId, taking } }) => {
    const enrolment = await readEnrolment(dependencies.table, familyCode, enrolmentId);
    if (enrolment?.childId !== childId) throw new Problem("notFound", words.unknown);
    if (!isWaiting(enrolment)) throw new Problem("notPossible", typeset(words.answered(enrolment.state)));
    await takeInHand(dependencies, enrolmentThing(enrolment), session, taking);
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
