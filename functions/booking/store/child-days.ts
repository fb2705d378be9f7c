/**
 * A child's day: what it holds, one record a child and day under its family.
 *
 *     pk FAMILY#<code>, sk DAY#<date>#<child>
 *     revision             grows at every write; each write expects the one it read
 *     u:<activity>/<unit>  one unit: site, generation (`turn`), status, which request (`mark`), when, who
 *                          (booking/rules/child-day.ts); what it was booked for (price/store/kept-price.ts); what was taken from
 *                          the wallet for it (engagements.ts)
 *     g1pk, g1sk           in the index of what waits for staff only while it has something to decide on that day
 *
 * Decisions are the domain's; a write that meets another one gets the record back with the refusal and decides again on
 * it, without a second read.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { Awaiting } from "../../approval/store/approvals.ts";
import { absenceKinds } from "../rules/absences.ts";
import type { PoolId } from "../rules/capacity.ts";
import { emptyChildDay, statuses, withUnits, type ChildDay, type UnitState } from "../rules/child-day.ts";
import { readId, type ChildId, type FamilyCode, type PlainDate, type UnitKey } from "../../kernel/ids.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { cents } from "../../kernel/money.ts";
import { keptPrice, keptPriceRecord } from "../../price/store/kept-price.ts";
import { lazily } from "../../kernel/lazily.ts";
import { readAll, type Item } from "../../table/batch.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { between, readPage, readRange } from "../../table/read.ts";
import { storedNames } from "../../table/stored-names.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write, type Writes } from "../../table/transact.ts";
import { ifAbsent, update, type Update } from "../../table/write.ts";
import { moneyMoved } from "./engagements.ts";

const unitPrefix = "u:";
/** A unit's state, as records of before name its parts. */
const unitNames = storedNames({ generation: "turn", requestToken: "mark", arrival: "ticket" });
/** A limit's name, as records hold it. */
export const poolId = lazily(() =>
  z.custom<PoolId>((text) => typeof text === "string" && (text.includes("/") || text.startsWith("^"))),
);
const claimParts = lazily(() => ({ requestToken: z.string(), id: z.optional(z.string()), pools: z.array(poolId()) }));
const heldClaim = lazily(() => z.object(claimParts()));
const endedClaim = lazily(() =>
  z.object({
    ...claimParts(),
    generation: z.optional(z.int()),
    siteId: z.optional(branded("SiteId")),
    owed: z.optional(z.literal(true)),
  }),
);
/** A unit's key, as records hold it. */
export const unitKeyText = lazily(() =>
  z.custom<UnitKey>((text) => typeof text === "string" && readUnitKey(text) !== null),
);
const unitState = lazily((): z.ZodMiniType<UnitState> =>
  z.object({
    siteId: branded("SiteId"),
    generation: z.int(),
    status: z.enum(statuses),
    requestToken: z.string(),
    at: branded("Instant"),
    by: z.optional(branded("Login")),
    reason: z.optional(z.string()),
    claim: z.optional(heldClaim()),
    was: z.optional(endedClaim()),
    waited: z.optional(z.literal(true)),
    arrival: z.optional(z.int()),
    until: z.optional(branded("Instant")),
    toPay: z.optional(
      z.object({
        accountId: branded("CollectionAccountId"),
        amount: z.pipe(z.int(), z.transform(cents)),
        prolonged: z.optional(branded("PayfipOperationId")),
      }),
    ),
    unpaid: z.optional(z.literal(true)),
    price: z.optional(keptPrice()),
    engaged: z.optional(
      z.object({ accountId: branded("CollectionAccountId"), amount: z.pipe(z.int(), z.transform(cents)) }),
    ),
    absence: z.optional(z.object({ kind: z.enum(absenceKinds), at: branded("Instant"), by: branded("Login") })),
    asked: z.optional(
      z.object({
        what: z.enum(["cancel", "change"]),
        to: z.optional(z.object({ date: branded("PlainDate"), unit: unitKeyText() })),
        reason: z.string(),
        at: branded("Instant"),
        by: branded("Login"),
      }),
    ),
    decided: z.optional(
      z.object({
        requestToken: z.string(),
        what: z.enum(["booking", "cancel", "change"]),
        accepted: z.boolean(),
        to: z.optional(z.object({ date: branded("PlainDate"), unit: unitKeyText() })),
      }),
    ),
    deciding: z.optional(
      z.object({
        requestToken: z.string(),
        what: z.enum(["booking", "cancel", "change"]),
        accepted: z.boolean(),
        at: branded("Instant"),
        by: branded("Login"),
        reason: z.optional(z.string()),
      }),
    ),
    replaces: z.optional(z.object({ date: branded("PlainDate"), unit: unitKeyText(), requestToken: z.string() })),
    spent: z.array(z.string()),
  }),
);
/** A unit as its record holds it. */
const recordOf = ({ price, ...state }: UnitState): Item => ({
  ...state,
  ...(price ? { price: keptPriceRecord(price) } : {}),
});
const childDay = lazily(() => z.object({ childId: branded("ChildId"), date: branded("PlainDate"), revision: z.int() }));

export function readUnitKey(text: string): UnitKey | null {
  const [activity = "", unit = ""] = text.split("/");
  const activityId = readId("ActivityId", activity);
  const unitId = readId("UnitId", unit);
  return activityId && unitId && unitKey(activityId, unitId);
}

function unitOfAttribute(name: string): UnitKey {
  const unit = readUnitKey(name.slice(unitPrefix.length));
  if (!unit) throw new Error(`A child's day holds a unit that cannot be read: ${name}`);
  return unit;
}

/** A child's day from its record. */
export function childDayOf(item: Item): ChildDay {
  const units = Object.entries(item).filter(([name]) => name.startsWith(unitPrefix));
  return {
    ...z.parse(childDay(), item),
    units: new Map(units.map(([name, value]) => [unitOfAttribute(name), z.parse(unitState(), unitNames.read(value))])),
  };
}

/** Which child's day. */
export interface ChildDayKey {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly date: PlainDate;
}

/** Finds one of a family's days among those read. */
export const byChildAndDate = (days: readonly ChildDay[]): ((childId: ChildId, date: PlainDate) => ChildDay) => {
  const found = new Map(days.map((day) => [`${day.date}#${day.childId}`, day]));
  return (childId, date) => found.get(`${date}#${childId}`) ?? emptyChildDay(childId, date);
};

/**
 * Every recorded day of a family's children from one date on, or to another one included; consistent unless said
 * otherwise, so that a family sees what it has just done.
 */
export async function readFamilyDays(
  table: Table,
  code: FamilyCode,
  { from, to, consistent = true }: { readonly from: PlainDate; readonly to?: PlainDate; readonly consistent?: boolean },
): Promise<readonly ChildDay[]> {
  const range = between(keys.familyPartition(code), keys.childDays(from, to));
  return (await readRange(table, { ...range, ConsistentRead: consistent })).map(childDayOf);
}

/** Most days that are looked through for the next one with something on it. */
const fewDays = 20;

/**
 * The first recorded days of a family's children from a date on, a few; not consistent: they only say where to turn the
 * page.
 */
export async function readNextDays(table: Table, code: FamilyCode, from: PlainDate): Promise<readonly ChildDay[]> {
  const range = between(keys.familyPartition(code), keys.childDays(from));
  return (await readPage(table, { ...range, Limit: fewDays })).items.map(childDayOf);
}

/** Children's days of any families, by key (need not be distinct); consistent. */
export async function readChildDays(
  table: Table,
  wanted: readonly ChildDayKey[],
): Promise<(key: ChildDayKey) => ChildDay> {
  const name = (key: ChildDayKey): string => {
    const { pk, sk } = keys.childDay(key.familyCode, key.date, key.childId);
    return `${pk} ${sk}`;
  };
  const distinct = new Map(wanted.map((key) => [name(key), keys.childDay(key.familyCode, key.date, key.childId)]));
  const items = await readAll(table, [...distinct.values()], { consistent: true });
  const found = new Map(items.map((item) => [`${String(item["pk"])} ${String(item["sk"])}`, childDayOf(item)]));
  return (key) => found.get(name(key)) ?? emptyChildDay(key.childId, key.date);
}

/** What the domain decides about a child's day: states to write, or not. */
type Decision =
  | { readonly kind: "write"; readonly states: ReadonlyMap<UnitKey, UnitState> }
  | { readonly kind: string };
type Written = { readonly kind: "write"; readonly states: ReadonlyMap<UnitKey, UnitState> };
const writes = (decision: Decision): decision is Written => decision.kind === "write";

/** A decision, and the day as it stands after it. */
export type Settled<D> = { readonly decision: D; readonly day: ChildDay };

/** Whether it waits for a staff member's word. */
const forStaff = ({ units }: ChildDay): boolean =>
  [...units.values()].some(({ status, asked }) => status === "pending" || asked !== undefined);

/** Among what waits for staff: of which kind, and how the record is found again. */
const awaitedKey = ({ familyCode, childId, date }: ChildDayKey): keys.IndexKey =>
  keys.approval(date, "booking", `${familyCode}#${childId}`);

/** The day that an entry among what waits for staff is about. */
export function awaitedDay({ date, reference }: Pick<Awaiting, "date" | "reference">): ChildDayKey {
  const [family = "", child = ""] = reference.split("#");
  const [familyCode, childId] = [readId("FamilyCode", family), readId("ChildId", child)];
  if (!familyCode || !childId) throw new Error("What waits for staff names a child's day that cannot be read");
  return { familyCode, childId, date };
}

/** The update that writes these states, expecting the revision that they were decided on. */
export function childDayUpdate(
  { familyCode, childId, date }: ChildDayKey,
  day: ChildDay,
  states: ReadonlyMap<UnitKey, UnitState>,
): Update {
  const entries = [...states];
  const after = withUnits(day, states);
  const sets = [
    "#revision = :next",
    "#entity = :entity",
    "#child = :child",
    "#date = :date",
    ...entries.map((_, index) => `#unit${index} = :state${index}`),
  ];
  const awaited = forStaff(after) ? awaitedKey({ familyCode, childId, date }) : null;
  return {
    Key: keys.childDay(familyCode, date, childId),
    UpdateExpression: awaited
      ? `SET ${[...sets, "g1pk = :g1pk", "g1sk = :g1sk"].join(", ")}`
      : `SET ${sets.join(", ")} REMOVE g1pk, g1sk`,
    ConditionExpression: day.revision === 0 ? "attribute_not_exists(pk)" : "#revision = :revision",
    ExpressionAttributeNames: {
      "#revision": "revision",
      "#entity": "entity",
      "#child": "childId",
      "#date": "date",
      ...Object.fromEntries(entries.map(([unit], index) => [`#unit${index}`, unitPrefix + unit])),
    },
    ExpressionAttributeValues: {
      ":next": day.revision + 1,
      ":entity": "childDay" satisfies Entity,
      ":child": childId,
      ":date": date,
      ...(day.revision === 0 ? {} : { ":revision": day.revision }),
      ...(awaited ? { ":g1pk": awaited.g1pk, ":g1sk": awaited.g1sk } : {}),
      ...Object.fromEntries(entries.map(([, state], index) => [`:state${index}`, unitNames.write(recordOf(state))])),
    },
  };
}

/** The same day of the child in its other households. */
export const inHouseholds = (
  { childId, date }: ChildDayKey,
  households: readonly FamilyCode[],
): readonly ChildDayKey[] => households.map((familyCode) => ({ familyCode, childId, date }));

/** Part of a transaction: a day is still as it was read. */
export function stillAsRead({ familyCode, childId, date }: ChildDayKey, { revision }: ChildDay): Write {
  const Key = keys.childDay(familyCode, date, childId);
  if (revision === 0) return { ConditionCheck: { Key, ...ifAbsent } };
  return {
    ConditionCheck: {
      Key,
      ConditionExpression: "#revision = :revision",
      ExpressionAttributeNames: { "#revision": "revision" },
      ExpressionAttributeValues: { ":revision": revision },
    },
  };
}

/** What goes with a decision on a child's day, in one transaction: dearer than the day alone. */
export interface Along {
  /**
   * The child's other households: their days are decided on too, and must still be as they were read, so that of two
   * households that book at once the second sees the first.
   */
  readonly households?: readonly FamilyCode[];
  /** What must never be missing beside it (what a closure took, a position on a list). `before`: the day decided on. */
  readonly beside?: (before: ChildDay) => Writes;
}

/**
 * Writes what the domain decides, and what goes with it, expecting the revision that it decided on; when the day has
 * changed meanwhile, decides again.
 */
export function expectRevision<D extends Decision>(
  table: Table,
  key: ChildDayKey,
  known: ChildDay,
  decide: (day: ChildDay, elsewhere: readonly ChildDay[]) => D,
  { households = [], beside }: Along = {},
): Promise<Settled<D>> {
  const others = inHouseholds(key, households);
  // Null: to be read again, with the others.
  return decideAndWrite<ChildDay | null, Settled<D>>("A child's day", known, async (seen) => {
    const readDay = await readChildDays(table, seen ? others : [key, ...others]);
    const day = seen ?? readDay(key);
    const decision = decide(day, others.map(readDay));
    if (!writes(decision)) return { done: { decision, day } };
    const done = { decision, day: withUnits(day, decision.states) };
    const own = childDayUpdate(key, day, decision.states);
    const along = [
      ...(await moneyMoved(table, key, day, decision.states)),
      ...(beside?.(day) ?? []),
      ...others.map((other) => stillAsRead(other, readDay(other))),
    ];
    if (along.length > 0)
      return (await transact(table, [{ Update: own }, ...along])) === "done" ? { done } : { again: null };
    const outcome = await update(table, own);
    if (outcome.written) return { done };
    return { again: outcome.stands ? childDayOf(outcome.stands) : emptyChildDay(key.childId, key.date) };
  });
}
