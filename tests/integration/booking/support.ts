/**
 * A table on an engine of its own, a small catalogue, families, and the use cases called as the pipeline calls them.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bookingLookUseCases } from "../../../functions/booking/use-cases/look.ts";
import type { PricingDependencies } from "../../../functions/booking/dependencies.ts";
import { freedPlaces, type Pool } from "../../../functions/booking/rules/capacity.ts";
import { readDays, type SiteDay } from "../../../functions/booking/store/day-record.ts";
import { placesUpdate } from "../../../functions/booking/store/day-settings.ts";
import { update } from "../../../functions/table/write.ts";
import { bookingActUseCases } from "../../../functions/booking/use-cases/act.ts";
import { waitingListUseCases } from "../../../functions/waiting-list/use-cases/index.ts";
import { instantOf, type Clock } from "../../../functions/kernel/clock.ts";
import type { BookingLine, BasketAnswer, ChangeLine, WishLine } from "../../../functions/booking/contract/basket.ts";
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { Activity, Catalogue, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import {
  id,
  type ChildId,
  type FamilyCode,
  type PlainDate,
  type IdempotencyKey,
  type UnitId,
} from "../../../functions/kernel/ids.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import type { GuardianSession } from "../../../functions/http/session.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import * as keys from "../../../functions/table/keys.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { tariffOf } from "../../../functions/catalogue/store/tariff-record.ts";
import { startDynamo } from "../../../infra/local/dynamo/engine.ts";
import { ensureTable } from "../../../infra/local/dynamo/table.ts";
import { region } from "../../../infra/local/names.ts";
import { town } from "../../support/town.ts";
import { countDataCalls, type DataCallCounter } from "../../support/data-calls.ts";
import { addFaults, type Faults } from "./faults.ts";

/**
 * Monday 23 November 2026, 9:00 in Paris: the windows below are open, the Wednesdays from 2 December on can be booked.
 */
export const monday = instantOf(Date.parse("2026-11-23T08:00:00Z"));
export const wednesday = id("PlainDate", "2026-12-02");
export const nextWednesday = id("PlainDate", "2026-12-09");

export const siteId = id("SiteId", "les-tilleuls");
export const activityId = id("ActivityId", "mercredis");
export const unitIds = {
  day: id("UnitId", "journee"),
  morning: id("UnitId", "matin-repas"),
  afternoon: id("UnitId", "apres-midi"),
} as const;

const unit = (
  unitId: UnitId,
  name: string,
  from: Unit["from"],
  to: Unit["to"],
  meal: boolean,
  places: number,
): Unit => ({
  id: unitId,
  name,
  from,
  to,
  meal,
  excludes: [],
  implies: [],
  places,
  placesOn: [],
  pools: [],
  approval: false,
  bookBefore: { kind: "days", days: 2, counting: "ouvrés", at: "10:00" },
  cancelBefore: { kind: "days", days: 1, counting: "ouvrés", at: "10:00" },
});

/** Wednesdays of a site: places of the full day, and of each half. */
const wednesdays = (places: number, halves: number): Activity => ({
  id: activityId,
  effectiveFrom: id("PlainDate", "2026-09-02"),
  siteId,
  kind: "wednesday",
  name: "Mercredis",
  from: id("PlainDate", "2026-09-02"),
  to: id("PlainDate", "2027-06-30"),
  runs: { weekdays: [3], during: "schoolTime", onBridgeDays: false },
  windows: [
    {
      id: id("WindowId", "annee"),
      from: id("PlainDate", "2026-09-01"),
      to: id("PlainDate", "2027-08-31"),
      steps: [{ for: "everyone", opensAt: id("Instant", "2026-06-01T06:30:00Z") }],
      closesAt: id("Instant", "2027-06-29T21:59:00Z"),
    },
  ],
  eligibility: { minAge: 3, maxAge: 12 },
  pools: [],
  within: [],
  quota: null,
  waiting: { holdHours: 24 },
  units: [
    {
      ...unit(unitIds.day, "Journée avec repas", "08:00", "18:00", true, places),
      excludes: [unitIds.morning, unitIds.afternoon],
    },
    unit(unitIds.morning, "Matin avec repas", "08:00", "13:30", true, halves),
    unit(unitIds.afternoon, "Après-midi", "13:30", "18:00", false, halves),
  ],
});

export const catalogueWith = (places: number, halves = 20): Catalogue => ({
  sites: [
    {
      id: siteId,
      name: "Les Tilleuls",
      town: "Pithiviers",
      pools: [],
      closures: [
        {
          id: id("ClosureId", "travaux-2026"),
          kind: "closure",
          from: id("PlainDate", "2026-12-16"),
          to: id("PlainDate", "2026-12-18"),
          reason: "travaux",
        },
      ],
    },
  ],
  activities: [wednesdays(places, halves)],
  calendars: zoneB,
});

/** One process's way to the table. */
export interface Access {
  readonly table: Table;
  readonly calls: DataCallCounter;
  readonly faults: Faults;
}

export interface World extends Access {
  /** Another process's, with faults of its own. */
  readonly another: () => Access;
  /** Writes a family that nothing has happened to yet, with that many children. */
  readonly newFamily: (children?: number) => Promise<FamilyCode>;
  readonly end: () => Promise<void>;
}

/** A fresh table that holds a catalogue. */
export async function openWorld(catalogue: Catalogue): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "portail-"));
  const engine = await startDynamo(folder);
  const { name } = await ensureTable({ endpoint: engine.endpoint, name: "portail", expire: false });
  const clients: DynamoDBClient[] = [];
  const another = (): Access => {
    const client = new DynamoDBClient({
      endpoint: engine.endpoint,
      region,
      credentials: { accessKeyId: "test", secretAccessKey: "local" },
    });
    clients.push(client);
    const faults = addFaults(client);
    return { faults, calls: countDataCalls(client), table: openTable(name, client) };
  };
  const { table, calls, faults } = another();
  await enterCatalogue(table, catalogue, { dryRun: false });
  let families = 0;
  return {
    table,
    calls,
    faults,
    another,
    newFamily: async (children = 1) => {
      const code = familyCode((families += 1));
      await putFamily(table, code, children);
      return code;
    },
    end: async () => {
      for (const client of clients) client.destroy();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Sets a limit's places for a day, as staff does. */
export async function setPlaces(table: Table, day: SiteDay, { id, capacity }: Pool, places: number): Promise<void> {
  const record = (await readDays(table, [day], { consistent: true }))(day);
  const counter = record.counters.get(id);
  const frees = freedPlaces(counter, { before: counter?.set ?? capacity, after: places });
  await update(table, placesUpdate(day, id, places, { ...record, frees }));
}

type PreviewAnswer = Awaited<ReturnType<GuardianUseCases["booking.preview"]>>["body"];

export const child = (number: number): ChildId => id("ChildId", `E${number}`);

/** Writes a family as an import does, with this many children of eight. */
export async function putFamily(table: Table, code: FamilyCode, children = 1): Promise<void> {
  const guardian = {
    id: "1",
    title: "Mme",
    firstName: "Claire",
    lastName: `Durand ${code}`,
    phone: "06 12 34 56 78",
    payer: true,
  };
  const household = {
    guardians: [guardian],
    address: { lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
    resident: true,
  };
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...keys.household(code), entity: "household", code, ...household, version: 1, lastRank: 1 },
    }),
  );
  await Promise.all(
    Array.from({ length: children }, (_, index) =>
      table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...keys.child(code, child(index + 1)),
            entity: "child",
            id: child(index + 1),
            firstName: `Lou${index + 1}`,
            lastName: `Durand ${code}`,
            birthDate: "2018-03-14",
            grade: "CE2",
            version: 1,
          },
        }),
      ),
    ),
  );
}

/** The first child of these families is one: each household knows the others, as an import has it. */
export async function shareChild(table: Table, codes: readonly FamilyCode[]): Promise<void> {
  await Promise.all(
    codes.map((code) =>
      table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keys.child(code, child(1)),
          UpdateExpression: "SET sharedWith = :others",
          ExpressionAttributeValues: { ":others": codes.filter((other) => other !== code) },
        }),
      ),
    ),
  );
}

export const familyCode = (number: number): FamilyCode => id("FamilyCode", `FAM${String(number).padStart(4, "0")}`);

export function guardianOf(code: FamilyCode): GuardianSession {
  const login = id("Login", code);
  return {
    role: "guardian",
    login,
    displayName: "Mme Durand",
    familyCode: code,
    guardianId: id("GuardianId", "1"),
    openedAt: monday,
    endsAt: id("Instant", "2026-11-23T18:00:00Z"),
    requiredAction: null,
    device: "",
    origin: "",
  };
}

export const line = (childNumber: number, date: PlainDate, unitId: UnitId = unitIds.day): BookingLine => ({
  childId: child(childNumber),
  activityId,
  unitId,
  date,
});

let keysMade = 0;
export const newKey = (): IdempotencyKey =>
  id("IdempotencyKey", `request-${String((keysMade += 1)).padStart(10, "0")}`);

/** What a guardian can do, as the pipeline would call it. */
export interface Guardian {
  readonly book: (lines: readonly WishLine[], key?: IdempotencyKey) => Promise<BasketAnswer>;
  readonly cancel: (lines: readonly BookingLine[], key?: IdempotencyKey) => Promise<BasketAnswer>;
  readonly accept: (lines: readonly BookingLine[], key?: IdempotencyKey) => Promise<BasketAnswer>;
  /** What each line would become. */
  readonly preview: (lines: readonly WishLine[]) => Promise<PreviewAnswer>;
  /** What the family has on that day. */
  readonly list: (date: PlainDate) => Promise<{ readonly bookings: readonly BookingView[] }>;
  readonly change: (lines: readonly ChangeLine[], key?: IdempotencyKey) => Promise<BasketAnswer>;
}

const shell = {
  cookies: new Map<string, string>(),
  viewer: { address: "192.0.2.1", portal: "https://portail.example.fr", userAgent: "" },
  params: undefined,
  query: undefined,
} as const;

const allUseCases = (dependencies: PricingDependencies) => ({
  ...bookingLookUseCases(dependencies),
  ...bookingActUseCases(dependencies),
  ...waitingListUseCases(dependencies),
});

/** What a guardian does: looking and booking are two functions, and one set of use cases here. */
export type GuardianUseCases = ReturnType<typeof allUseCases>;

/** Use cases over a table, as one process would hold them: with a catalogue it has read at start. */
export async function useCasesOver(
  table: Table,
  clock: Clock = () => monday,
  more: Pick<PricingDependencies, "owedNow"> = {},
): Promise<GuardianUseCases> {
  const catalogue = catalogueCache(() => readCatalogue(table, { tariffOf }), clock);
  await catalogue.latest();
  return allUseCases({ table, catalogue, clock, schoolZone: "B", town, ...more });
}

export function guardian(useCases: GuardianUseCases, code: FamilyCode): Guardian {
  const session = guardianOf(code);
  const call = <L>(lines: readonly L[], idempotencyKey: IdempotencyKey) => ({
    ...shell,
    session,
    body: { idempotencyKey, lines: [...lines] },
  });
  return {
    book: async (lines, key = newKey()) => (await useCases["booking.book"](call(lines, key))).body,
    cancel: async (lines, key = newKey()) => (await useCases["booking.cancel"](call(lines, key))).body,
    accept: async (lines, key = newKey()) => (await useCases["waiting-list.accept"](call(lines, key))).body,
    preview: async (lines) =>
      (await useCases["booking.preview"]({ ...shell, session, body: { lines: [...lines] } })).body,
    list: async (date) =>
      (await useCases["booking.list"]({ ...shell, session, body: undefined, query: { from: date, to: date } })).body,
    change: async (lines, key = newKey()) => (await useCases["booking.change"](call(lines, key))).body,
  };
}

export { shell };
