/**
 * A family's quotient is asked for at the State's own service, on the family's or staff's word, and never without the
 * family's consent. What is found becomes a value of its month; "not found", "unknown resources" and "service away" are
 * three answers, each with its own help, and none of them becomes a value.
 *
 * Died between the answer and its entry, the asking is thought dead after a minute, and asking again enters it once.
 */
import { randomUUID } from "node:crypto";
import { Problem } from "../../http/problem.ts";
import type { Session } from "../../http/session.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import { id, type FamilyCode } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { AskAnswer } from "../contract/source.ts";
import type { ApiAnswer } from "../api-particulier.ts";
import { judgeAnswer, spanOf, type Entered } from "../rules/entry.ts";
import { agreedTo, waitBeforeAsking } from "../rules/source.ts";
import { addAct, readMonths, type QuotientAct } from "../store/quotients.ts";
import { beginAsking, endAsking, pauseCalls, readSource, takeCall } from "../store/source.ts";
import { canAsk, type SourceDependencies } from "../source-dependencies.ts";
import { sourceWords as words } from "../words.fr.ts";

type Found = Extract<ApiAnswer, { readonly kind: "found" }>;

/** The value of the answer; null: a month that no quotient can be of, which no fund would tell. */
function entryOf({ clock, town }: SourceDependencies, { value, month }: Found): Entered | null {
  const span = spanOf({ month }, localDate(clock()), town.quotient.validity);
  return "fault" in span ? null : { value, origin: "api", ...span };
}

async function enter(
  { table, clock }: SourceDependencies,
  code: FamilyCode,
  { month }: Found,
  entered: Entered,
  session: Session,
): Promise<boolean> {
  const known = (await readMonths(table, "caf", [{ code, month }]))(code, month);
  const judged = judgeAnswer(known?.acts ?? [], entered);
  if (judged === "same") return true;
  if (judged === "kept" || judged === "full") return false;
  const act: QuotientAct = {
    at: clock(),
    by: session.login,
    byName: session.displayName,
    reason: words.reason,
    key: id("IdempotencyKey", randomUUID()),
    entered,
  };
  // Somebody who entered one at this very moment has said theirs: it stays.
  return (await addAct(table, code, { kind: "caf", month, seen: known?.version ?? 0 }, act)) === null;
}

export async function ask(dependencies: SourceDependencies, code: FamilyCode, session: Session): Promise<AskAnswer> {
  const { table, clock, api, log } = dependencies;
  if (!api || !canAsk(dependencies)) throw new Problem("notPossible", words.notOffered);
  const source = await readSource(table, code);
  const { identity, version } = source;
  if (!agreedTo(source.consents) || !identity) throw new Problem("notPossible", words.noConsent);
  const wait = waitBeforeAsking(source.asked, clock());
  if (wait > 0) throw new Problem("tooManyAttempts", { detail: words.askedBefore(wait), retryAfter: wait });
  if (!(await beginAsking(table, code, version, clock())))
    throw new Problem("tooManyAttempts", { detail: words.underWay, retryAfter: 60 });
  const answer: ApiAnswer = (await takeCall(table, clock()))
    ? await api(identity)
    : { kind: "away", why: "limited", code: "0" };
  const end = (outcome: AskAnswer["outcome"]): Promise<void> =>
    endAsking(table, code, version, { at: clock(), outcome });
  switch (answer.kind) {
    case "found": {
      const entered = entryOf(dependencies, answer);
      if (!entered) {
        log.error("apiParticulier.month", {});
        await end("away");
        return { outcome: "away", detail: words.outcomes.away, entered: false };
      }
      const stands = await enter(dependencies, code, answer, entered, session);
      await end("found");
      log.info("apiParticulier.found", { entered: stands });
      return {
        outcome: "found",
        detail: stands ? words.outcomes.found : words.keptByStaff,
        told: { kind: "caf", month: answer.month, ...entered },
        entered: stands,
      };
    }
    case "notFound":
    case "noResources":
      await end(answer.kind);
      log.info(`apiParticulier.${answer.kind}`);
      return { outcome: answer.kind, detail: words.outcomes[answer.kind], entered: false };
    case "away": {
      const { why, code: said, retryAfter } = answer;
      if (retryAfter !== undefined) await pauseCalls(table, plusSeconds(clock(), retryAfter));
      await end("away");
      // The town's own access is the matter: its operator has to know.
      if (why === "refused") log.error("apiParticulier.refused", { said });
      else log.warn("apiParticulier.away", { why, said });
      return { outcome: "away", detail: words.outcomes.away, entered: false };
    }
  }
}
