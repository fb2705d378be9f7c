/** Adults who come to a household and leave it: asked by one of them, decided by staff, done in its time, for good. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endStay, planDepartures, secondsToTakeBack } from "../../../functions/family/follow/end-stays.ts";
import type { FieldValue } from "../../../functions/family/rules/field-values.ts";
import type { SaidFamily } from "../../../functions/family/rules/family-merge.ts";
import { putFamily } from "../../../functions/family/store/family-entry.ts";
import { adultRemoval, readHouseholdFile } from "../../../functions/family/store/family-file.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type Instant, type RequestId } from "../../../functions/kernel/ids.ts";
import { undoSeconds } from "../../../functions/approval/rules/word.ts";
import { endRemovedAdults } from "../../../functions/sign-in/follow/end-removed-adults.ts";
import { putNewLogin, readFamilyLogins } from "../../../functions/sign-in/store/logins.ts";
import * as keys from "../../../functions/table/keys.ts";
import { transact } from "../../../functions/table/transact.ts";
import { silentLog } from "../../support/log.ts";
import { monday, newKey } from "../booking/support.ts";
import type { World } from "../document/support.ts";
import {
  followRequests,
  mailsOf,
  newFamily,
  office,
  openRequestWorld,
  other,
  requestDesk,
  tellLater,
  theOnly,
  type RequestDesk,
} from "./support.ts";
import { refused } from "../../support/refused.ts";

let world: World;
/** Of the first adult, and of the second. */
let at: RequestDesk;
let atSecond: RequestDesk;
beforeAll(async () => {
  world = await openRequestWorld();
  [at, atSecond] = await Promise.all([requestDesk(world), requestDesk(world, () => monday, "2")]);
});
afterAll(() => world.end());

const [first, second] = [id("GuardianId", "1"), id("GuardianId", "2")];

const faultsOf = async (call: Promise<unknown>) => (await refused(call)).details.errors ?? [];

const changesOf = (values: Readonly<Record<string, FieldValue>>) =>
  Object.entries(values).map(([field, value]) => ({ field, seen: null, value }));
const zoe = (more: Readonly<Record<string, FieldValue>> = {}) => ({
  section: "newAdult" as const,
  changes: changesOf({ title: "Mme", firstName: "Zoé", lastName: "Petit", ...more }),
});
const leaving = (guardianId: typeof first, from = "2026-11-20", why = "separation") => ({
  section: "adultLeaving" as const,
  guardianId,
  changes: changesOf({ from, why }),
});
async function asked(code: FamilyCode, body: Parameters<RequestDesk["send"]>[1], by = at): Promise<RequestId> {
  const { sent, written } = await by.send(code, body);
  if (sent === undefined || written) throw new Error("It is checked");
  return sent;
}
const ranksOf = async (code: FamilyCode) => (await at.family(code)).household.guardians.map((one) => String(one.id));
const householdOf = async (code: FamilyCode) => {
  const { pk, sk } = keys.household(code);
  const record = (await world.records()).get(`${pk} ${sk}`);
  if (!record) throw new Error("The household is there");
  return record;
};
const childOf = async (code: FamilyCode) => {
  const [child] = (await at.family(code)).children;
  if (!child) throw new Error("The family has a child");
  return child.id;
};
/** Shuts an adult out of the family's child, as a measure does. */
const shutOut = async (code: FamilyCode, guardian: string) =>
  world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: keys.child(code, await childOf(code)),
      UpdateExpression: "SET shutOut = :them",
      ExpressionAttributeValues: { ":them": [guardian] },
    }),
  );
const leave = (code: FamilyCode, leavingGuardian: typeof first, now: Instant) =>
  endStay({ table: world.table, clock: () => now, log: silentLog }, { familyCode: code, leavingGuardian });
/** As an import does whose file no longer names the adult. */
async function takeAway(code: FamilyCode, guardian: typeof first): Promise<void> {
  const household = await readHouseholdFile(world.table, code);
  if (!household) throw new Error("The household is there");
  expect(await transact(world.table, [adultRemoval(household, guardian)])).toBe("done");
}
const soon = plusSeconds(monday, secondsToTakeBack);

describe("An adult to add", () => {
  test("waits in the file, is decided beside what was asked, and is in the household once accepted", async () => {
    const code = await newFamily(world.table);
    const child = await childOf(code);
    const before = await world.records();
    const sent = await asked(
      code,
      zoe({
        birthDate: "1990-02-01",
        phone: "0612345699",
        email: "zoe@exemple.fr",
        employer: "<b>=SOMME(1)</b>",
        address: { lines: ["5 rue Haute"], postcode: "45300", town: "Boynes" },
        links: { [child]: "stepparent" },
        payer: true,
      }),
    );
    expect((await atSecond.file(code)).coming).toEqual([{ requestId: sent, name: "Zoé Petit" }]);
    expect(await ranksOf(code)).toEqual(["1", "2"]);
    expect((await at.waiting({ section: "newAdult", text: "zoe petit" })).requests.map(({ id: one }) => one)).toContain(
      sent,
    );
    await followRequests(world, before);
    await followRequests(world, before);
    expect(await mailsOf(world, code)).toEqual(["adultsAsked"]);
    const mail = [...(await world.records()).values()].find(
      (item) => item["entity"] === "mail" && item["familyCode"] === code,
    );
    expect(mail).toMatchObject({ facts: {}, about: [child] });

    const opened = await at.open(code, sent);
    // Children are said by their names wherever a request is read, and not by their codes.
    for (const { changes } of [opened, ...(await at.list(code)).requests, ...(await at.ofFamily(code)).requests])
      expect(changes.map(({ label, after }) => [label, after])).toContainEqual([
        "Lien avec les enfants",
        "Léa : Beau-parent",
      ]);
    const key = newKey();
    await at.accept(opened, office, key);
    await at.accept(opened, office, key);
    const { household } = await at.family(code);
    expect(household.guardians[2]).toEqual({
      id: "3",
      title: "Mme",
      firstName: "Zoé",
      lastName: "Petit",
      email: "zoe@exemple.fr",
      phone: "06 12 34 56 99",
      payer: true,
    });
    const { sections, coming } = await at.file(code, { section: "adult", guardianId: id("GuardianId", "3") });
    expect(sections[0]?.fields.find(({ id: field }) => field === "address")?.said).toBe("5 rue Haute, 45300 Boynes");
    expect(sections[0]?.fields.find(({ id: field }) => field === "employer")?.value).toBe("<b>=SOMME(1)</b>");
    expect(sections[0]?.fields.find(({ id: field }) => field === "links")?.said).toBe("Léa : Beau-parent");
    expect(coming).toEqual([]);
    expect((await at.file(code)).coming).toEqual([]);
    await tellLater(world, await followRequests(world, before));
    expect((await mailsOf(world, code)).toSorted()).toEqual(["adultsAsked", "requestAnswered"]);
  });

  test("is taken back within seconds, and accepted again under a rank that nobody had", async () => {
    const code = await newFamily(world.table);
    const sent = await asked(code, zoe());
    const accepted = await at.accept(await at.open(code, sent));
    expect(await ranksOf(code)).toEqual(["1", "2", "3"]);
    await at.undo(accepted);
    expect(await ranksOf(code)).toEqual(["1", "2"]);
    await at.accept(await at.open(code, sent));
    expect(await ranksOf(code)).toEqual(["1", "2", "4"]);
  });

  test("who was changed since is not taken back", async () => {
    const code = await newFamily(world.table);
    const accepted = await at.accept(await at.open(code, await asked(code, zoe())));
    await at.change(code, {
      section: "adult",
      guardianId: id("GuardianId", "3"),
      changes: [{ field: "phone", seen: null, value: "0612345699" }],
    });
    expect((await refused(at.undo(accepted))).code).toBe("notPossible");
    expect(await ranksOf(code)).toEqual(["1", "2", "3"]);
  });

  test("of bad facts is refused field by field, and nothing is kept", async () => {
    const code = await newFamily(world.table);
    const bad = {
      title: "Dr",
      firstName: "<img src=x>",
      lastName: "=1+1",
      birthDate: "2030-01-01",
      phone: "0012345678",
      email: "zoe@",
      address: { lines: ["1 rue Haute"], postcode: "99999", town: "Boynes" },
      links: { [await childOf(code)]: "patron" },
    };
    const faults = await faultsOf(at.send(code, zoe(bad)));
    expect(faults.map(({ field }) => field).sort()).toEqual([
      "values.address.postcode",
      "values.birthDate",
      "values.email",
      "values.firstName",
      "values.lastName",
      "values.links",
      "values.phone",
      "values.title",
    ]);
    expect((await faultsOf(at.send(code, zoe({ links: { AUTRE: "father" } }))))[0]?.field).toBe("values.links");
    expect((await faultsOf(at.send(code, { section: "newAdult", changes: changesOf({ title: "M." }) }))).length).toBe(
      2,
    );
    expect((await at.list(code)).requests).toEqual([]);
  });

  test("who is listed already is refused, however the name is written; a son may have his father's", async () => {
    const code = await newFamily(world.table);
    const paul = { firstName: "PAUL", lastName: "durand" };
    expect((await faultsOf(at.send(code, zoe(paul))))[0]?.message).toContain("est déjà dans la fiche");
    await at.change(code, {
      section: "adult",
      guardianId: second,
      changes: [{ field: "birthDate", seen: null, value: "1960-05-01" }],
    });
    expect((await faultsOf(at.send(code, zoe({ ...paul, birthDate: "1960-05-01" })))).length).toBe(1);
    await asked(code, zoe({ ...paul, birthDate: "1988-05-01" }));
  });

  test("sent twice is one request; asked in two, one of them is accepted", async () => {
    const code = await newFamily(world.table);
    const key = newKey();
    const [one, again] = [await at.send(code, zoe(), key), await at.send(code, zoe(), key)];
    expect(again).toEqual(one);
    expect((await at.list(code)).requests).toHaveLength(1);
    const twin = await asked(code, zoe(), atSecond);
    const opened = [await at.open(code, one.sent!), await at.open(code, twin)] as const;
    const outcomes = await Promise.allSettled([at.accept(opened[0], office), at.accept(opened[1], other)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await ranksOf(code)).toEqual(["1", "2", "3"]);
  });

  test("of one request decided twice at once, one decision stands; a withdrawn one is decided no more", async () => {
    const code = await newFamily(world.table);
    const opened = await at.open(code, await asked(code, zoe()));
    const outcomes = await Promise.allSettled([
      at.accept(opened, office),
      at.say(opened, "refuse", "Il manque le justificatif.", other),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { state } = await at.open(code, opened.id);
    expect(await ranksOf(code)).toEqual(state === "accepted" ? ["1", "2", "3"] : ["1", "2"]);

    const another = await newFamily(world.table);
    const waiting = await at.open(another, await asked(another, zoe()));
    await at.withdraw(another, waiting.id, waiting.version);
    expect((await refused(at.accept(waiting))).details.detail).toContain("a retiré cette demande");
    expect(await ranksOf(another)).toEqual(["1", "2"]);
  });

  test("is linked to no child of whom the one who asks may know nothing, and told to nobody who may not", async () => {
    const code = await newFamily(world.table);
    const child = await childOf(code);
    await shutOut(code, "2");
    const [form] = (await atSecond.file(code, { section: "newAdult" })).sections;
    expect(JSON.stringify(form)).not.toContain("Léa");
    expect((await faultsOf(atSecond.send(code, zoe({ links: { [child]: "stepparent" } }))))[0]?.field).toBe(
      "values.links",
    );
    await asked(code, zoe({ links: { [child]: "stepparent" } }));
    expect((await atSecond.file(code)).coming).toEqual([]);
    expect((await atSecond.list(code)).requests).toEqual([]);
    expect((await at.file(code)).coming).toHaveLength(1);
  });

  test("who was taken off before comes back under the rank of then, so that a measure holds again", async () => {
    const code = await newFamily(world.table);
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: keys.household(code),
        UpdateExpression: "SET remembered = :them",
        ExpressionAttributeValues: { ":them": [{ id: "2", firstName: "Paul", lastName: "Durand", payer: false }] },
      }),
    );
    await shutOut(code, "2");
    await at.change(code, leaving(second));
    await leave(code, second, soon);
    expect(await ranksOf(code)).toEqual(["1"]);
    await at.change(code, zoe({ title: "M.", firstName: "Paul", lastName: "Durand" }));
    expect(await ranksOf(code)).toEqual(["1", "2"]);
    expect((await atSecond.file(code, { section: "newAdult" })).sections[0]?.names).toEqual({});
  });

  test("is one too many once nine have followed each other", async () => {
    const code = await newFamily(world.table);
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: keys.household(code),
        UpdateExpression: "SET lastRank = :nine",
        ExpressionAttributeValues: { ":nine": 9 },
      }),
    );
    expect((await faultsOf(at.send(code, zoe())))[0]?.message).toContain("Neuf responsables");
  });

  test("is entered by staff at once, for a family that never signs in, with a reason that the family reads", async () => {
    const code = await newFamily(world.table);
    await at.change(code, zoe({ payer: null }), "Vue au guichet");
    expect(await ranksOf(code)).toEqual(["1", "2", "3"]);
    const done = theOnly((await at.list(code)).requests);
    expect(done).toMatchObject({ state: "done", section: "newAdult" });
    expect(done.acts[0]).toMatchObject({ who: "Le guichet", text: "Vue au guichet" });
  });
});

describe("An adult who leaves", () => {
  test("stays until the decision can no longer be taken back; then goes, with the sign-in", async () => {
    expect(secondsToTakeBack).toBeGreaterThan(undoSeconds);
    const code = await newFamily(world.table);
    const login = id("Login", `${code}.2`);
    await putNewLogin(
      world.table,
      {
        role: "guardian",
        login,
        familyCode: code,
        guardianId: second,
        displayName: "M. Durand",
        termsVersion: "2026-01-01",
        termsAcceptedAt: monday,
      },
      monday,
    );
    const sent = await asked(code, leaving(second));
    const waiting = (await at.file(code)).sections.find(
      ({ section, guardianId }) => section === "adultLeaving" && guardianId === second,
    );
    expect(waiting?.fields.map(({ waiting: one }) => one?.requestId)).toEqual([sent, sent]);
    // The one whom it is about follows it.
    expect((await atSecond.list(code)).requests.map(({ id: one }) => one)).toEqual([sent]);
    await at.accept(await at.open(code, sent));
    expect(await ranksOf(code)).toEqual(["1", "2"]);
    await leave(code, second, plusSeconds(monday, undoSeconds));
    expect(await ranksOf(code)).toEqual(["1", "2"]);
    const before = await householdOf(code);
    await leave(code, second, soon);
    await leave(code, second, soon);
    expect(await ranksOf(code)).toEqual(["1"]);
    await endRemovedAdults(
      { table: world.table, log: silentLog },
      { entity: "household", pk: String(before["pk"]), before, after: await householdOf(code) },
      code,
    );
    expect((await readFamilyLogins(world.table, code)).size).toBe(0);
    // What was asked can still be read.
    expect((await at.open(code, sent)).state).toBe("accepted");
  });

  test("does not, once the decision was taken back", async () => {
    const code = await newFamily(world.table);
    const sent = await asked(code, leaving(second));
    await at.undo(await at.accept(await at.open(code, sent)));
    await leave(code, second, soon);
    expect(await ranksOf(code)).toEqual(["1", "2"]);
    expect((await at.open(code, sent)).state).toBe("sent");
  });

  test("on a day to come is planned: it is said until then, can be given up, and is done as its day begins", async () => {
    const [code, kept] = [await newFamily(world.table), await newFamily(world.table)];
    for (const one of [code, kept]) await at.change(one, leaving(second, "2026-12-05"), "Lettre du 20 novembre");
    const [, told] = (await at.file(code)).sections.filter(({ section }) => section === "adultLeaving");
    expect(told?.fields.map(({ said }) => said)).toEqual(["samedi 5 décembre 2026", "Séparation ou divorce"]);
    const later: unknown[] = [];
    const record = { entity: "household" as const, pk: "", before: null, after: await householdOf(code) };
    const endStayLater = (stay: unknown, _: string, moment: Instant) => {
      later.push([stay, moment]);
      return Promise.resolve();
    };
    await planDepartures({ endStayLater }, record, code);
    expect(later).toEqual([[{ familyCode: code, leavingGuardian: "2" }, "2026-12-04T23:01:00Z"]]);
    // What stands as it stood is put no second time.
    await planDepartures({ endStayLater }, { ...record, before: record.after }, code);
    expect(later).toHaveLength(1);
    await at.change(kept, {
      section: "adultLeaving",
      guardianId: second,
      changes: [
        { field: "from", seen: "2026-12-05", value: null },
        { field: "why", seen: "separation", value: null },
      ],
    });
    for (const one of [code, kept]) await leave(one, second, id("Instant", "2026-12-04T22:59:00Z"));
    expect(await ranksOf(code)).toEqual(["1", "2"]);
    for (const one of [code, kept]) await leave(one, second, id("Instant", "2026-12-04T23:01:00Z"));
    expect(await ranksOf(code)).toEqual(["1"]);
    expect(await ranksOf(kept)).toEqual(["1", "2"]);
  });

  test("who is alone when the day comes stays, and leaves as soon as somebody else is there", async () => {
    const code = await newFamily(world.table);
    await at.change(code, leaving(second));
    // The town's file takes away the one who stays.
    await takeAway(code, first);
    const alone = await householdOf(code);
    await leave(code, second, soon);
    expect(await ranksOf(code)).toEqual(["2"]);

    await at.change(code, zoe({ payer: true }));
    const later: unknown[] = [];
    await planDepartures(
      {
        endStayLater: (stay) => {
          later.push(stay);
          return Promise.resolve();
        },
      },
      { entity: "household", pk: "", before: alone, after: await householdOf(code) },
      code,
    );
    expect(later).toEqual([{ familyCode: code, leavingGuardian: second }]);
    await leave(code, second, soon);
    expect(await ranksOf(code)).toEqual(["3"]);
  });

  test("is refused of the only one who pays, of the last one, and of nobody in particular", async () => {
    const code = await newFamily(world.table);
    expect((await faultsOf(at.send(code, leaving(first))))[0]?.message).toContain("seule à recevoir les factures");
    expect(
      (await faultsOf(at.send(code, { ...leaving(second), changes: changesOf({ from: "2026-11-20" }) }))).length,
    ).toBe(1);
    expect((await refused(at.send(code, leaving(id("GuardianId", "7"))))).code).toBe("notFound");
    await at.change(code, leaving(second));
    // Who is about to leave is counted as gone already.
    expect((await faultsOf(at.send(code, leaving(first))))[0]?.message).toContain("dernier responsable");
    await leave(code, second, soon);
    expect((await faultsOf(at.send(code, leaving(first))))[0]?.message).toContain("dernier responsable");
  });

  test("and another one at the same moment: one of two decisions stands, and somebody is left who pays", async () => {
    const code = await newFamily(world.table);
    await at.change(code, {
      section: "adult",
      guardianId: second,
      changes: [{ field: "payer", seen: false, value: true }],
    });
    const [one, two] = [await asked(code, leaving(first)), await asked(code, leaving(second))];
    const opened = [await at.open(code, one), await at.open(code, two)] as const;
    const outcomes = await Promise.allSettled([at.accept(opened[0], office), at.accept(opened[1], other)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const rank of [first, second]) await leave(code, rank, soon);
    expect(await ranksOf(code)).toHaveLength(1);
  });

  test("is not who pays for the others any more", async () => {
    const code = await newFamily(world.table);
    await at.change(code, {
      section: "adult",
      guardianId: second,
      changes: [{ field: "payer", seen: false, value: true }],
    });
    await at.change(code, leaving(second));
    const faults = await faultsOf(
      at.send(code, { section: "adult", guardianId: first, changes: [{ field: "payer", seen: true, value: false }] }),
    );
    expect(faults.map(({ field }) => field)).toEqual(["values.payer"]);
  });

  test("whose departure staff has planned otherwise meanwhile: all three days are told, and nothing is written over", async () => {
    const code = await newFamily(world.table);
    const opened = await at.open(code, await asked(code, leaving(second)));
    await at.change(code, leaving(second, "2026-12-05", "movedOut"));
    const problem = await refused(at.accept(opened));
    expect(problem.code).toBe("changed");
    expect(problem.details.detail).toMatch(/rien.*20.novembre.2026.*5.décembre.2026/u);
    expect((await at.open(code, opened.id)).standing[0]).toMatchObject({ value: "2026-12-05", moved: true });
  });

  test("whom the town's file goes on holding stays off it", async () => {
    const code = id("FamilyCode", "IMP9001");
    const said: SaidFamily = {
      household: {
        code,
        guardians: ["Anne", "Paul"].map((firstName, rank) => ({
          id: id("GuardianId", String(rank + 1)),
          firstName,
          lastName: "Roux",
          payer: rank === 0,
        })),
        address: { lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
        resident: true,
      },
      children: [],
    };
    await putFamily(world.table, said, monday);
    await at.change(code, leaving(second));
    await leave(code, second, soon);
    await putFamily(world.table, said, monday);
    expect(await ranksOf(code)).toEqual(["1"]);
    // Back by the office, under the rank of then, which the town's file knows.
    await at.change(code, zoe({ title: null, firstName: "Paul", lastName: "Roux" }));
    await putFamily(world.table, said, monday);
    expect(await ranksOf(code)).toEqual(["1", "2"]);
  });
});

describe("A field that the import has written meanwhile", () => {
  const town = (code: FamilyCode, street: string, phone: string): SaidFamily => ({
    household: {
      code,
      guardians: [{ id: first, firstName: "Anne", lastName: `Roux${code}`, phone, payer: true }],
      address: { lines: [street], postcode: "45300", town: "Pithiviers" },
      resident: true,
    },
    children: [],
  });
  const imported = id("Instant", "2026-11-23T13:02:00Z");
  const addressed = (street: string) => ({ lines: [street], postcode: "45300", town: "Pithiviers" });

  test("is told with who and when, to who changes it and to who decides on it, with every value", async () => {
    const code = id("FamilyCode", "IMP9101");
    await putFamily(world.table, town(code, "1 rue Basse", "06 12 34 56 70"), monday);
    const seen = addressed("1 rue Basse");
    const sent = await asked(code, {
      section: "household",
      changes: [{ field: "situation", seen: null, value: "single" }],
    });
    const opened = await at.open(code, sent);
    await putFamily(world.table, town(code, "2 rue Haute", "06 12 34 56 71"), imported);
    // What the import did not write is nobody's yet.
    await at.accept(opened);
    const phone = await refused(
      at.send(code, {
        section: "adult",
        guardianId: first,
        changes: [{ field: "phone", seen: "06 12 34 56 70", value: "0612345679" }],
      }),
    );
    expect(phone.details.detail).toMatch(
      /changé par l’import du fichier des familles le lundi 23.novembre 2026 à 14:02.*06 12 34 56 71.*06 12 34 56 79/u,
    );
    const problem = await refused(
      at.change(code, { section: "household", changes: [{ field: "address", seen, value: addressed("3 rue Neuve") }] }),
    );
    expect(problem.details.detail).toMatch(
      /par l’import du fichier des familles le .* à 14:02.*2.rue Haute.*3.rue Neuve/u,
    );
  });

  test("meets a request on it: staff is told all three values and who wrote", async () => {
    const code = id("FamilyCode", "IMP9102");
    await putFamily(world.table, town(code, "1 rue Basse", "06 12 34 56 70"), monday);
    const sent = await asked(code, {
      section: "adult",
      guardianId: first,
      changes: [{ field: "lastName", seen: `Roux${code}`, value: "Blanc" }],
    });
    const opened = await at.open(code, sent);
    const { household, ...rest } = town(code, "1 rue Basse", "06 12 34 56 70");
    const [adult] = household.guardians;
    if (!adult) throw new Error("The file has an adult");
    await putFamily(
      world.table,
      { ...rest, household: { ...household, guardians: [{ ...adult, lastName: "Noir" }] } },
      imported,
    );
    const problem = await refused(at.accept(opened));
    expect(problem.details.detail).toMatch(
      new RegExp(`par l’import du fichier des familles .* à 14:02.*Roux${code}.*Blanc.*Noir`, "u"),
    );
  });

  test("and somebody after it: the later of the two is named", async () => {
    const code = id("FamilyCode", "IMP9103");
    await putFamily(world.table, town(code, "1 rue Basse", "06 12 34 56 70"), monday);
    await putFamily(world.table, town(code, "1 rue Basse", "06 12 34 56 71"), imported);
    const body = (seen: string, value: string) => ({
      section: "adult" as const,
      guardianId: first,
      changes: [{ field: "phone", seen, value }],
    });
    const after = await requestDesk(world, () => plusSeconds(imported, 3600));
    await after.send(code, body("06 12 34 56 71", "0612345672"));
    const problem = await refused(after.send(code, body("06 12 34 56 71", "0612345673")));
    expect(problem.details.detail).toMatch(/changé par Mme Durand .* à 15:02/u);
    // The import keeps what the family wrote, and does not say that it wrote it.
    await putFamily(world.table, town(code, "1 rue Basse", "06 12 34 56 74"), plusSeconds(imported, 7200));
    const kept = await refused(after.send(code, body("06 12 34 56 71", "0612345675")));
    expect(kept.details.detail).toMatch(/changé par Mme Durand .*06 12 34 56 72/u);
  });
});
