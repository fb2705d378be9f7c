/**
 * Who was there on a site's day.
 *
 *     pk ATTENDANCE#<site>#<date>, sk <family>#<child>
 *     revision       grows at every write; each write expects the one it read, so that of two tablets none loses a tap
 *     units          <activity>/<unit>, once each: marks and steps say which by its place here
 *     staff          who called it, once each, in the same way
 *     marks          of each unit when it came, when it left, that it did not come (rules/marks.ts); null: nothing
 *     steps          each act with what was there before it, first to last: a tap finds its own name here and is noted once
 *
 * Names are short and moments are seconds: a sheet reads a whole school's records at once, by the kilobyte.
 *     g1pk, g1sk     among its family's, by day
 *
 *     pk ATTENDANCE#<site>#<date>, sk #DAY
 *     state          `closing` while the night writes, then `closed`; `reopened` by staff
 *
 * Its partition is its own: who calls children does not meet who books.
 */
import * as z from "zod/mini";
import { absenceKinds } from "../../booking/rules/absences.ts";
import { unitKeyText } from "../../booking/store/child-days.ts";
import type { SiteDay } from "../../booking/store/day-record.ts";
import { localTime } from "../../catalogue/store/deadline-record.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds, instantOf } from "../../kernel/clock.ts";
import { readId, type ChildId, type FamilyCode, type PlainDate } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { readAll, type Item } from "../../table/batch.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import { asRead, ifAbsent, put } from "../../table/write.ts";
import { nothingNoted, stepKinds, type Attendance, type Mark, type Outcome } from "../rules/marks.ts";

/** Whose attendance of which day. */
export interface AttendanceKey extends SiteDay {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
}

/** A mark: arrived, left, absent, unbooked, by night. */
const markRecord = lazily(() =>
  z.object({
    a: z.optional(localTime()),
    l: z.optional(localTime()),
    x: z.optional(z.enum(absenceKinds)),
    u: z.optional(z.literal(true)),
    n: z.optional(z.enum(["left", "absent"])),
  }),
);

const markOf = ({ a, l, x, u, n }: z.infer<ReturnType<typeof markRecord>>): Mark => ({
  ...(a === undefined ? {} : { arrived: a }),
  ...(l === undefined ? {} : { left: l }),
  ...(x === undefined ? {} : { absent: x }),
  ...(u === undefined ? {} : { unbooked: u }),
  ...(n === undefined ? {} : { byNight: n }),
});
const itemOfMark = ({ arrived, left, absent, unbooked, byNight }: Mark) => ({
  ...(arrived === undefined ? {} : { a: arrived }),
  ...(left === undefined ? {} : { l: left }),
  ...(absent === undefined ? {} : { x: absent }),
  ...(unbooked === undefined ? {} : { u: unbooked }),
  ...(byNight === undefined ? {} : { n: byNight }),
});

const attendanceRecord = lazily(() =>
  z.object({
    revision: z.int(),
    units: z.array(unitKeyText()),
    staff: z.array(z.object({ by: branded("Login"), name: z.string() })),
    marks: z.array(z.nullable(markRecord())),
    steps: z.array(
      z.object({
        id: branded("IdempotencyKey"),
        /** At: seconds since 1970. */
        at: z.int(),
        by: z.optional(z.int()),
        /** What. */
        w: z.enum(stepKinds),
        /** Of the tap that it takes back. */
        un: z.optional(branded("IdempotencyKey")),
        /** Why. */
        r: z.optional(z.string()),
        /** What was there: unit and mark. */
        p: z.array(z.tuple([z.int(), z.nullable(markRecord())])),
      }),
    ),
  }),
);

function attendanceOf(item: Item, { familyCode, childId }: Pick<AttendanceKey, "familyCode" | "childId">): Attendance {
  const { revision, units, staff, marks, steps } = z.parse(attendanceRecord(), item);
  const named = <T>(all: readonly T[], place: number): T => {
    const one = all[place];
    if (one === undefined) throw new Error(`A child's attendance names nothing at ${place}`);
    return one;
  };
  const caller = (place: number) => {
    const { by, name } = named(staff, place);
    return { by, byName: name };
  };
  return {
    familyCode,
    childId,
    revision,
    marks: new Map(marks.flatMap((one, place) => (one ? [[named(units, place), markOf(one)] as const] : []))),
    steps: steps.map(({ id, at, by, w, un, r, p }) => ({
      id,
      at: instantOf(at * 1000),
      ...(by === undefined ? {} : caller(by)),
      what: w,
      ...(un === undefined ? {} : { undoes: un }),
      ...(r === undefined ? {} : { reason: r }),
      was: new Map(p.map(([place, one]) => [named(units, place), one && markOf(one)])),
    })),
  };
}

/** Whose record stands there, and of which day. */
function keyOf(item: Item): AttendanceKey {
  const [, site = "", day = ""] = String(item["pk"]).split("#");
  const [family = "", child = ""] = String(item["sk"]).split("#");
  const siteId = readId("SiteId", site);
  const date = readId("PlainDate", day);
  const familyCode = readId("FamilyCode", family);
  const childId = readId("ChildId", child);
  if (!siteId || !date || !familyCode || !childId)
    throw new Error(`Whose attendance it is cannot be read: ${String(item["pk"])} ${String(item["sk"])}`);
  return { siteId, date, familyCode, childId };
}

function itemOf(key: AttendanceKey, { revision, marks, steps }: Attendance) {
  const units = [...new Set([...marks.keys(), ...steps.flatMap(({ was }) => [...was.keys()])])];
  const names = new Map(steps.flatMap(({ by, byName = "" }) => (by === undefined ? [] : [[by, byName] as const])));
  const staff = [...names].map(([by, name]) => ({ by, name }));
  return {
    ...keys.attendance(key.siteId, key.date, key.familyCode, key.childId),
    ...keys.attended(key.familyCode, key.date, key.childId, key.siteId),
    entity: "attendance" as const,
    revision,
    units,
    staff,
    marks: units.map((unit) => {
      const mark = marks.get(unit);
      return mark ? itemOfMark(mark) : null;
    }),
    steps: steps.map(({ id, at, by, what, undoes, reason, was }) => ({
      id,
      at: epochSeconds(at),
      ...(by === undefined ? {} : { by: staff.findIndex((one) => one.by === by) }),
      w: what,
      ...(undoes === undefined ? {} : { un: undoes }),
      ...(reason === undefined ? {} : { r: reason }),
      p: [...was].map(([unit, before]) => [units.indexOf(unit), before && itemOfMark(before)]),
    })),
  };
}

const nameOf = ({ pk, sk }: keys.Key): string => `${pk} ${sk}`;

/** These children's attendance of a day (need not be distinct), with the day itself; consistent, in one request a hundred. */
export async function readAttendances(
  table: Table,
  day: SiteDay,
  children: readonly Pick<AttendanceKey, "familyCode" | "childId">[],
): Promise<{
  readonly day: RollCallDay | null;
  readonly of: (key: Pick<AttendanceKey, "familyCode" | "childId">) => Attendance;
}> {
  const keyed = (key: Pick<AttendanceKey, "familyCode" | "childId">) =>
    keys.attendance(day.siteId, day.date, key.familyCode, key.childId);
  const wanted = new Map(children.map((child) => [nameOf(keyed(child)), keyed(child)]));
  const dayKey = keys.attendanceDay(day.siteId, day.date);
  const items = await readAll(table, [dayKey, ...wanted.values()], { consistent: true });
  const found = new Map(items.map((item) => [nameOf({ pk: String(item["pk"]), sk: String(item["sk"]) }), item]));
  const ofDay = found.get(nameOf(dayKey));
  return {
    day: ofDay ? rollCallDayOf(ofDay) : null,
    of: (key) => {
      const item = found.get(nameOf(keyed(key)));
      return item ? attendanceOf(item, key) : nothingNoted(key);
    },
  };
}

/** What is noted of one child on a day; consistent. */
export async function readAttendance(table: Table, key: AttendanceKey): Promise<Attendance> {
  const item = await readRecord(table, keys.attendance(key.siteId, key.date, key.familyCode, key.childId));
  return item ? attendanceOf(item, key) : nothingNoted(key);
}

/** A site's day with everybody of whom something was noted. */
export interface DayAttendance {
  readonly day: RollCallDay | null;
  readonly children: readonly Attendance[];
}

/**
 * All that is noted of a day. Not consistent unless asked: a sheet is read again every few seconds, and who has just
 * tapped keeps the answer that it was given.
 */
export async function readDayAttendance(
  table: Table,
  { siteId, date }: SiteDay,
  { consistent = false }: { readonly consistent?: boolean } = {},
): Promise<DayAttendance> {
  const items = await readRange(table, {
    ...startingWith(keys.attendancePartition(siteId, date)),
    ConsistentRead: consistent,
  });
  const ofDay = items.find(({ sk }) => sk === keys.attendanceDay(siteId, date).sk);
  return {
    day: ofDay ? rollCallDayOf(ofDay) : null,
    children: items.filter((item) => item !== ofDay).map((item) => attendanceOf(item, keyOf(item))),
  };
}

/** What is noted of a child of the family, where and when. */
export interface FamilyAttendance extends Attendance {
  readonly siteId: AttendanceKey["siteId"];
  readonly date: PlainDate;
}

/** What is noted of a family's children between two days, both included: for the family, and for what it is billed. */
export async function readFamilyAttendance(
  table: Table,
  familyCode: FamilyCode,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): Promise<readonly FamilyAttendance[]> {
  const items = await readRange(table, {
    IndexName: keys.indexName,
    KeyConditionExpression: "g1pk = :family AND g1sk BETWEEN :from AND :to",
    ExpressionAttributeValues: {
      ":family": keys.attendedPartition(familyCode),
      ":from": `${from}#`,
      // "~" sorts after every character of a child's id.
      ":to": `${to}#~`,
    },
  });
  return items.map((item) => {
    const { siteId, date, ...key } = keyOf(item);
    return { ...attendanceOf(item, key), siteId, date };
  });
}

/** What came of a decision, and the child's day as it is now. */
interface Decided {
  readonly outcome: Outcome;
  readonly attendance: Attendance;
}

/**
 * Decides on what is known of a child and writes it, if nobody has written meanwhile; else decides again on what stands
 * by then.
 */
export function decideAttendance(
  table: Table,
  key: AttendanceKey,
  known: Attendance,
  decide: (current: Attendance) => Outcome,
): Promise<Decided> {
  return decideAndWrite<Attendance, Decided>("A child's attendance", known, async (current) => {
    const outcome = decide(current);
    if (outcome.kind !== "write") return { done: { outcome, attendance: current } };
    const { attendance } = outcome;
    const result = await put(table, {
      Item: itemOf(key, attendance),
      ...asRead(current.revision),
    });
    if (result.written) return { done: { outcome, attendance } };
    return { again: result.stands ? attendanceOf(result.stands, key) : nothingNoted(key) };
  });
}

const reopening = lazily(() =>
  z.object({ at: branded("Instant"), by: branded("Login"), byName: z.string(), reason: z.string() }),
);

const dayRecord = lazily(() =>
  z.object({
    revision: z.int(),
    state: z.enum(["closing", "closed", "reopened"]),
    /** How many times it was closed. */
    round: z.int(),
    closedAt: z.optional(branded("Instant")),
    /** What the night wrote when it closed the day last. */
    left: z.optional(z.int()),
    absent: z.optional(z.int()),
    /** Why it was opened again, last one last. */
    reopenings: z.array(reopening()),
  }),
);
/** How far a day's roll-call is. */
export type RollCallDay = z.infer<ReturnType<typeof dayRecord>>;

const rollCallDayOf = (item: Item): RollCallDay => z.parse(dayRecord(), item);

/** Whether nothing is noted any more. */
export const isOver = (day: RollCallDay | null): boolean => day !== null && day.state !== "reopened";

/** How far the roll-calls of these days are; null where the night has not come yet. Not consistent. */
export async function readRollCallDays(
  table: Table,
  days: readonly SiteDay[],
): Promise<(day: SiteDay) => RollCallDay | null> {
  const keyed = ({ siteId, date }: SiteDay) => keys.attendanceDay(siteId, date);
  const items = await readAll(table, days.map(keyed), { consistent: false });
  const found = new Map(items.map((item) => [String(item["pk"]), rollCallDayOf(item)]));
  return (day) => found.get(keyed(day).pk) ?? null;
}

/** Writes how far a day is, if that is still what was read; what stands instead otherwise. */
export async function writeRollCallDay(
  table: Table,
  { siteId, date }: SiteDay,
  read: RollCallDay | null,
  now: Omit<RollCallDay, "revision">,
): Promise<{ readonly written: RollCallDay } | { readonly stands: RollCallDay | null }> {
  const next: RollCallDay = { ...now, revision: (read?.revision ?? 0) + 1 };
  const result = await put(table, {
    Item: { ...keys.attendanceDay(siteId, date), entity: "attendanceDay", ...next },
    ...asRead(read?.revision),
  });
  return result.written ? { written: next } : { stands: result.stands ? rollCallDayOf(result.stands) : null };
}

/** How far a day's roll-call is; consistent. */
export async function readRollCallDay(table: Table, { siteId, date }: SiteDay): Promise<RollCallDay | null> {
  const item = await readRecord(table, keys.attendanceDay(siteId, date));
  return item ? rollCallDayOf(item) : null;
}

/**
 * A child goes on in another household, which its own has become part of: when it was there goes with it. Where something is
 * noted of it there too, that stays. Again: nothing is left to pass; one that changes meanwhile is left to the next look.
 */
export async function passTo(table: Table, gone: FamilyCode, kept: FamilyCode): Promise<void> {
  const items = await readRange(table, {
    IndexName: keys.indexName,
    KeyConditionExpression: "g1pk = :attended",
    ExpressionAttributeValues: { ":attended": keys.attendedPartition(gone) },
  });
  for (const item of items) {
    const key = keyOf(item);
    const attendance = attendanceOf(item, key);
    await transact(table, [
      {
        Delete: {
          Key: keys.attendance(key.siteId, key.date, key.familyCode, key.childId),
          ConditionExpression: "#revision = :revision",
          ExpressionAttributeNames: { "#revision": "revision" },
          ExpressionAttributeValues: { ":revision": attendance.revision },
        },
      },
      { Put: { Item: itemOf({ ...key, familyCode: kept }, attendance), ...ifAbsent } },
    ]);
  }
}
