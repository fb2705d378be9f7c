/**
 * What an act on days that were billed would bill again: what is due of them as things stand, beside what would be due once
 * it is done, by the very functions that bill. Nothing is written; the act itself is another route's.
 */
import { decideTap } from "../../attendance/use-cases/decide-tap.ts";
import type { FamilyAttendance } from "../../attendance/store/attendance.ts";
import { nothingNoted, type Tap } from "../../attendance/rules/marks.ts";
import type { ActSent, CalledChild } from "../../attendance/contract/routes.ts";
import { hasPlace } from "../../booking/rules/child-day.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { nameInLetters } from "../../family/rules/family.ts";
import { readHousehold } from "../../family/store/families.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { id as named, type FamilyCode, type PlainDate, type PlainMonth, type SiteId } from "../../kernel/ids.ts";
import { cents } from "../../kernel/money.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { localDate } from "../../kernel/time.ts";
import { saidOf } from "../../price/use-cases/circumstances.ts";
import { spanOf } from "../../quotient/rules/entry.ts";
import { monthOf, type QuotientValue } from "../../quotient/rules/quotient.ts";
import type { billingRebilling, RebilledView } from "../contract/rebilling.ts";
import { billingWorld, type BillingWorld } from "../dependencies.ts";
import { monthsBefore } from "../rules/periods.ts";
import type { ChildShare } from "../rules/shares.ts";
import { difference, rebilled, type Rebilled } from "../rules/rebilled.ts";
import { readRuns } from "../store/runs.ts";
import { scopeOf } from "./decide-family.ts";
import { chargesDue, readFacts, type FamilyFacts, type Known } from "./family-facts.ts";
import type { PreviewDependencies } from "./preview.ts";

const newName = named("IdempotencyKey", "ce-qui-serait-dit");

type RebilledFamily = RebilledView["families"][number];

/** What would be known of a household once the act is done. */
type Change = (family: Known) => Known;

/** What an act changes: of one household, or of what households pay each. */
export interface Meant {
  readonly code: FamilyCode;
  readonly change: Change;
  /** The shares as they would be; absent: as they are. */
  readonly shares?: readonly ChildShare[] | undefined;
}

/** Families looked at at once. */
const width = 8;

interface Looked {
  readonly world: BillingWorld;
  /** The month whose run comes next, and asks the difference. */
  readonly period: PlainMonth;
  /** For whom something changes: the household, and those that pay a part of its children's days. */
  readonly families: (meant: Meant) => Promise<readonly RebilledFamily[]>;
}

/** A household and its partners as they would be. */
const done = (facts: FamilyFacts, { code, change, shares }: Meant): FamilyFacts => ({
  ...facts,
  family: facts.family.household.code === code ? change(facts.family) : facts.family,
  others: facts.others.map((one) => (one.household.code === code ? change(one) : one)),
  ...(shares ? { shares } : {}),
});

export async function look({ table, catalogue, clock, town }: PreviewDependencies): Promise<Looked> {
  const [latest, runs] = await Promise.all([catalogue.latest(), readRuns(table)]);
  const world = billingWorld(table, latest, town);
  const last = runs[0]?.period;
  const period = last === undefined ? monthsBefore(monthOf(localDate(clock())), 1) : monthsBefore(last, -1);
  const scope = scopeOf(period, runs);
  const wasBilled = (date: PlainDate): boolean => monthOf(date) !== period && scope.months.has(monthOf(date));
  const accounts = new Map((latest.accounts ?? []).map(({ id, name }) => [id, name]));
  const compared = (facts: FamilyFacts, meant: Meant): RebilledFamily => {
    const { code: familyCode, guardians } = facts.family.household;
    const [payer] = guardians;
    const before = chargesDue(world, facts, wasBilled);
    const after = chargesDue(world, done(facts, meant), wasBilled);
    const unknown = new Set([...before.unknown, ...after.unknown]);
    const by = [...accounts].map(([accountId, accountName]) => {
      const [was, is] = [before, after].map(({ charges }) =>
        charges.filter((one) => one.accountId === accountId).map(({ charge }) => charge),
      );
      return { accountName, changes: rebilled(was ?? [], is ?? [], unknown) };
    });
    return {
      familyCode,
      familyName: payer ? nameInLetters(payer) : familyCode,
      lines: by.flatMap(({ accountName, changes }) => changes.flatMap((one) => lineOf(one, accountName))),
      total: difference(by.flatMap(({ changes }) => changes)),
    };
  };
  const factsOf = async (code: FamilyCode, meant: Meant): Promise<FamilyFacts | null> => {
    const household = await readHousehold(table, code);
    return household && readFacts(world, scope, household, () => true, meant.shares);
  };
  return {
    world,
    period,
    families: async (meant) => {
      const facts = await factsOf(meant.code, meant);
      if (!facts) return [];
      const partners = await Promise.all(facts.others.map(({ household }) => factsOf(household.code, meant)));
      return [facts, ...partners]
        .flatMap((one) => (one ? [compared(one, meant)] : []))
        .filter(({ lines }) => lines.length > 0);
    },
  };
}

function lineOf({ was, is }: Rebilled, accountName: string): RebilledFamily["lines"] {
  const about = is ?? was;
  if (!about) return [];
  const { date, firstName, activityName, unitName, what } = about;
  return [
    {
      date,
      firstName,
      activityName,
      unitName,
      accountName,
      ...(what ? { what } : {}),
      was: was?.unitPrice ?? null,
      is: is?.unitPrice ?? null,
      reasons: [...(is?.reasons ?? [])],
    },
  ];
}

/** A family's days as they would be once these taps are noted. */
function noted(
  family: Known,
  { siteId, date }: { readonly siteId: SiteId; readonly date: PlainDate },
  tap: Tap,
  acts: readonly { readonly act: ActSent; readonly called: CalledChild }[],
): Known {
  const isOf = (one: FamilyAttendance, { childId }: CalledChild): boolean =>
    one.siteId === siteId && one.date === date && one.childId === childId;
  return acts.reduce((known, { act, called }): Known => {
    const day = known.days.find((one) => one.childId === called.childId && one.date === date);
    const units = called.units.map(({ activityId, unitId }) => {
      const unit = unitKey(activityId, unitId);
      return { unit, booked: hasPlace(day?.units.get(unit)?.status ?? "none") };
    });
    const current = known.attended.find((one) => isOf(one, called)) ?? { ...nothingNoted(called), siteId, date };
    const outcome = decideTap(act, tap, units)(current);
    if (outcome.kind !== "write") return known;
    const others = known.attended.filter((one) => !isOf(one, called));
    return { ...known, attended: [...others, { ...outcome.attendance, siteId, date }] };
  }, family);
}

export const billingRebillingUseCases = (dependencies: PreviewDependencies): UseCases<typeof billingRebilling> => ({
  "billing.rebillAttendance": async ({ params, body: { tap: id, acts }, session }) => {
    const { period, families } = await look(dependencies);
    const tap: Tap = { id, at: dependencies.clock(), by: session.login };
    const all = acts.flatMap(({ act, children }) => children.map((called) => ({ act, called })));
    const found = await inParallel([...Map.groupBy(all, ({ called }) => called.familyCode)], width, ([code, own]) =>
      families({ code, change: (family) => noted(family, params, tap, own) }),
    );
    return { body: { period, families: found.flat() } };
  },
  "billing.rebillPrices": async ({ params: { familyCode }, body }) => {
    const { table, clock, town } = dependencies;
    const [{ household, children }, { world, period, families }] = await Promise.all([
      familyOf(table, familyCode),
      look(dependencies),
    ]);
    const change = (): Change => {
      if (body.what === "quotient") {
        const { month, entered } = body;
        const { kind, validity } = town.quotient;
        const until = entered?.until ?? undefined;
        const span = spanOf({ month, from: entered?.from, until }, localDate(clock()), validity);
        // What cannot be entered changes nothing: the act itself says why.
        if ("fault" in span) return (family) => family;
        const value: readonly QuotientValue[] = entered
          ? [{ kind, month, value: cents(entered.value), origin: entered.origin, ...span }]
          : [];
        return (family) => ({
          ...family,
          quotients: [...family.quotients.filter((one) => one.kind !== kind || one.month !== month), ...value],
        });
      }
      const { about, said } = body;
      // Said for the first time, it has no name yet.
      const now = said
        ? [
            {
              ...saidOf(said.said, { children }, world.catalogue),
              from: said.from,
              until: said.until,
              about: about ?? newName,
            },
          ]
        : [];
      // In the order in which they were first said, as they count.
      return (family) => ({
        ...family,
        circumstances: [
          ...family.circumstances.flatMap((one) => (about !== undefined && one.about === about ? now : [one])),
          ...(about === undefined ? now : []),
        ],
      });
    };
    return { body: { period, families: [...(await families({ code: household.code, change: change() }))] } };
  },
});
