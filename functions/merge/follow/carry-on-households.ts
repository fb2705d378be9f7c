/**
 * What follows once two households are one: whoever was signed in to the one that goes signs in anew, and all that it had
 * passes to the one that stays. From the table's stream, and again every night for the merges of the last days: what a
 * request that had read the family before still writes under the old code passes then. Each step finds itself done; where
 * one dies, the next run goes on.
 *
 * What a child had twice on one day is given up by a rule that staff has seen beforehand, and told as any act of the office.
 */
import * as z from "zod/mini";
import { passTo as passAttendance } from "../../attendance/store/attendance.ts";
import { passTo as passDocument, readAllOf } from "../../document/store/documents.ts";
import { passTo as passEnrolment, readEnrolments, readWithChild } from "../../enrolment/store/enrolments.ts";
import { childRecord, type ChildRecord } from "../../family/store/families.ts";
import { passTo as passHistory } from "../../history/store/history.ts";
import { familyDays, twofoldChildren } from "../use-cases/foresee.ts";
import { inParallel } from "../../kernel/parallel.ts";
import type { ChildId } from "../../kernel/ids.ts";
import { localDate, minusHours } from "../../kernel/time.ts";
import { tellOnce } from "../../mail/outbox.ts";
import { passTo as passShares } from "../../billing/store/shares.ts";
import { passTo as passCircumstances } from "../../price/store/circumstances.ts";
import { passTo as passQuotients } from "../../quotient/store/quotients.ts";
import { passTo as passRequests } from "../../request/store/requests.ts";
import { endAccess } from "../../sign-in/end-access.ts";
import { handFeedOver } from "../../sign-in/store/feeds.ts";
import { readFamilyLogins } from "../../sign-in/store/logins.ts";
import { closeAllSessions } from "../../sign-in/store/sessions.ts";
import { withdrawLogin } from "../../sign-in/withdraw-login.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import { noteHouseholdDone, readHouseholdMerges, type HouseholdMerge } from "../store/household-merges.ts";
import { childPasses } from "../store/two-households.ts";
import { householdMergeWords as words } from "../words.fr.ts";
import { lookedAtFor } from "./carry-on.ts";
import { countQuotas, passDays, type PassDependencies } from "./pass-days.ts";

/** Records at once. */
const width = 8;

async function passSignIns(table: Table, { gone, kept, moved, ended, done }: HouseholdMerge): Promise<void> {
  if (!done) {
    for (const { login } of ended) await endAccess(table, login);
    for (const { login, guardianId } of moved) {
      // Sessions name the family that is gone.
      await closeAllSessions(table, login);
      await handFeedOver(table, login, { familyCode: kept, guardianId });
    }
  }
  // What came to stand for somebody of it while the two were made one.
  for (const left of (await readFamilyLogins(table, gone)).values())
    if (left.familyCode === gone && !moved.some(({ login }) => login === left.login)) await withdrawLogin(table, left);
}

const readChildRecord = async (table: Table, code: HouseholdMerge["gone"], child: ChildId) => {
  const item = await readRecord(table, keys.child(code, child));
  return item && z.parse(childRecord(), item);
};

const childrenOf = async (table: Table, code: HouseholdMerge["gone"]): Promise<readonly ChildRecord[]> =>
  (await readRange(table, { ...startingWith(keys.familyPartition(code), keys.childPrefix), ConsistentRead: true })).map(
    (item) => z.parse(childRecord(), item),
  );

/** A child that entered the one that goes while the two were made one. */
const passStray = (table: Table, { gone, kept, ranks, at }: HouseholdMerge, childId: ChildId): Promise<undefined> =>
  decideAndWrite<null, undefined>("A child's record", null, async () => {
    const [child, stands] = await Promise.all([
      readChildRecord(table, gone, childId),
      readChildRecord(table, kept, childId),
    ]);
    if (!child || child.left) return { done: undefined };
    const of = new Map(ranks.map((one) => [one.gone, one.kept]));
    const writes = childPasses(child, stands ?? undefined, { from: gone, to: kept, ranks: { of }, former: [], at });
    return (await transact(table, writes)) === "done" ? { done: undefined } : { again: null };
  });

/** Its children, all of them in the one that stays. */
async function passChildren(table: Table, merge: HouseholdMerge): Promise<readonly ChildRecord[]> {
  const children = await childrenOf(table, merge.gone);
  for (const { id } of children.filter(({ left }) => left === undefined)) await passStray(table, merge, id);
  return children.filter(({ left }) => left === undefined || (left.to === merge.kept && left.at === merge.at));
}

async function passEnrolments({ table, clock }: PassDependencies, { gone, kept }: HouseholdMerge): Promise<void> {
  for (const { id, childId } of await readEnrolments(table, gone))
    await decideAndWrite<null, undefined>("An enrolment", null, async () => {
      const [{ enrolment }, child] = await Promise.all([
        readWithChild(table, gone, { id, childId }),
        readChildRecord(table, kept, childId),
      ]);
      if (!enrolment) return { done: undefined };
      const written = await passEnrolment(table, { enrolment, child }, kept, localDate(clock()));
      return written ? { done: undefined } : { again: null };
    });
}

/** The household's, and those of its children that it has sent. */
async function passDocuments(
  table: Table,
  { gone, kept }: HouseholdMerge,
  children: readonly ChildRecord[],
): Promise<void> {
  const owners = [{ familyCode: gone }, ...children.map(({ id }) => ({ familyCode: gone, childId: id }))];
  for (const owner of owners)
    await decideAndWrite<null, undefined>("A household's documents", null, async () => {
      const left = (await readAllOf(table, owner)).filter((document) => document.owner.familyCode === gone);
      const passed = await inParallel(left, width, (document) => passDocument(table, document, kept));
      return passed.includes(false) ? { again: null } : { done: undefined };
    });
}

/** Does what is left to do of a merge. */
export async function carryOnHouseholds(dependencies: PassDependencies, merge: HouseholdMerge): Promise<void> {
  const { table, catalogue, clock } = dependencies;
  const { gone, kept, at, by, reason, requestToken, ranks, ended, quotient } = merge;
  const act = { requestToken, at, by, reason: words.why(reason) };
  await passSignIns(table, merge);
  const children = await passChildren(table, merge);
  const total = await passDays(dependencies, twofoldChildren({ gone, kept }, children), act);
  const own = (await familyDays(table)(kept)).filter(({ childId }) => children.some(({ id }) => id === childId));
  await countQuotas(dependencies, await catalogue.latest(), kept, own);
  await passAttendance(table, gone, kept);
  await passEnrolments(dependencies, merge);
  await passDocuments(table, merge, children);
  await passQuotients(table, gone, kept, quotient);
  await passCircumstances(table, gone, kept);
  await passShares(table, gone, kept);
  await passRequests(table, gone, kept, (rank) => ranks.find((one) => one.gone === rank)?.kept);
  await passHistory(table, gone, kept, { at, by });
  await tellOnce(
    table,
    { familyCode: kept, about: [], mailId: `households-merged-${gone}` },
    { kind: "householdsMerged", facts: { gone, kept, ended } },
    clock(),
  );
  if (!merge.done || total.moved + total.givenUp > 0)
    await noteHouseholdDone(table, gone, { days: total.moved, givenUp: total.givenUp });
}

/** A merge was decided. */
export async function followHouseholdMerge(dependencies: PassDependencies, merge: HouseholdMerge): Promise<void> {
  if (!merge.done) await carryOnHouseholds(dependencies, merge);
}

/** Every night: those that are not over, and what has come under a code that is gone since. How many were looked at. */
export async function resumeHouseholdMerges(dependencies: PassDependencies): Promise<number> {
  const since = minusHours(dependencies.clock(), lookedAtFor);
  const merges = (await readHouseholdMerges(dependencies.table)).filter(({ done, at }) => !done || at > since);
  for (const merge of merges) await carryOnHouseholds(dependencies, merge);
  return merges.length;
}
