/** What is billed follows what staff noted and what families said: also after the invoice, by lines that correct it. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { readLinesFrom, readStatementsFrom } from "../../../functions/billing/store/statements.ts";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { child, openWorld, type World } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";
import {
  absenceRules,
  acceptCertificate,
  billedCatalogue,
  callChild,
  december,
  setBooked,
  stateMonth,
} from "./support.ts";

const town = (): Catalogue => {
  const { activities, tariffs = [], ...catalogue } = billedCatalogue();
  const [wednesdays, ...others] = tariffs;
  return {
    ...catalogue,
    activities: activities.map((activity) => ({ ...activity, absences: absenceRules.id })),
    absences: [absenceRules],
    tariffs: wednesdays
      ? [
          {
            ...wednesdays,
            unbooked: { amount: cents(250) },
            latePickUp: { amount: cents(500), block: 15, tolerance: 5, of: "child", again: null },
          },
          ...others,
        ]
      : [],
  };
};

let world: World;
beforeEach(async () => {
  world = await openWorld(town());
  await putFamilies(world.table, [familyOf(1, {}, [{}, {}])]);
});
afterEach(() => world.end());

const family = code(1);
const november = id("PlainMonth", "2026-11");
const absent = (kind: "justified" | "unjustified", at: string) => ({
  absence: { kind, at: id("Instant", at), by: id("Login", "MARTIN01") },
});
const linesFrom = async (month = november) =>
  (await readLinesFrom(world.table, family, month)).flatMap(({ lines }) =>
    lines.map(({ date, what, amount, whole, attended, reasons }) => ({
      date,
      what,
      amount,
      whole,
      attended,
      reasons: reasons.map((one) => one.replace(/[\u00a0\u202f]/gu, " ")),
    })),
  );

test("a month with every kind of day: each line says what was booked, noted and why it costs that", async () => {
  await setBooked(world.table, family, child(1), "2026-12-02");
  await callChild(world.table, family, child(1), "2026-12-02", [
    { what: "here", time: "08:05" },
    { what: "gone", time: "18:11" },
  ]);
  await setBooked(world.table, family, child(1), "2026-12-09", absent("unjustified", "2026-12-07T08:00:00Z"));
  for (const date of ["2026-12-16", "2026-12-23"])
    await setBooked(world.table, family, child(1), date, absent("unjustified", `${date}T06:00:00Z`));
  await callChild(world.table, family, child(2), "2026-12-02", [{ what: "here", time: "09:10" }], { booked: false });
  await stateMonth(world.table, december);
  expect(await linesFrom()).toMatchObject([
    { date: "2026-12-02", what: undefined, amount: 720, attended: { arrived: "08:05", left: "18:11" } },
    {
      date: "2026-12-02",
      what: "latePickUp",
      amount: 500,
      reasons: [expect.stringContaining("départ à 18 h 11 au lieu de 18 h 00")],
    },
    {
      date: "2026-12-02",
      what: "unbooked",
      amount: 970,
      attended: { arrived: "09:10" },
      reasons: ["prix qui ne dépend pas du quotient", "présence sans réservation : + 2,50 €"],
    },
    {
      date: "2026-12-09",
      amount: 0,
      whole: 720,
      reasons: [expect.anything(), expect.stringContaining("prévenu à temps")],
    },
    { date: "2026-12-16", amount: 0, whole: 720 },
    {
      date: "2026-12-23",
      amount: 0,
      whole: 720,
      reasons: [expect.anything(), "2e des 2 absences non dues de l’année scolaire"],
    },
  ]);
  const [statement] = await readStatementsFrom(world.table, family, november);
  expect(statement).toMatchObject({ own: 2190, total: 2190, issue: { number: { rank: 1 } } });
});

test("free days that earlier months used are not free again", async () => {
  for (const date of ["2026-09-09", "2026-09-16", "2026-12-02"])
    await setBooked(world.table, family, child(1), date, absent("unjustified", `${date}T06:00:00Z`));
  await stateMonth(world.table, december);
  expect(await linesFrom()).toMatchObject([{ date: "2026-12-02", amount: 360, whole: 720 }]);
});

test("a certificate that is accepted after the invoice is a credit, without anybody coming by", async () => {
  for (const date of ["2026-11-18", "2026-11-25"])
    await setBooked(
      world.table,
      family,
      child(1),
      date,
      date === "2026-11-18" ? absent("justified", "2026-11-18T06:00:00Z") : {},
    );
  await stateMonth(world.table, november, id("Instant", "2026-12-01T08:00:00Z"));
  expect(await linesFrom()).toMatchObject([{ amount: 720 }, { amount: 720 }]);
  // Sent in time, decided weeks later; one that came too late changes nothing.
  await acceptCertificate(
    world.table,
    { familyCode: family, childId: child(1) },
    { sentAt: "2026-11-19T10:00:00Z", from: "2026-11-18", to: "2026-11-18" },
  );
  await setBooked(world.table, family, child(1), "2026-12-02");
  await stateMonth(world.table, december);
  expect(await linesFrom(december)).toMatchObject([
    { date: "2026-11-18", amount: -720 },
    {
      date: "2026-11-18",
      amount: 0,
      whole: 720,
      reasons: [expect.anything(), expect.stringContaining("justificatif reçu")],
    },
    { date: "2026-12-02", amount: 720 },
  ]);
  const [later, before] = await readStatementsFrom(world.table, family, november);
  expect([before?.total, later?.own, later?.total]).toEqual([1440, 0, 0]);
  expect(later?.issue).toBeUndefined();
});

test("a certificate about other days, or that came too late, leaves the day due", async () => {
  await setBooked(world.table, family, child(1), "2026-12-02", absent("justified", "2026-12-02T06:00:00Z"));
  await acceptCertificate(
    world.table,
    { familyCode: family, childId: child(1) },
    { sentAt: "2026-12-03T10:00:00Z", from: "2026-12-09", to: "2026-12-09" },
  );
  await acceptCertificate(
    world.table,
    { familyCode: family, childId: child(1) },
    { sentAt: "2026-12-09T10:00:00Z", from: "2026-12-01", to: "2026-12-04" },
  );
  await stateMonth(world.table, december);
  expect(await linesFrom()).toMatchObject([
    { amount: 720, reasons: [expect.anything(), expect.stringContaining("trop tard"), expect.anything()] },
  ]);
});
