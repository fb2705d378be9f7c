/**
 * The run of a month: all families are looked at, a page at a time, and each is stated what it owes, once
 * (store/statements.ts). It notes after each page how far it is. One that dies is called again and goes on from there; of two
 * at once, the one that finds the other ahead stops. What a call cannot do within its time it leaves to the next one, which
 * the stream has called (schedule-run.ts). In memory there is never more than one page.
 *
 * Once all are stated, their invoices are archived and announced (announce-invoices.ts).
 */
import * as z from "zod/mini";
import { readHouseholds, householdBuckets } from "../../family/store/directory.ts";
import type { Clock } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, PlainMonth } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Log } from "../../kernel/log.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { localDate } from "../../kernel/time.ts";
import { firstDayOf } from "../../quotient/rules/quotient.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Household } from "../../family/rules/family.ts";
import type { BillingWorld } from "../dependencies.ts";
import { sumOf } from "../rules/statement.ts";
import {
  actionsOf,
  mostActions,
  readSeries,
  readStatement,
  stateOnce,
  type NewStatement,
  type Statement,
} from "../store/statements.ts";
import { advanceRun, readRun, readRuns, type BillRun } from "../store/runs.ts";
import { decideFamily, issueOf, scopeOf, type Decided, type Scope } from "../use-cases/decide-family.ts";

/** What runs write to the log: stable codes, which alarms and tests name. */
export const billingMessages = {
  /** All families are stated. Fields: period, families, invoices. */
  stated: "billing.stated",
  /** All invoices are archived and announced. Fields: period, invoices. */
  done: "billing.done",
  /** Another call of the same run is ahead: this one stops. Fields: period. */
  overtaken: "billing.overtaken",
  /** The rest is left to a later call. Fields: period. */
  goesOn: "billing.goesOn",
} as const;

/** What a schedule gives a run. */
export const billingEvent = lazily(() => z.object({ period: branded("PlainMonth") }));

export interface RunBillingDependencies {
  readonly world: () => Promise<BillingWorld>;
  readonly clock: Clock;
  /** Seconds since 1970, with their fractions. */
  readonly seconds: () => number;
  readonly log: Log;
}

/** Families looked at before the run notes how far it is. */
export const pageSize = 25;
/** Of them, so many at once. */
const width = 10;
/** Seconds after which a call leaves the rest to the next one: its function has 300. */
export const longestCall = 180;

/** As many as one transaction takes, one action each kept for the series. */
function* parts(statements: readonly NewStatement[]): Generator<readonly NewStatement[]> {
  let part: NewStatement[] = [];
  let actions = 0;
  for (const one of statements) {
    if (part.length > 0 && actions + actionsOf(one) > mostActions) {
      yield part;
      [part, actions] = [[], 0];
    }
    part.push(one);
    actions += actionsOf(one);
  }
  if (part.length > 0) yield part;
}

/** What a statement counts as. */
type Counted = Pick<Statement, "familyCode" | "accountId" | "total"> & { readonly issued: boolean };

export interface Stated {
  readonly decided: readonly Decided[];
  /** Every statement of the month that these families have, whoever wrote it. */
  readonly statements: readonly Counted[];
}

const nameOf = ({ familyCode, accountId }: Pick<Statement, "familyCode" | "accountId">): string =>
  `${familyCode} ${accountId}`;

/** States what is due of these families; those that are stated already are passed. */
export async function stateFamilies(
  world: BillingWorld,
  scope: Scope,
  households: readonly Household[],
  clock: Clock,
): Promise<Stated> {
  const { table } = world;
  const at = clock();
  const year = Number(localDate(at).slice(0, 4));
  const decideSome = (some: readonly Household[]): Promise<readonly Decided[]> =>
    inParallel(some, width, (household) => decideFamily(world, scope, household, at));

  /** Writes these, deciding again what somebody else has moved meanwhile; those that were written. */
  const write = (part: readonly NewStatement[]): Promise<readonly NewStatement[]> =>
    decideAndWrite("The numbers of invoices", part, async (statements) => {
      const series = [...new Set(statements.flatMap(({ issue, account }) => (issue ? [account.series] : [])))];
      const lastOf = new Map(
        await Promise.all(
          series.map(async (one) => [one, { year, last: await readSeries(table, one, year) }] as const),
        ),
      );
      if (statements.length === 0 || (await stateOnce(table, statements, lastOf, issueOf))) return { done: statements };
      const wanted = new Set(part.map(nameOf));
      const codes = new Set(part.map(({ familyCode }) => familyCode));
      const again = await decideSome(households.filter(({ code }) => codes.has(code)));
      return { again: again.flatMap((one) => one.statements).filter((one) => wanted.has(nameOf(one))) };
    });

  const decided = await decideSome(households);
  const planned = decided.flatMap(({ statements }) => statements);
  const written: NewStatement[] = [];
  for (const part of parts(planned)) written.push(...(await write(part)));
  const known = new Set(written.map(nameOf));
  const elsewhere = await inParallel(
    [...decided.flatMap(({ already }) => already), ...planned].filter((one) => !known.has(nameOf(one))),
    width,
    ({ familyCode, accountId }) => readStatement(table, { familyCode, period: scope.period, accountId }),
  );
  return {
    decided,
    statements: [
      ...written.map((one) => ({ ...one, issued: one.issue !== null })),
      ...elsewhere.flatMap((one) => (one ? [{ ...one, issued: one.issue !== undefined }] : [])),
    ],
  };
}

type Counts = Pick<BillRun, "families" | "invoices" | "amount" | "waiting" | "unpriced">;

const counted = (run: BillRun, { decided, statements }: Stated): Counts => {
  const invoices = statements.filter(({ issued }) => issued);
  const unpriced = decided.flatMap((one) => one.unpriced).filter(({ date }) => date >= firstDayOf(run.period));
  return {
    families: run.families + decided.length,
    invoices: run.invoices + invoices.length,
    amount: sumOf([run.amount, ...invoices.map(({ total }) => total)]),
    waiting: run.waiting + statements.length - invoices.length,
    unpriced: run.unpriced + unpriced.length,
  };
};

interface Position {
  readonly bucket: number;
  readonly after: FamilyCode | null;
}

/** The position after a page; null after the last. */
export function nextPosition({ bucket }: Position, next: FamilyCode | null): Position | null {
  if (next !== null) return { bucket, after: next };
  return bucket + 1 < householdBuckets.length ? { bucket: bucket + 1, after: null } : null;
}

async function doPage(world: BillingWorld, scope: Scope, run: BillRun, clock: Clock): Promise<BillRun | null> {
  const { households, next } = await readHouseholds(world.table, { ...run.position, limit: pageSize });
  const stated = await stateFamilies(world, scope, households, clock);
  const position = nextPosition(run.position, next);
  return advanceRun(world.table, run, {
    ...counted(run, stated),
    at: clock(),
    ...(position ? { position } : { state: "announcing", part: run.part + 1 }),
  });
}

/** One call of a run: as much of it as fits, from where the last one stopped. Nothing when all families are stated. */
export async function runBilling(
  { world: open, clock, seconds, log }: RunBillingDependencies,
  { period }: { readonly period: PlainMonth },
): Promise<void> {
  const started = seconds();
  const world = await open();
  const { table } = world;
  let run = await readRun(table, period);
  const scope = scopeOf(period, await readRuns(table));
  while (run?.state === "stating") {
    if (seconds() - started >= longestCall) {
      if (await advanceRun(table, run, { part: run.part + 1, at: clock() }))
        log.info(billingMessages.goesOn, { period });
      return;
    }
    const further = await doPage(world, scope, run, clock);
    if (further === null) {
      log.info(billingMessages.overtaken, { period });
      return;
    }
    run = further;
    if (run.state === "announcing")
      log.info(billingMessages.stated, { period, families: run.families, invoices: run.invoices });
  }
}
