/** A family confirms its file as it read it, once a year; what changed meanwhile is to be read again. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { certificationOwnUseCases } from "../../../functions/certification/use-cases/certify.ts";
import {
  certificationLookUseCases,
  certificationOfficeUseCases,
} from "../../../functions/certification/use-cases/look.ts";
import { instantOf, type Clock } from "../../../functions/kernel/clock.ts";
import type { FamilyCode, IdempotencyKey } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import type { Table } from "../../../functions/table/table.ts";
import { diesAt } from "../booking/faults.ts";
import {
  catalogueWith,
  child,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  openWorld,
  shell,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { asStaff, recordsOf } from "../planning/support.ts";

const asking = (): Catalogue => {
  const catalogue = catalogueWith(1000, 1000);
  return {
    ...catalogue,
    activities: catalogue.activities.map((one) => ({
      ...one,
      eligibility: { ...one.eligibility, requires: ["certification"] },
    })),
  };
};
let world: World;
beforeAll(async () => {
  world = await openWorld(asking());
});
afterAll(() => world.end());

const over = (table: Table = world.table, clock: Clock = () => monday) => {
  const dependencies = {
    table,
    clock,
    catalogue: catalogueCache(() => readCatalogue(table), clock),
    town: { certification: { from: "07-01" } },
  };
  const of = (code: FamilyCode) => ({ ...shell, session: guardianOf(code) });
  return {
    own: async (code: FamilyCode) =>
      (await certificationLookUseCases(dependencies)["certification.own"]({ ...of(code), body: undefined })).body,
    certify: (
      code: FamilyCode,
      seen: { household: number; children: Record<string, number> },
      idempotencyKey: IdempotencyKey = newKey(),
    ) =>
      certificationOwnUseCases(dependencies)["certification.certify"]({
        ...of(code),
        body: { idempotencyKey, seen },
      }),
    ofFamily: async (familyCode: FamilyCode) =>
      (
        await certificationOfficeUseCases(dependencies)["certification.ofFamily"]({
          ...asStaff,
          params: { familyCode },
        })
      ).body,
  };
};
const book = async (code: FamilyCode): Promise<string | undefined> => {
  const own = guardian(await useCasesOver(world.table), code);
  const [answer] = (await own.book([line(1, wednesday)])).lines;
  return answer?.refusal?.code ?? answer?.outcome;
};
const rename = (code: FamilyCode) =>
  world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: { ...keys.child(code, child(1)) },
      UpdateExpression: "SET grade = :grade, version = version + :one",
      ExpressionAttributeValues: { ":grade": "CM1", ":one": 1 },
    }),
  );

test("what an activity asks for is confirmed, and booked at once; staff sees who, when, and whether it changed since", async () => {
  const code = await world.newFamily(2);
  const { own, certify, ofFamily } = over();
  expect(await book(code)).toBe("fileIncomplete");
  const { due, version, activities, last } = await own(code);
  expect({ due, activities, last }).toEqual({ due: true, activities: ["Mercredis"], last: null });
  expect(await ofFamily(code)).toEqual({ due: true, certifications: [] });
  await certify(code, version);
  expect(await own(code)).toMatchObject({ due: false, last: { by: "Mme Durand", until: "2027-06-30" } });
  expect(await book(code)).toBe("booked");
  expect((await ofFamily(code)).certifications).toEqual([
    { at: monday, by: "Mme Durand", until: "2027-06-30", asNow: true },
  ]);
  await rename(code);
  expect((await ofFamily(code)).certifications[0]?.asNow).toBe(false);
  // A year later it is to be done again; the first stays.
  const later = () => instantOf(Date.parse("2027-07-01T08:00:00Z"));
  const next = over(world.table, later);
  const again = await next.own(code);
  expect(again.due).toBe(true);
  await next.certify(code, again.version);
  expect((await next.ofFamily(code)).certifications.map(({ until }) => until)).toEqual(["2028-06-30", "2027-06-30"]);
});

test("what changed while it was read is read again: of two adults, or of an import", async () => {
  const code = await world.newFamily();
  const { own, certify } = over();
  const { version } = await own(code);
  await rename(code);
  await expect(certify(code, version)).rejects.toMatchObject({ code: "changed" });
  expect((await own(code)).due).toBe(true);
  await certify(code, (await own(code)).version);
  expect((await own(code)).due).toBe(false);
});

test("whatever dies between any two calls, it is confirmed once or not at all, and sent again it is once", async () => {
  for (const when of ["before", "after"] as const)
    for (let index = 0, more = true; more; index += 1) {
      const code = await world.newFamily();
      const { own, certify } = over();
      const { version } = await own(code);
      const key = newKey();
      world.faults.plan(diesAt(index, when));
      const died = await certify(code, version, key).then(
        () => false,
        () => true,
      );
      more = (await world.faults.clear()) > index;
      expect(died).toBe(more);
      await certify(code, version, key);
      expect((await own(code)).due).toBe(false);
      expect(await recordsOf(world.table, code, "CERTIFICATION#")).toHaveLength(1);
    }
});

test("its page is one wave of reads; confirming is one wave and one transaction", async () => {
  const { table, calls } = world.another();
  const code = await world.newFamily(3);
  const { own, certify } = over(table);
  await own(code);
  calls.take();
  const { version } = await own(code);
  expect(calls.take()).toMatchObject({ roundTrips: 1, writeUnits: 0 });
  await certify(code, version);
  expect(calls.take().roundTrips).toBe(2);
});
