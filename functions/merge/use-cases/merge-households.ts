/**
 * Réunir deux familles qui n’en font qu’une: two codes for one household.
 *
 * What stands where, and what becomes of it (table/keys.ts):
 *
 *     partition of the family that goes     household         stays under its code and says which one it has become part of:
 *                                                             whoever names it, in the town's file, at sign-in, at the desk,
 *                                                             is led there
 *                                           child             left for the one that stays, which has it from then on; a child
 *                                                             whom both have was one already. Two codes of one child are made
 *                                                             one first, or staff says that they are two
 *                                           signIn            a line of the one that stays, or gone
 *                                           protection        goes on in the one that stays, under the rank that staff says
 *                                           childDay, enrolment, document, request, history, quotient
 *                                                             follow, each by writes that find themselves done
 *                                           certification, quotientSource, mail, measures lifted before
 *                                                             stay: they tell of what was confirmed, consented to or told then
 *     partitions of others                  login, feedToken, reminderPreference
 *                                                             name the family that stays
 *                                           roster, waiting, day, attendance   follow the child's day
 *                                           child in other households   knows the one that stays
 *
 * One transaction decides: both households, all of their children, everybody's rank, the measures about them, the sign-ins.
 * So nobody ever reads a child from whom they are kept, nobody books under the code that is gone (its account is closed with
 * the same write), and either is as it was or both are one. Who of the one is whom of the other staff says of each, since a
 * measure is about a person, and a name proves nothing. What follows (follow/carry-on-households.ts) follows from the record
 * of it, whatever dies, and is looked at again every night for what was under way.
 *
 * It is refused while something of the family that goes waits for an answer, while two files of its children are being made
 * one, while the account of the one that stays is closed, or once anything was billed to the one that goes (invoices name
 * it, and a run that looks back would bill its days again); and it says what to do first.
 */
import * as z from "zod/mini";
import { nameInLetters } from "../../family/rules/family.ts";
import { sameValue, type FieldValue } from "../../family/rules/field-values.ts";
import { adultFacts } from "../../family/sections/adult-fields.ts";
import { guardiansAttribute, guardiansOf } from "../../family/store/guardians.ts";
import { digestOf, requestTokenOf } from "../../booking/store/idempotency.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { Call, UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { GuardianId, Instant } from "../../kernel/ids.ts";
import { householdHandedOver } from "../../protection/store/protections.ts";
import { unwillingHandedOver } from "../../reminder/store/reminder-preferences.ts";
import type { FileRequest } from "../../request/rules/request.ts";
import { newRequest, requestIdOf } from "../../request/store/requests.ts";
import { chance } from "../../request/use-cases/send.ts";
import { ended, handedOver } from "../../sign-in/store/logins.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Item } from "../../table/batch.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import type { HouseholdMergeView, mergeHouseholds } from "../contract/households.ts";
import { joinedAdult } from "../rules/adults.ts";
import { alikeChildren, joinedHome, pairOfChildren, ranksAfter, type Home, type Ranks } from "../rules/households.ts";
import { householdMergeWrites, readHouseholdMerge, type HouseholdMerge } from "../store/household-merges.ts";
import {
  guardiansAfter,
  homeOf,
  oneHouseholdWrites,
  seenOfHouseholds,
  type Arriving,
  type Somebody,
  type TwoHouseholds,
} from "../store/two-households.ts";
import { householdMergeWords as words } from "../words.fr.ts";
import { blocksOf, fateOf, foreseeHouseholds, saidBySomebody, theTwoHouseholds, whyNotOne } from "./look-households.ts";

export interface MergeHouseholdsDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly schoolZone: SchoolZone;
  readonly clock: Clock;
}

type Routes = UseCases<typeof mergeHouseholds>;
type Decision = Call<(typeof mergeHouseholds)["merge.households"]>["body"];

/** A transaction holds a hundred actions. */
const mostWrites = 100;

const viewOf = ({ gone, kept, at, byName, reason, done, days, givenUp }: HouseholdMerge): HouseholdMergeView => ({
  gone,
  kept,
  at,
  by: byName,
  reason,
  done,
  days,
  givenUp,
});

/** Somebody of the one that goes, as whom they go on, and with what of both. */
interface Going {
  readonly somebody: Somebody;
  readonly other: Somebody | undefined;
  readonly take: Decision["people"][number]["take"];
}

function goingOf(two: TwoHouseholds, people: Decision["people"]): readonly Going[] {
  const { gone, kept } = two;
  const named = people.flatMap((one) => one.as ?? []);
  const all = gone.people.map((somebody): Going | null => {
    const [said, ...twice] = people.filter(({ guardianId }) => guardianId === somebody.guardian.id);
    const other = kept.people.find(({ guardian }) => guardian.id === said?.as);
    return said && twice.length === 0 && (said.as === null || other) ? { somebody, other, take: said.take } : null;
  });
  const known = all.filter((one) => one !== null);
  if (known.length < all.length || people.length > all.length || new Set(named).size < named.length)
    throw new Problem("notPossible", words.adults);
  for (const { somebody, other } of known) {
    const blocked = other && whyNotOne(two, somebody, other);
    if (blocked) throw new Problem("notPossible", blocked);
  }
  return known;
}

/** Whom the invoices go to stays; somebody of the one that goes receives them only where nobody else does. */
function arrivingOf({ kept }: TwoHouseholds, going: readonly Going[], { of }: Ranks): readonly Arriving[] {
  const isPaid = kept.people.some(({ isThere, guardian }) => isThere && guardian.payer);
  return going.map(({ somebody, other, take }): Arriving => {
    const rank = of.get(somebody.guardian.id);
    if (rank === undefined) throw new Error("Everybody who goes has a rank");
    const isThere = somebody.isThere || other?.isThere === true;
    if (other?.isThere && !somebody.isThere) return { rank, facts: other.facts, isThere };
    const said = saidBySomebody(somebody);
    const payer = other?.isThere && isPaid ? other.guardian.payer : !isPaid && somebody.guardian.payer;
    const joined = other?.isThere ? joinedAdult(said, saidBySomebody(other), take) : said;
    const before: Item = other?.isThere ? other.facts : somebody.facts;
    return { rank, facts: { ...before, ...adultFacts({ ...joined, payer }) }, isThere };
  });
}

interface SignIns {
  readonly writes: Writes;
  readonly moved: HouseholdMerge["moved"];
  readonly ended: HouseholdMerge["ended"];
}

function signInsOf({ gone, kept }: TwoHouseholds, going: readonly Going[], arriving: readonly Arriving[], at: Instant) {
  const { code: familyCode } = kept.household;
  return going.reduce<SignIns>(
    (sum, { somebody, other }, index) => {
      const login = gone.logins.get(somebody.guardian.id);
      const there = other && kept.logins.get(other.guardian.id);
      const fate = fateOf(login, there, familyCode);
      const after = arriving[index];
      if (!login || !fate || !after) return sum;
      if (fate.kind === "ends")
        return {
          ...sum,
          writes: [...sum.writes, ...ended(login)],
          ended: [...sum.ended, { login: fate.login, instead: fate.instead }],
        };
      const { rank: guardianId } = after;
      const displayName = nameInLetters(other?.isThere ? other.guardian : somebody.guardian);
      return {
        writes: [...sum.writes, ...handedOver(login, { familyCode, guardianId, displayName }, there, at)],
        moved: [...sum.moved, { login: fate.login, guardianId }],
        ended: [...sum.ended, ...(there ? [{ login: there.login, instead: fate.login }] : [])],
      };
    },
    { writes: [], moved: [], ended: [] },
  );
}

/** What of the household changes, as « Suivre mes demandes » and the file's history tell it. */
function changeOf(
  two: TwoHouseholds,
  home: Home,
  arriving: readonly Arriving[],
  { kept: familyCode, at, by, byName, reason }: HouseholdMerge,
  key: Decision["idempotencyKey"],
): Writes {
  const before = homeOf(two.kept.household);
  const changes = (["address", "situation"] as const)
    .filter((field) => !sameValue(before[field], home[field]))
    .map((field): FileRequest["changes"][number] & { readonly before: FieldValue } => ({
      field,
      before: before[field],
      after: home[field],
    }));
  if (changes.length === 0) return [];
  const [first] = guardiansOf(z.parse(guardiansAttribute(), guardiansAfter(two, arriving)));
  return [
    newRequest({
      id: requestIdOf(at, chance(12)),
      familyCode,
      familyName: first ? nameInLetters(first) : familyCode,
      section: "household",
      schools: [...new Set(two.kept.children.flatMap(({ school }) => school ?? []))],
      changes,
      documents: [],
      others: [],
      state: "done",
      sentAt: at,
      acts: [{ by, byName, side: "office", at, key, what: "done", text: words.why(reason) }],
      version: 1,
    }),
  ];
}

export function mergeHouseholdsUseCases(dependencies: MergeHouseholdsDependencies): Routes {
  const { table, clock } = dependencies;
  return {
    "merge.householdsPreview": async ({ params: { familyCode: gone }, query: { kept } }) => ({
      body: await foreseeHouseholds(dependencies, { gone, kept }, clock()),
    }),
    "merge.households": ({ params: { familyCode: gone }, body, session }) => {
      const { kept, people, take, quotient, apart, seen, reason, idempotencyKey: key } = body;
      const requestToken = requestTokenOf(key, digestOf("mergeHouseholds", [gone, kept]));
      return decideAndWrite<null, { readonly body: HouseholdMergeView }>("Two households", null, async () => {
        const before = await readHouseholdMerge(table, gone);
        if (before?.requestToken === requestToken) return { done: { body: viewOf(before) } };
        const two = await theTwoHouseholds(table, { gone, kept });
        if (seenOfHouseholds(two) !== seen) throw new Problem("changed", words.changed);
        const at = clock();
        const [blocked] = await blocksOf(table, two, at);
        if (blocked !== undefined) throw new Problem("notPossible", blocked);
        const [alike] = alikeChildren(two.gone.children, two.kept.children).filter(
          (pair) => !apart.includes(pairOfChildren(pair.gone.id, pair.kept.id)),
        );
        if (alike) throw new Problem("notPossible", words.children(named(alike.gone), named(alike.kept)));
        const going = goingOf(two, people);
        const ranks = ranksAfter(
          going.map(({ somebody, other }) => ({ gone: somebody.guardian.id, kept: other?.guardian.id ?? null })),
          two.kept.household.lastRank,
        );
        if (!ranks) throw new Problem("notPossible", words.tooManyAdults);
        const arriving = arrivingOf(two, going, ranks);
        const home = joinedHome(homeOf(two.gone.household), homeOf(two.kept.household), take);
        const signIns = signInsOf(two, going, arriving, at);
        const merge: HouseholdMerge = {
          gone,
          kept,
          at,
          by: session.login,
          byName: session.displayName,
          reason,
          requestToken,
          ranks: [...ranks.of].map(([from, to]) => ({ gone: from, kept: to })),
          moved: signIns.moved,
          ended: signIns.ended,
          quotient,
          done: false,
          days: 0,
          givenUp: 0,
        };
        const why = words.why(reason);
        const rankOf = (rank: GuardianId): GuardianId | undefined => ranks.of.get(rank);
        const writes: Writes = [
          ...householdMergeWrites(merge),
          ...oneHouseholdWrites(two, { ranks, arriving, home, at, by: session.login, reason: why }),
          ...householdHandedOver(
            two.gone.protections,
            two.kept.protections,
            { familyCode: kept, rankOf },
            { at, by: session.login, byName: session.displayName, reason: why, key },
          ),
          ...signIns.writes,
          ...(await unwillingWrites(table, merge)),
          ...changeOf(two, home, arriving, merge, key),
        ];
        if (writes.length > mostWrites) throw new Problem("notPossible", words.tooMany);
        return (await transact(table, writes)) === "done" ? { done: { body: viewOf(merge) } } : { again: null };
      });
    },
  };
}

const named = ({
  firstName,
  lastName,
  id,
}: {
  readonly firstName: string;
  readonly lastName: string;
  readonly id: string;
}) => `${firstName} ${lastName} (${id})`;

const unwillingWrites = async (table: Table, { gone, kept, ranks }: HouseholdMerge): Promise<Writes> =>
  (
    await Promise.all(
      ranks.map(({ gone: from, kept: to }) =>
        unwillingHandedOver(table, { familyCode: gone, guardianId: from }, { familyCode: kept, guardianId: to }),
      ),
    )
  ).flat();
