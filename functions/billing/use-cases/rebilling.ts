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
import { nameInLetters, type Household } from "../../family/rules/family.ts";
import { readHousehold } from "../../family/store/families.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { PlainDate, PlainMonth, SiteId } from "../../kernel/ids.ts";
import { cents } from "../../kernel/money.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { localDate } from "../../kernel/time.ts";
import { saidOf } from "../../price/use-cases/circumstances.ts";
import { spanOf } from "../../quotient/rules/entry.ts";
import { monthOf, type QuotientValue } from "../../quotient/rules/quotient.ts";
import type { billingRebilling, RebilledView } from "../contract/rebilling.ts";
import { billingWorld, type BillingWorld } from "../dependencies.ts";
import { monthsBefore } from "../rules/periods.ts";
import { difference, rebilled, type Rebilled } from "../rules/rebilled.ts";
import { readRuns } from "../store/runs.ts";
import type { KnownFamily } from "./charges.ts";
import { scopeOf } from "./decide-family.ts";
import { chargesDue, readFacts, type FamilyFacts } from "./family-facts.ts";
import type { PreviewDependencies } from "./preview.ts";

type RebilledFamily = RebilledView["families"][number];

/** What would be known of a family once the act is done. */
type Change = (family: FamilyFacts["family"]) => KnownFamily;

/** Families looked at at once. */
const width = 8;

interface Looked {
  readonly world: BillingWorld;
  /** The month whose run comes next, and asks the difference. */
  readonly period: PlainMonth;
  readonly ofFamily: (household: Household, change: Change) => Promise<RebilledFamily>;
}

async function look({ table, catalogue, clock, town }: PreviewDependencies): Promise<Looked> {
  const [latest, runs] = await Promise.all([catalogue.latest(), readRuns(table)]);
  const world = billingWorld(table, latest, town);
  const last = runs[0]?.period;
  const period = last === undefined ? monthsBefore(monthOf(localDate(clock())), 1) : monthsBefore(last, -1);
  const scope = scopeOf(period, runs);
  const wasBilled = (date: PlainDate): boolean => monthOf(date) !== period && scope.months.has(monthOf(date));
  const accounts = new Map((latest.accounts ?? []).map(({ id, name }) => [id, name]));
  return {
    world,
    period,
    ofFamily: async (household, change) => {
      const [payer] = household.guardians;
      const { code: familyCode } = household;
      const family = { familyCode, familyName: payer ? nameInLetters(payer) : familyCode };
      const facts = await readFacts(world, scope, household, () => true);
      if (!facts) return { ...family, lines: [], total: 0 };
      const before = chargesDue(world, facts, wasBilled);
      const after = chargesDue(world, facts, wasBilled, change(facts.family));
      const unknown = new Set([...before.unpriced, ...after.unpriced].map(({ subject }) => subject));
      const by = [...accounts].map(([accountId, accountName]) => {
        const [was, is] = [before, after].map(({ charges }) =>
          charges.filter((one) => one.accountId === accountId).map(({ charge }) => charge),
        );
        return { accountName, changes: rebilled(was ?? [], is ?? [], unknown) };
      });
      return {
        ...family,
        lines: by.flatMap(({ accountName, changes }) => changes.flatMap((one) => lineOf(one, accountName))),
        total: difference(by.flatMap(({ changes }) => changes)),
      };
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
  family: KnownFamily,
  { siteId, date }: { readonly siteId: SiteId; readonly date: PlainDate },
  tap: Tap,
  acts: readonly { readonly act: ActSent; readonly called: CalledChild }[],
): KnownFamily {
  const isOf = (one: FamilyAttendance, { childId }: CalledChild): boolean =>
    one.siteId === siteId && one.date === date && one.childId === childId;
  return acts.reduce((known, { act, called }): KnownFamily => {
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
    const { period, ofFamily } = await look(dependencies);
    const tap: Tap = { id, at: dependencies.clock(), by: session.login };
    const all = acts.flatMap(({ act, children }) => children.map((called) => ({ act, called })));
    const families = await inParallel(
      [...Map.groupBy(all, ({ called }) => called.familyCode)],
      width,
      async ([code, own]) => {
        const household = await readHousehold(dependencies.table, code);
        return household ? ofFamily(household, (family) => noted(family, params, tap, own)) : null;
      },
    );
    return { body: { period, families: families.flatMap((one) => (one && one.lines.length > 0 ? [one] : [])) } };
  },
  "billing.rebillPrices": async ({ params: { familyCode }, body }) => {
    const { table, clock, town } = dependencies;
    const [{ household, children }, { world, period, ofFamily }] = await Promise.all([
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
      const now = said
        ? [{ ...saidOf(said.said, { children }, world.catalogue), from: said.from, until: said.until }]
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
    const family = await ofFamily(household, change());
    return { body: { period, families: family.lines.length > 0 ? [family] : [] } };
  },
});
