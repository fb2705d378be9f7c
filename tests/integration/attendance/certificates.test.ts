/** Which absences still await their certificate: until when, and what was sent of it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { attendanceOwnUseCases } from "../../../functions/attendance/use-cases/own.ts";
import type { DocumentKind } from "../../../functions/catalogue/rules/catalogue.ts";
import { absenceRulesOf } from "../../../functions/catalogue/store/absence-record.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import { absenceRules, acceptCertificate, billedCatalogue, callChild, setBooked } from "../billing/support.ts";
import { child, guardianOf, openWorld, shell, type World } from "../booking/support.ts";
import { code, familyOf, putFamilies } from "../reminder/support.ts";

const certificate: DocumentKind = {
  id: id("DocumentKindId", "certificat"),
  name: "Certificat d’absence",
  of: "child",
  asked: "byActivities",
  validity: { kind: "forever" },
  whenMissing: "warns",
};
const family = code(1);
let world: World;
beforeAll(async () => {
  const { activities, ...catalogue } = billedCatalogue();
  world = await openWorld({
    ...catalogue,
    activities: activities.map((activity) => ({ ...activity, absences: absenceRules.id })),
    absences: [absenceRules],
    documents: [certificate],
  });
  await putFamilies(world.table, [familyOf(1, {}, [{}, {}])]);
});
afterAll(() => world.end());

async function awaited(now: Instant) {
  const clock = () => now;
  const catalogue = catalogueCache(() => readCatalogue(world.table, { absenceRulesOf }), clock);
  await catalogue.latest();
  const own = attendanceOwnUseCases({ table: world.table, catalogue, clock, schoolZone: "B" });
  const { body } = await own["attendance.certificates"]({ ...shell, session: guardianOf(family), body: undefined });
  return body.absences;
}
const told = {
  absence: { kind: "justified", at: id("Instant", "2026-12-02T06:00:00Z"), by: id("Login", "MARTIN01") },
} as const;

test("an absence with a certificate is awaited from its declaration until it would be late, and no other one is", async () => {
  await setBooked(world.table, family, child(1), "2026-12-02", told);
  await setBooked(world.table, family, child(2), "2026-12-02");
  await setBooked(world.table, family, child(1), "2026-12-09", {
    absence: { ...told.absence, kind: "unjustified" },
  });
  const [one, ...others] = await awaited(id("Instant", "2026-12-02T10:00:00Z"));
  expect(others).toEqual([]);
  expect(one).toMatchObject({
    childId: child(1),
    firstName: "Lou1",
    from: "2026-12-02",
    to: "2026-12-02",
    document: "certificat",
    documentName: "Certificat d’absence",
    checking: false,
  });
  expect(await awaited(id("Instant", "2026-12-05T12:00:00Z"))).toEqual([]);
});

test("one that staff noted is awaited too, and none once a certificate is accepted", async () => {
  await callChild(world.table, family, child(2), "2026-12-02", [{ what: "absent", kind: "justified", time: "08:00" }]);
  const now = id("Instant", "2026-12-02T10:00:00Z");
  expect((await awaited(now)).map(({ childId }) => childId).sort()).toEqual([child(1), child(2)]);
  await acceptCertificate(
    world.table,
    { familyCode: family, childId: child(1) },
    { sentAt: "2026-12-02T09:00:00Z", from: "2026-12-01", to: "2026-12-04" },
  );
  expect((await awaited(now)).map(({ childId }) => childId)).toEqual([child(2)]);
});
