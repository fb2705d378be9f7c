/**
 * Réunir deux fiches du même responsable d’un foyer. One transaction makes the two one: the household, whom its children
 * are kept from, the measures that say so, the sign-in, the wish for no reminders, and the change of the file by which the
 * family is told. What the sign-ins had opened ends from the record that says that the rank is gone, whatever dies
 * (follow/carry-on-adults.ts). Bookings, enrolments and documents are the household's, and stay as they are.
 */
import { nameInLetters } from "../../family/rules/family.ts";
import { sameValue, type Values } from "../../family/rules/field-values.ts";
import { adultFacts } from "../../family/sections/adult-fields.ts";
import { guardianWith, guardiansOf } from "../../family/store/guardians.ts";
import { digestOf, requestTokenOf } from "../../booking/store/idempotency.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import { adultHandedOver } from "../../protection/store/protections.ts";
import { unwillingHandedOver } from "../../reminder/store/reminder-preferences.ts";
import type { Act, FileRequest } from "../../request/rules/request.ts";
import { newRequest, requestIdOf } from "../../request/store/requests.ts";
import { chance } from "../../request/use-cases/send.ts";
import { handedOver } from "../../sign-in/store/logins.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import type { AdultMergeView, mergeAdults } from "../contract/adults.ts";
import { joinedAdult } from "../rules/adults.ts";
import { adultMergeWrite, readAdultMerge, type AdultMerge } from "../store/adult-merges.ts";
import { oneAdultWrites, seenOfAdults, type TwoAdults } from "../store/two-adults.ts";
import { adultMergeWords as words } from "../words.fr.ts";
import { foreseeAdults, refuseYet, saidBy, signInsOf, theTwoAdults } from "./look-adults.ts";

export interface MergeAdultsDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

const viewOf = ({ familyCode, gone, kept, at, byName, reason }: AdultMerge): AdultMergeView => ({
  familyCode,
  gone,
  kept,
  at,
  by: byName,
  reason,
});

interface Said {
  readonly before: Values;
  readonly after: Values;
  /** As letters name the adult, and the household by its first one. */
  readonly named: string;
  readonly familyName: string;
}

/** The change as « Suivre mes demandes » and the file's history tell it, by which the family is told too. */
const changeOf = (
  { children }: TwoAdults,
  { before, after, named, familyName }: Said,
  { familyCode, kept, at, by, byName, reason }: AdultMerge,
  key: Act["key"],
): FileRequest => ({
  id: requestIdOf(at, chance(12)),
  familyCode,
  familyName,
  section: "adult",
  guardianId: kept,
  whose: named,
  schools: [...new Set(children.flatMap(({ school, left }) => (left ? [] : (school ?? []))))],
  changes: Object.entries(after)
    .map(([field, value]) => ({ field, before: before[field] ?? null, after: value }))
    .filter((change) => !sameValue(change.before, change.after)),
  documents: [],
  others: [],
  state: "done",
  sentAt: at,
  acts: [{ by, byName, side: "office", at, key, what: "done", text: words.why(reason) }],
  version: 1,
});

export const mergeAdultsUseCases = ({ table, clock }: MergeAdultsDependencies): UseCases<typeof mergeAdults> => ({
  "merge.adultsPreview": async ({ params: { familyCode, guardianId: gone }, query: { kept } }) => ({
    body: await foreseeAdults(table, familyCode, { gone, kept }, clock()),
  }),
  "merge.adults": ({ params: { familyCode, guardianId: gone }, body, session }) => {
    const { kept, take, seen, reason, idempotencyKey: key } = body;
    const ranks = { gone, kept };
    const requestToken = requestTokenOf(key, digestOf("mergeAdults", [familyCode, gone, kept]));
    return decideAndWrite<null, { readonly body: AdultMergeView }>("Two entries of an adult", null, async () => {
      const before = await readAdultMerge(table, familyCode, gone);
      if (before?.requestToken === requestToken) return { done: { body: viewOf(before) } };
      const two = await theTwoAdults(table, familyCode, ranks);
      if (seenOfAdults(two) !== seen) throw new Problem("changed", words.changed);
      const at = clock();
      refuseYet(two, at);
      const word = { at, by: session.login, byName: session.displayName, reason: words.why(reason), key };
      const [said, stood] = [saidBy(two.gone), saidBy(two.kept)];
      const joined = joinedAdult(said, stood, take);
      const facts = adultFacts(joined);
      const after = guardianWith(two.kept.guardian, facts);
      const { survivor, moves, ends } = signInsOf(two);
      const merge: AdultMerge = {
        familyCode,
        ...ranks,
        at,
        by: session.login,
        byName: session.displayName,
        reason,
        requestToken,
        ...(survivor && moves ? { moved: survivor.login } : {}),
        ...(ends && moves ? { ended: ends.login } : {}),
        done: false,
      };
      const [first = after] = guardiansOf(two.household.guardians).filter(({ id }) => id !== gone);
      const outcome = await transact(table, [
        adultMergeWrite(merge),
        ...oneAdultWrites(two, facts, after),
        ...adultHandedOver(two.protections, ranks, word),
        ...(survivor && moves
          ? handedOver(survivor, { familyCode, guardianId: kept, displayName: nameInLetters(after) }, ends, at)
          : []),
        ...(await unwillingHandedOver(table, { familyCode, guardianId: gone }, { familyCode, guardianId: kept })),
        newRequest(
          changeOf(
            two,
            {
              before: stood,
              after: joined,
              named: nameInLetters(after),
              familyName: nameInLetters(first.id === kept ? after : first),
            },
            merge,
            key,
          ),
        ),
      ]);
      return outcome === "done" ? { done: { body: viewOf(merge) } } : { again: null };
    });
  },
});
