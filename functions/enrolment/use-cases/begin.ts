/** Asking for an enrolment, and entering one at the office: the same rules, but that staff has the papers before its eyes. */
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { calendarsOf } from "../../catalogue/rules/running-days.ts";
import { lackingFor } from "../../document/rules/needs.ts";
import { mayKnow, type SeenBy } from "../../family/rules/seen.ts";
import { childOf, readHousehold } from "../../family/store/families.ts";
import { Problem } from "../../http/problem.ts";
import type { ActivityId, ChildId, FamilyCode, IdempotencyKey, Login, PlainDate } from "../../kernel/ids.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { EnrolmentDependencies } from "../dependencies.ts";
import type { Enrolment } from "../rules/enrolment.ts";
import { whyNotEnrol } from "../rules/may-enrol.ts";
import { begin, enrolmentIdOf, readEnrolments, readWithChild } from "../store/enrolments.ts";
import { enrolmentWords as words, notEnrolledWords } from "../words.fr.ts";

export interface Wanted {
  readonly idempotencyKey: IdempotencyKey;
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly message?: string | undefined;
}

/** Who asks: an adult of the family, or a staff member with a reason, whose word is the acceptance. */
export interface Asker {
  readonly by: Login;
  readonly seenBy: SeenBy;
  readonly office?: { readonly byName: string; readonly reason: string };
}

/** Enrolments of one family, of all its children and years: more is a mistake, or mischief. */
const mostOfFamily = 300;

const isSame = (one: Enrolment, { childId, activityId, from, to }: Wanted): boolean =>
  one.childId === childId && one.activityId === activityId && one.from === from && one.to === to;

/** Asks for it, or enters it. Sent again, it finds itself done. */
export async function beginEnrolment(
  { table, catalogue: cache, clock, schoolZone }: EnrolmentDependencies,
  familyCode: FamilyCode,
  wanted: Wanted,
  { by, seenBy, office }: Asker,
): Promise<void> {
  const now = clock();
  const today = localDate(now);
  const { idempotencyKey: key, childId, activityId, from, to, message } = wanted;
  const id = enrolmentIdOf(key);
  await decideAndWrite<null, undefined>("A child's enrolments", null, async () => {
    const [{ enrolment: known, child: record }, household, all, catalogue] = await Promise.all([
      readWithChild(table, familyCode, { id, childId }),
      readHousehold(table, familyCode, { consistent: true }),
      readEnrolments(table, familyCode),
      cache.latest(),
    ]);
    // Asked for before this adult was shut out of the child's file, too.
    if (record && !mayKnow(record, seenBy)) throw new Problem("notFound", words.unknownChild);
    if (known && isSame(known, wanted)) return { done: undefined };
    if (known) throw new Problem("idempotencyKey.reused", typeset(words.reused));
    if (!record || record.left || !household) throw new Problem("notFound", words.unknownChild);
    const activity = editionsOf(catalogue).on(activityId, from);
    if (!activity) throw new Problem("notFound", words.unknownActivity);
    const child = childOf(record);
    const calendars = calendarsOf(catalogue, schoolZone);
    const why = whyNotEnrol({
      activity,
      child,
      household,
      calendars,
      from,
      to,
      today,
      byStaff: office !== undefined,
    });
    if (why) {
      const { field, sentence } = notEnrolledWords(why);
      throw field === undefined
        ? new Problem("notPossible", typeset(sentence))
        : new Problem("request.invalid", {
            detail: typeset(sentence),
            errors: [{ field, message: typeset(sentence) }],
          });
    }
    if (all.length >= mostOfFamily) throw new Problem("notPossible", words.tooMany);
    const lacking = office
      ? []
      : lackingFor(catalogue.documents ?? [], activity, { child, household }, from).filter(
          ({ blocks, checking }) => blocks && !checking,
        );
    if (lacking.length > 0) throw new Problem("notPossible", typeset(words.documents(lacking)));
    const first = { at: now, by, key };
    const enrolment: Enrolment = {
      id,
      familyCode,
      childId,
      activityId,
      from,
      to,
      askedAt: now,
      ...(message === undefined ? {} : { message }),
      state: { status: office ? "accepted" : "asked" },
      version: 1,
      acts: [office ? { what: "enter", ...first, ...office } : { what: "ask", ...first }],
    };
    return (await begin(table, enrolment, record, today)) ? { done: undefined } : { again: null };
  });
}
