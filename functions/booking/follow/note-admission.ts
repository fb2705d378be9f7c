/**
 * The first day on which a child comes, kept on the child, in each of its households: three months begin with it, once, in
 * which a vaccine that is lacking is to be given. A day that is booked before it takes its place; given up before it has
 * come, it is looked for again. Of a child of before, or in a household that it has just come to, it is found among all of
 * its days as soon as one more is booked.
 *
 * Judged by what the table says, so that records of the stream may come late, twice or out of order. Nothing is read where
 * no activity asks for vaccines.
 */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { childChange, readChildElsewhere, readChildFile } from "../../family/store/family-file.ts";
import type { ChildRecord } from "../../family/store/families.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import { comes, type ChildDay } from "../rules/child-day.ts";
import { readFamilyDays } from "../store/child-days.ts";

interface AdmissionDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
}

const asksForVaccines = ({ activities }: Catalogue): boolean =>
  activities.some(({ eligibility: { requires = [] } }) => requires.includes("vaccines"));

/** The first day on which one of its households has it come; undefined: none. */
async function firstDay(
  table: Table,
  child: Pick<ChildRecord, "id" | "birthDate">,
  households: readonly FamilyCode[],
): Promise<PlainDate | undefined> {
  const days = await Promise.all(households.map((code) => readFamilyDays(table, code, { from: child.birthDate })));
  return days
    .flat()
    .filter((day) => day.childId === child.id && comes(day))
    .map(({ date }) => date)
    .sort()[0];
}

/** A day of a child has changed: it comes, or it comes no more. */
export async function noteAdmission(
  { table, catalogue, clock }: AdmissionDependencies,
  familyCode: FamilyCode,
  before: ChildDay | null,
  after: ChildDay,
): Promise<void> {
  const [came, isToCome] = [before !== null && comes(before), comes(after)];
  if (came === isToCome || !asksForVaccines(await catalogue.latest())) return;
  const { childId, date } = after;
  await decideAndWrite<null, undefined>("A child's first day", null, async () => {
    const child = await readChildFile(table, familyCode, childId);
    if (!child || child.merged) return { done: undefined };
    const known = child.admittedOn;
    // A day that is over was the first, whatever becomes of what was booked.
    const stands = isToCome ? known !== undefined && known <= date : known !== date || date <= localDate(clock());
    if (stands) return { done: undefined };
    const elsewhere = await readChildElsewhere(table, child);
    const all = [{ familyCode, child }, ...elsewhere];
    const first = await firstDay(
      table,
      child,
      all.map((one) => one.familyCode),
    );
    const changes = all.filter((one) => one.child.admittedOn !== first);
    if (changes.length === 0) return { done: undefined };
    const writes = changes.map((one) => childChange(one.familyCode, one.child, { admittedOn: first }));
    return (await transact(table, writes)) === "done" ? { done: undefined } : { again: null };
  });
}
