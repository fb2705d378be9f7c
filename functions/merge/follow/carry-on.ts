/**
 * What follows once two files of a child are one: all that bears the code that is gone passes to the one that stays. From
 * the table's stream, and again every night for the merges of the last days: what a request that had read the family
 * before still books under the old code passes then. Each step finds itself done; where one dies, the next run goes on.
 *
 * What the child had twice on one day is given up by a rule that staff has seen beforehand (booking/rules/hand-over.ts),
 * and the family is told of it as of any act of the office.
 */
import { handOver as handDocumentOver, readAllOf } from "../../document/store/documents.ts";
import { handOver as handEnrolmentOver, readEnrolments, readWithChild } from "../../enrolment/store/enrolments.ts";
import { minusHours, localDate } from "../../kernel/time.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { handOver as handRequestsOver } from "../../request/store/requests.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { noteDone, readMerges, type Merge } from "../store/merges.ts";
import { familyDays } from "../use-cases/foresee.ts";
import { mergeWords } from "../words.fr.ts";
import { countQuotas, passDays, type PassDependencies } from "./pass-days.ts";

export type CarryOnDependencies = PassDependencies;

/** Documents at once. */
const width = 8;

async function passEnrolments({ table, clock }: CarryOnDependencies, { gone, kept }: Merge, familyCode: FamilyCode) {
  for (const { id, childId } of await readEnrolments(table, familyCode)) {
    if (childId !== gone) continue;
    await decideAndWrite<null, undefined>("An enrolment", null, async () => {
      const { enrolment, child } = await readWithChild(table, familyCode, { id, childId: kept });
      if (!enrolment || !child || enrolment.childId !== gone) return { done: undefined };
      const written = await handEnrolmentOver(table, { enrolment, child }, localDate(clock()));
      return written ? { done: undefined } : { again: null };
    });
  }
}

/** Of what changed meanwhile, the next look takes care. */
async function passDocuments(table: Table, { gone, kept, households }: Merge): Promise<void> {
  const [familyCode] = households;
  if (familyCode === undefined) return;
  await decideAndWrite<null, undefined>("A child's documents", null, async () => {
    const left = await readAllOf(table, { familyCode, childId: gone });
    const passed = await inParallel(left, width, (document) =>
      handDocumentOver(table, document, { familyCode: document.owner.familyCode, childId: kept }),
    );
    return passed.includes(false) ? { again: null } : { done: undefined };
  });
}

/** Does what is left to do of a merge. */
export async function carryOn(dependencies: CarryOnDependencies, merge: Merge): Promise<void> {
  const { table, catalogue } = dependencies;
  const { gone, kept, households, at, by, reason, requestToken } = merge;
  const act = { requestToken, at, by, reason: mergeWords.why(reason) };
  const total = { moved: 0, givenUp: 0 };
  for (const familyCode of households) {
    const two = { gone: { familyCode, childId: gone }, kept: { familyCode, childId: kept } };
    const { moved, givenUp } = await passDays(dependencies, [two], act);
    total.moved += moved;
    total.givenUp += givenUp;
    const own = (await familyDays(table)(familyCode)).filter(({ childId }) => childId === kept);
    await countQuotas(dependencies, await catalogue.latest(), familyCode, own);
    await passEnrolments(dependencies, merge, familyCode);
    await handRequestsOver(table, familyCode, { gone, kept });
  }
  await passDocuments(table, merge);
  if (!merge.done || total.moved + total.givenUp > 0) await noteDone(table, gone, total);
}

/** A merge was decided. */
export async function followMerge(dependencies: CarryOnDependencies, merge: Merge): Promise<void> {
  if (!merge.done) await carryOn(dependencies, merge);
}

/** Hours for which a merge is looked at again: longer than any request lives, and than a stream's retries. */
export const lookedAtFor = 48;

/** Every night: those that are not over, and what has come under a code that is gone since. How many were looked at. */
export async function resumeMerges(dependencies: CarryOnDependencies): Promise<number> {
  const since = minusHours(dependencies.clock(), lookedAtFor);
  const merges = (await readMerges(dependencies.table)).filter(({ done, at }) => !done || at > since);
  for (const merge of merges) await carryOn(dependencies, merge);
  return merges.length;
}
