/**
 * Who has a place on a site's day: one small record a child, beside the day's own.
 *
 *     pk ROSTER#<site>#<date>, sk <family>#<child>
 *     revision    of the child's day that it shows; only a later one replaces it
 *     units       <activity>/<unit> -> generation, attempt, limits, status of each place counted there
 *     card        how the child is called and whom to call: what a day's sheet shows
 *     expiresAt   once the child has nothing there any more
 *
 * It repeats what the child's day says, so that nothing is decided here, and whoever writes it, in whatever order and
 * however often, the latest state of the child's day stays. What it adds is completeness: a claim is taken out of the
 * day's record only once this shows its place, and a place is shown until it has been given back. Hence every counted
 * place is a claim in flight or stands here.
 */
import * as z from "zod/mini";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { absenceKinds, type AbsenceKind } from "../rules/absences.ts";
import type { PoolId } from "../rules/capacity.ts";
import { owedOf, statuses, type ChildDay, type Status } from "../rules/child-day.ts";
import { readId, type ChildId, type FamilyCode, type Instant, type SiteId } from "../../kernel/ids.ts";
import { addDays, localToInstant } from "../../kernel/time.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { type UnitKey } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { readAll, type Item } from "../../table/batch.ts";
import { poolId, unitKeyText } from "./child-days.ts";
import { dayName, emptyDay, readDays, generationName, type Claim, type DayRecord, type SiteDay } from "./day-record.ts";
import type { Child, Household } from "../../family/rules/family.ts";
import { mayKnow } from "../../family/rules/seen.ts";
import type { People } from "../../family/store/people.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readRange, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { ifPresent, update } from "../../table/write.ts";

/** Whose entry of which day. */
export interface RosterKey extends SiteDay {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
}

/** A place of one unit, as the child's day has it. `none`: ended, and still to be given back. */
export interface RosterUnit {
  readonly generation: number;
  readonly id?: string | undefined;
  readonly requestToken: string;
  readonly pools: readonly PoolId[];
  readonly status: Status;
  readonly until?: Instant | undefined;
  /** Offered: until it is paid. */
  readonly held?: true | undefined;
  readonly absence?: AbsenceKind | undefined;
}
type RosterUnits = ReadonlyMap<UnitKey, RosterUnit>;

/** The places of a site's day that a child's day counts in. */
export function placesAt(day: ChildDay, siteId: SiteId): RosterUnits {
  const places = [...day.units].flatMap(([unit, state]): readonly (readonly [UnitKey, RosterUnit])[] => {
    const { claim, status, generation, until, toPay, absence } = state;
    if (claim && state.siteId === siteId)
      return [
        [
          unit,
          {
            ...claim,
            generation,
            status,
            ...(until ? { until } : {}),
            ...(toPay ? { held: true } : {}),
            ...(absence ? { absence: absence.kind } : {}),
          },
        ],
      ];
    const owed = owedOf(day, unit);
    if (owed?.siteId !== siteId) return [];
    const { requestToken, id, pools } = owed;
    return [
      [unit, { requestToken, ...(id === undefined ? {} : { id }), pools, generation: owed.generation, status: "none" }],
    ];
  });
  return new Map(places);
}

/** Whether two lists of places say the same. */
export function sameUnits(one: RosterUnits, other: RosterUnits): boolean {
  const text = (units: RosterUnits): string =>
    JSON.stringify(
      [...units]
        .map(([unit, place]) => {
          const said = Object.entries(place).filter(([, value]) => value !== undefined);
          return [unit, said.sort(([a], [b]) => (a < b ? -1 : 1))] as const;
        })
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return text(one) === text(other);
}

/** Whether two states of a child's day are shown alike on a site's roster; null: there was none. */
export const shownAlike = (one: ChildDay | null, other: ChildDay, siteId: SiteId): boolean =>
  sameUnits(one ? placesAt(one, siteId) : new Map(), placesAt(other, siteId));

/** Sites whose rosters a child's day has to do with. */
export const sitesOf = (day: ChildDay): ReadonlySet<SiteId> =>
  new Set([...day.units.values()].flatMap(({ siteId, was }) => [siteId, ...(was?.siteId ? [was.siteId] : [])]));

const contact = lazily(() => z.object({ name: z.string(), phone: z.optional(z.string()) }));
const card = lazily(() =>
  z.object({
    firstName: z.string(),
    lastName: z.string(),
    birthDate: branded("PlainDate"),
    grade: z.optional(z.string()),
    contacts: z.array(contact()),
    /** A decision keeps somebody from the child: whoever hands it over looks to whom. */
    guarded: z.optional(z.literal(true)),
  }),
);
/** What a day's sheet shows of a child, beside its places. */
export type RosterCard = z.infer<ReturnType<typeof card>>;

/** What a day's sheet shows of a child of a household: nobody is called who may know nothing of the child. */
export function cardOf(child: Child, household: Pick<Household, "guardians"> | null): RosterCard {
  const { firstName, lastName, birthDate, grade } = child;
  return {
    firstName,
    lastName,
    birthDate,
    ...(grade === undefined ? {} : { grade }),
    contacts: (household?.guardians ?? [])
      .filter((adult) => mayKnow(child, adult.id))
      .map(({ firstName: first, lastName: last, phone }) => ({
        name: `${first} ${last}`,
        ...(phone === undefined ? {} : { phone }),
      })),
    ...((child.shutOut ?? []).length > 0 ? { guarded: true } : {}),
  };
}

/** The card of one of these people; null when its record is gone. */
export function cardAmong(people: People, key: Pick<RosterKey, "familyCode" | "childId">): RosterCard | null {
  const child = people.child(key);
  return child && cardOf(child, people.household(key.familyCode));
}

/** Whether two cards say the same; null: there is none. */
export const sameCard = (one: RosterCard | null, other: RosterCard | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const rosterRecord = lazily(() =>
  z.object({
    pk: z.string(),
    sk: z.string(),
    revision: z.int(),
    units: z.record(
      z.string(),
      z.object({
        generation: z.int(),
        id: z.optional(z.string()),
        requestToken: z.string(),
        pools: z.array(poolId()),
        status: z.enum(statuses),
        until: z.optional(branded("Instant")),
        held: z.optional(z.literal(true)),
        absence: z.optional(z.enum(absenceKinds)),
      }),
    ),
    card: z.optional(card()),
  }),
);

/** A child on a day's roster. */
export interface RosterEntry {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly revision: number;
  readonly units: RosterUnits;
  readonly card: RosterCard | null;
}

function entryOf(item: Item): RosterEntry {
  const { sk, revision, units, card: shown } = z.parse(rosterRecord(), item);
  const [family = "", child = ""] = sk.split("#");
  const [familyCode, childId] = [readId("FamilyCode", family), readId("ChildId", child)];
  if (!familyCode || !childId) throw new Error(`A roster holds a child that cannot be read: ${sk}`);
  return {
    familyCode,
    childId,
    revision,
    units: new Map(Object.entries(units).map(([unit, place]) => [z.parse(unitKeyText(), unit), place])),
    card: shown ?? null,
  };
}

/** Days after its own for which it is remembered that a child has nothing there any more. */
const keptDays = 3;

/**
 * Shows what a child's day says of a site; nothing when a later state of it is shown already. `shown`: how the child is
 * called, where that is at hand. `again`: also when that very state is shown, though not as it is.
 */
export async function showOnRoster(
  table: Table,
  { siteId, familyCode, date, childId }: RosterKey,
  day: ChildDay,
  shown: RosterCard | null,
  { again = false }: { readonly again?: boolean } = {},
): Promise<void> {
  const units = placesAt(day, siteId);
  const sets = ["#entity = :entity", "#units = :units", "#revision = :revision", ...(shown ? ["#card = :card"] : [])];
  await update(table, {
    Key: keys.roster(siteId, date, familyCode, childId),
    UpdateExpression:
      units.size > 0 ? `SET ${sets.join(", ")} REMOVE #expires` : `SET ${[...sets, "#expires = :expires"].join(", ")}`,
    ConditionExpression: `attribute_not_exists(#revision) OR #revision ${again ? "<=" : "<"} :revision`,
    ExpressionAttributeNames: {
      "#entity": "entity",
      "#units": "units",
      "#revision": "revision",
      "#expires": "expiresAt",
      ...(shown ? { "#card": "card" } : {}),
    },
    ExpressionAttributeValues: {
      ":entity": "roster" satisfies Entity,
      ":units": Object.fromEntries(units),
      ":revision": day.revision,
      ...(units.size > 0 ? {} : { ":expires": epochSeconds(localToInstant(addDays(date, keptDays), "00:00")) }),
      ...(shown ? { ":card": shown } : {}),
    },
  });
}

/** Says how a child is called, where it is shown; nothing where it is not. */
export async function showCard(
  table: Table,
  { siteId, familyCode, date, childId }: RosterKey,
  shown: RosterCard,
): Promise<void> {
  await update(table, {
    Key: keys.roster(siteId, date, familyCode, childId),
    UpdateExpression: "SET #card = :card",
    ...ifPresent,
    ExpressionAttributeNames: { "#card": "card" },
    ExpressionAttributeValues: { ":card": shown },
  });
}

const entryName = ({ siteId, date, familyCode, childId }: RosterKey): string => {
  const { pk, sk } = keys.roster(siteId, date, familyCode, childId);
  return `${pk} ${sk}`;
};

/** What is shown of these children (need not be distinct). Not consistent: it only spares writes. */
export async function readEntries(
  table: Table,
  wanted: readonly RosterKey[],
): Promise<(key: RosterKey) => RosterEntry | null> {
  const distinct = new Map(
    wanted.map((key) => [entryName(key), keys.roster(key.siteId, key.date, key.familyCode, key.childId)]),
  );
  const items = await readAll(table, [...distinct.values()], { consistent: false });
  const found = new Map(items.map((item) => [`${String(item["pk"])} ${String(item["sk"])}`, entryOf(item)]));
  return (key) => found.get(entryName(key)) ?? null;
}

/** Everybody on the roster of a day, consistent. */
export async function readRoster(table: Table, { siteId, date }: SiteDay): Promise<readonly RosterEntry[]> {
  const all = { ...startingWith(keys.rosterPartition(siteId, date)), ConsistentRead: true };
  return (await readRange(table, all)).map(entryOf);
}

/** A place that is counted on a site's day. */
export interface TakenPlace extends Claim {
  /** As the roster shows it; null: a claim in flight, of which only the child's day says more. */
  readonly shown: (RosterUnit & { readonly card: RosterCard | null; readonly revision: number }) | null;
}

/** A day with all of its places. */
export interface FullDay {
  readonly record: DayRecord;
  readonly entries: readonly RosterEntry[];
  readonly places: readonly TakenPlace[];
}

/** Every place that the day's counters count: those of the roster that were not given back, and claims in flight. */
export function takenPlaces({ claims, releases }: DayRecord, entries: readonly RosterEntry[]): readonly TakenPlace[] {
  const gone = new Set(releases.map(generationName));
  const places = new Map<string, TakenPlace>();
  for (const { familyCode, childId, units, card: shown, revision } of entries)
    for (const [unit, place] of units) {
      const { generation, requestToken, id, pools } = place;
      const taken = {
        familyCode,
        childId,
        ...unitOf(unit),
        generation,
        requestToken,
        ...(id === undefined ? {} : { id }),
        pools,
      };
      if (!gone.has(generationName(taken)))
        places.set(`${generationName(taken)} ${id ?? ""}`, { ...taken, shown: { ...place, card: shown, revision } });
    }
  for (const claim of claims) {
    const name = `${generationName(claim)} ${claim.id ?? ""}`;
    if (!places.has(name)) places.set(name, { ...claim, shown: null });
  }
  return [...places.values()];
}

/** Days read at once. */
const width = 10;

/**
 * Reads days with all of their places. The record first: what leaves it meanwhile is on the roster by then. Days need not
 * be distinct.
 */
export async function readFullDays(table: Table, days: readonly SiteDay[]): Promise<(day: SiteDay) => FullDay> {
  const distinct = [...new Map(days.map((day) => [dayName(day), day])).values()];
  const recordOf = await readDays(table, distinct, { consistent: true });
  const full = new Map(
    await inParallel(distinct, width, async (day) => {
      const record = recordOf(day);
      const entries = record.exists ? await readRoster(table, day) : [];
      return [dayName(day), { record, entries, places: takenPlaces(record, entries) }] as const;
    }),
  );
  return (day) => full.get(dayName(day)) ?? { record: emptyDay, entries: [], places: [] };
}
