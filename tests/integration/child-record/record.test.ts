/** A child's file but for its health: by its households, by the office, by two at once. */
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { followsOf, heldBy } from "./follow.ts";
import { fileOver, grandmother, newChild } from "./support.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { id, type ChildId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { catalogueWith, monday, openWorld, type World } from "../booking/support.ts";
import { toldTo } from "../planning/support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1));
});
afterAll(() => world.end());

async function oneHousehold(): Promise<{ readonly code: FamilyCode; readonly childId: ChildId }> {
  const code = await world.newFamily(0);
  return { code, childId: await newChild(world, [code]) };
}
async function twoHouseholds() {
  const [one, other] = [await world.newFamily(0), await world.newFamily(0)];
  const childId = await newChild(world, [one, other]);
  return { one, other, childId, file: fileOver(world.table, childId) };
}
const yes = { seen: 0, value: true };

describe("A child's file", () => {
  test("begins with nothing said, and says what is missing", async () => {
    const { code, childId } = await oneHousehold();
    const view = await fileOver(world.table, childId).read(code);
    expect(view.child).toEqual({ id: childId, firstName: "Lou", lastName: "Durand", birthDate: "2018-03-14" });
    expect(view.fields.doctor).toEqual({ version: 0, value: null });
    expect(view.missing).toEqual([
      "contacts",
      "leaveAlone",
      "emergencyCare",
      "doctor",
      "allergies",
      "diet",
      "carePlan",
    ]);
  });

  test("keeps who answered what, when, and what is no longer missing", async () => {
    const { code, childId } = await oneHousehold();
    const file = fileOver(world.table, childId);
    const view = await file.change(code, {
      contacts: { seen: 0, value: [grandmother] },
      photo: { seen: 0, value: false },
      outings: yes,
    });
    expect(view.fields.contacts).toEqual({
      value: [{ ...grandmother, phone: "06 39 98 12 34" }],
      version: 1,
      at: monday,
      by: "Mme Durand",
      byOffice: false,
    });
    expect(view.missing).not.toContain("contacts");
    expect(await file.read(code)).toEqual(view);
    expect(await heldBy(world, code, childId)).toMatchObject({
      record: { version: 1, said: ["contacts", "photo", "outings"], allowed: ["outings"] },
    });
  });

  test("takes an answer away as an answer: it is missing again, and who took it is known", async () => {
    const { code, childId } = await oneHousehold();
    const file = fileOver(world.table, childId);
    await file.change(code, { emergencyCare: yes });
    const view = await file.change(code, { emergencyCare: { seen: 1, value: null } }, "M. Durand");
    expect(view.fields.emergencyCare).toMatchObject({ value: null, version: 2, by: "M. Durand" });
    expect(view.missing).toContain("emergencyCare");
  });

  test("changes nothing when the same is sent again", async () => {
    const { code, childId } = await oneHousehold();
    const file = fileOver(world.table, childId);
    const doctor = { name: "Docteur Leroy", phone: "02 38 30 00 12" };
    const once = await file.change(code, { doctor: { seen: 0, value: doctor } });
    expect(await file.change(code, { doctor: { seen: 0, value: doctor } })).toEqual(once);
    expect((await file.changes(code)).changes).toHaveLength(1);
  });

  test.each([
    ["a number that does not exist", { ...grandmother, phone: "01 23" }, "changes.contacts.value.0.phone"],
    ["a mobile number one digit short", { ...grandmother, phone: "06 39 98 12 3" }, "changes.contacts.value.0.phone"],
    [
      "a second number that does not exist",
      { ...grandmother, otherPhone: "00 00 00 00 00" },
      "changes.contacts.value.0.otherPhone",
    ],
    [
      "a person of whom nothing is asked",
      { ...grandmother, call: false, collect: false },
      "changes.contacts.value.0.call",
    ],
  ])("refuses %s, at its field", async (_, contact, field) => {
    const { code, childId } = await oneHousehold();
    const file = fileOver(world.table, childId);
    await expect(file.change(code, { contacts: { seen: 0, value: [contact] } })).rejects.toMatchObject({
      code: "request.invalid",
      details: { errors: [{ field }] },
    });
    expect((await file.read(code)).fields.contacts.version).toBe(0);
  });

  test("takes a foreign number as it is dialled", async () => {
    const { code, childId } = await oneHousehold();
    const view = await fileOver(world.table, childId).change(code, {
      doctor: { seen: 0, value: { name: "Dr Peeters", phone: "+32 2 555 12 12" } },
    });
    expect(view.fields.doctor.value?.phone).toBe("+3225551212");
  });

  test("is not reached by a family that has not the child", async () => {
    const { code, childId } = await oneHousehold();
    const stranger = await world.newFamily(1);
    const file = fileOver(world.table, childId);
    await file.change(code, { photo: yes });
    await expect(file.read(stranger)).rejects.toMatchObject({ code: "notFound" });
    await expect(file.change(stranger, { photo: { seen: 1, value: false } })).rejects.toMatchObject({
      code: "notFound",
    });
    await expect(file.ofFamily(stranger)).rejects.toMatchObject({ code: "notFound" });
    await expect(file.changes(stranger)).rejects.toMatchObject({ code: "notFound" });
    expect((await file.read(code)).fields.photo.value).toBe(true);
  });

  test("tells staff whom the child may be handed to in either household, and whom a decision keeps from it; families nothing of that", async () => {
    const { one, other, childId, file } = await twoHouseholds();
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: keys.child(other, childId),
        UpdateExpression: "SET shutOut = :them",
        ExpressionAttributeValues: { ":them": ["1"] },
      }),
    );
    const adult = { name: expect.stringContaining("Mme Durand") as string, phone: "06 12 34 56 78" };
    expect((await file.ofFamily(one)).adults).toEqual([
      { familyCode: one, ...adult, shutOut: false },
      { familyCode: other, ...adult, shutOut: true },
    ]);
    expect((await file.changeOfFamily(one, { photo: yes })).adults).toHaveLength(2);
    expect(await file.read(one)).not.toHaveProperty("adults");
  });

  test("costs two reads at once, and one transaction to change", async () => {
    const { code, childId } = await oneHousehold();
    const file = fileOver(world.table, childId);
    world.calls.take();
    await file.read(code);
    const reading = world.calls.take();
    expect([reading.calls.length, reading.roundTrips]).toEqual([2, 1]);
    await file.change(code, { photo: yes });
    const changing = world.calls.take();
    expect([changing.calls.length, changing.roundTrips]).toEqual([3, 2]);
  });
});

describe("Two people at once", () => {
  test("on two fields both are kept", async () => {
    const { code, childId } = await oneHousehold();
    const file = fileOver(world.table, childId);
    await Promise.all([
      file.change(code, { photo: yes }, "Mme Durand"),
      file.change(code, { transport: { seen: 0, value: false } }, "M. Durand"),
    ]);
    const { fields } = await file.read(code);
    expect([fields.photo.by, fields.transport.by]).toEqual(["Mme Durand", "M. Durand"]);
    expect(await heldBy(world, code, childId)).toMatchObject({
      record: { version: 2, said: ["photo", "transport"], allowed: ["photo"] },
    });
  });

  test("on one field the later is told by whom, when, and both values, and nothing of hers is written", async () => {
    const { one, other, file } = await twoHouseholds();
    const doctor = (name: string) => ({ seen: 0, value: { name, phone: "02 38 30 00 12" } });
    const outcomes = await Promise.allSettled([
      file.change(one, { doctor: doctor("Docteur Un"), photo: yes }, "Mme Un"),
      file.change(other, { doctor: doctor("Docteur Deux"), outings: yes }, "M. Deux"),
    ]);
    const [refused, more] = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" && outcome.reason instanceof Problem ? [outcome.reason] : [],
    );
    expect(more).toBeUndefined();
    expect(refused?.code).toBe("changed");
    const { fields } = await file.read(one);
    const lost =
      fields.doctor.by === "Mme Un" ? ["Docteur Deux", fields.outings.version] : ["Docteur Un", fields.photo.version];
    expect(lost[1]).toBe(0);
    expect(refused?.details.detail.replaceAll("\u00a0", " ")).toMatch(
      new RegExp(
        `« Médecin » a été changé par (Mme Un|M\\. Deux) le lundi 23 novembre 2026 à 09:00.*${fields.doctor.value?.name ?? "?"}.*${String(lost[0])}`,
        "u",
      ),
    );
  });
});

describe("A child of two households", () => {
  test("has one file, which both read and change", async () => {
    const { one, other, childId, file } = await twoHouseholds();
    await file.change(one, { photo: yes });
    const seen = await file.read(other);
    expect(seen.shared).toBe(true);
    expect(seen.fields.photo).toMatchObject({ value: true, version: 1 });
    await file.change(other, { photo: { seen: 1, value: false } }, "M. Deux");
    expect((await file.read(one)).fields.photo).toMatchObject({ value: false, by: "M. Deux" });
    for (const code of [one, other])
      expect(await heldBy(world, code, childId)).toMatchObject({
        record: { version: 2, said: ["photo"], allowed: [] },
      });
  });

  test("is told to the other household at once, and what follows within the hour at its end: grouped, never dropped", async () => {
    const { one, other, childId, file } = await twoHouseholds();
    const follow = followsOf(world, childId);
    await file.change(one, { photo: yes });
    await follow();
    await follow();
    expect(await follow.endHour()).toEqual([]);
    const first = { kind: "childFileChanged", facts: { byOffice: false } };
    expect(await toldTo(world.table, other)).toMatchObject([first]);
    await file.change(one, { outings: yes });
    await file.changeHealth(one, { diet: { seen: 0, value: "noMeat" } });
    await follow();
    await follow();
    // A minute past the hour: what was under way when it ended has been written.
    expect(await follow.endHour()).toEqual(["2026-11-23T09:01:00Z"]);
    await follow();
    expect(await follow.endHour()).toEqual(["2026-11-23T09:01:00Z"]);
    expect(await toldTo(world.table, one)).toEqual([]);
    const mails = await toldTo(world.table, other);
    expect(mails).toHaveLength(2);
    expect(mails).toContainEqual(expect.objectContaining({ facts: { byOffice: false, more: true } }));
    // Nothing of what, whose, or by whom.
    expect(JSON.stringify(mails)).not.toMatch(/outings|noMeat|Lou|Mme Durand/u);
    // The other's own change is news to the first, whatever this one was told.
    await file.change(other, { transport: yes }, "M. Deux");
    await follow();
    expect(await toldTo(world.table, one)).toMatchObject([first]);
  });

  test("is told to nobody who has the child no more when the hour ends", async () => {
    const { one, other, childId, file } = await twoHouseholds();
    const follow = followsOf(world, childId);
    await file.change(one, { photo: yes });
    await file.change(one, { outings: yes });
    await follow();
    await world.table.client.send(new DeleteCommand({ TableName: world.table.name, Key: keys.child(other, childId) }));
    await follow.endHour();
    expect(await toldTo(world.table, other)).toHaveLength(1);
  });

  test("that comes to a third one brings what is said, and an older say never covers a later one", async () => {
    const { one, other, childId, file } = await twoHouseholds();
    await file.change(one, { photo: yes });
    const third = await world.newFamily(0);
    await followsOf(world, childId).share([one, other, third]);
    expect(await heldBy(world, third, childId)).toMatchObject({ record: { version: 1, said: ["photo"] } });
    await file.change(third, { outings: yes });
    for (const code of [one, other, third])
      expect(await heldBy(world, code, childId)).toMatchObject({ record: { version: 2, said: ["photo", "outings"] } });
  });
});

describe("At the office", () => {
  test("a change is told to every household of the child, whichever it was made through, and the field says why", async () => {
    const { one, other, childId, file } = await twoHouseholds();
    const follow = followsOf(world, childId);
    await file.changeOfFamily(one, { leaveAlone: yes }, "Demandé par le père");
    await follow();
    for (const code of [one, other]) {
      expect(await toldTo(world.table, code)).toMatchObject([{ kind: "childFileChanged", facts: { byOffice: true } }]);
      expect((await file.read(code)).fields.leaveAlone).toMatchObject({
        by: "Agente Test",
        byOffice: true,
        at: monday,
        reason: "Demandé par le père",
      });
    }
    await file.changeHealthOfFamily(one, { diet: { seen: 0, value: "noMeat" } }, "Mot du médecin");
    await follow();
    expect(await follow.endHour()).toHaveLength(2);
    for (const code of [one, other]) {
      expect(await toldTo(world.table, code)).toHaveLength(2);
      expect((await file.health(code)).fields.diet).toMatchObject({ byOffice: true, reason: "Mot du médecin" });
    }
    // Once a family answers again, it is its word that stands.
    await file.change(one, { leaveAlone: { seen: 1, value: false } });
    expect((await file.read(one)).fields.leaveAlone).toMatchObject({ by: "Mme Durand", byOffice: false });
    expect((await file.read(one)).fields.leaveAlone).not.toHaveProperty("reason");
  });

  test("a change has a reason, which staff reads with who and when, latest first, a page at a time", async () => {
    const { code, childId } = await oneHousehold();
    let minute = 0;
    const file = fileOver(world.table, childId, () =>
      id("Instant", `2026-11-23T09:${String((minute += 1)).padStart(2, "0")}:00Z`),
    );
    await file.change(code, { photo: yes });
    for (let seen = 1; seen <= 22; seen += 1)
      await file.changeOfFamily(code, { photo: { seen, value: seen % 2 === 0 } }, `Appel ${seen}`);
    const first = await file.changes(code);
    expect(first.changes).toHaveLength(20);
    expect(first.changes[0]).toMatchObject({
      by: "Agente Test",
      byOffice: true,
      reason: "Appel 22",
      part: "record",
      fields: ["photo"],
      familyCode: code,
    });
    const last = await file.changes(code, first.before);
    expect(last.changes.map(({ reason }) => reason)).toEqual(["Appel 2", "Appel 1", undefined]);
    expect(last.before).toBeUndefined();
    expect((await file.read(code)).fields.photo).toMatchObject({ by: "Agente Test", byOffice: true });
  });
});
