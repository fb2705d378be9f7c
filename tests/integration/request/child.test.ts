/** Who a child is and where it goes to school: asked by a household, written for all of them, and never undone by an import. */
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import type { FileRules } from "../../../functions/catalogue/rules/file-rules.ts";
import type { FieldValue } from "../../../functions/family/rules/field-values.ts";
import type { SaidFamily } from "../../../functions/family/rules/family-merge.ts";
import { putFamily } from "../../../functions/family/store/family-entry.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type ChildId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { undoSeconds } from "../../../functions/approval/rules/word.ts";
import * as keys from "../../../functions/table/keys.ts";
import type { Item } from "../../../functions/table/batch.ts";
import { catalogueWith, monday } from "../booking/support.ts";
import { fileOver } from "../child-record/support.ts";
import { address, insurance, openWorld, type World } from "../document/support.ts";
import { followRequests, mailsOf, newFamily, requestDesk, tellLater, theOnly, type RequestDesk } from "./support.ts";
import { refused } from "../../support/refused.ts";

/** The school is the family's own to say, and the grade the office's; who the child is, is checked. */
const rules: FileRules = {
  child: {
    school: { shown: true, required: false, change: "atOnce", documents: [] },
    grade: { shown: true, required: false, change: "office", documents: [] },
  },
};
const moulin = "École Jean Moulin";
const lilas = "École des Lilas";

let world: World;
let at: RequestDesk;
let atSecond: RequestDesk;
beforeAll(async () => {
  world = await openWorld([insurance, address]);
  const catalogue = catalogueWith(1000, 1000);
  const [activity, ...others] = catalogue.activities;
  if (!activity) throw new Error("The catalogue has an activity");
  await enterCatalogue(
    world.table,
    {
      ...catalogue,
      activities: [{ ...activity, eligibility: { ...activity.eligibility, schools: [moulin, lilas] } }, ...others],
      file: rules,
    },
    { dryRun: false },
  );
  [at, atSecond] = await Promise.all([requestDesk(world), requestDesk(world, () => monday, "2")]);
});
afterAll(() => world.end());

interface OfFamily {
  readonly code: FamilyCode;
  readonly childId: ChildId;
}
async function aChild(): Promise<OfFamily> {
  const code = await newFamily(world.table);
  const [child] = (await at.family(code)).children;
  if (!child) throw new Error("The family has a child");
  return { code, childId: child.id };
}
/** The same child in another household too. */
async function shared(): Promise<OfFamily & { readonly other: FamilyCode }> {
  const [mine, theirs] = [await aChild(), await aChild()];
  const { pk, sk } = keys.child(mine.code, mine.childId);
  const record = (await world.records()).get(`${pk} ${sk}`);
  if (!record) throw new Error("The child is there");
  await put({ ...record, ...keys.child(theirs.code, mine.childId), sharedWith: [mine.code] });
  await set(mine, "sharedWith", [theirs.code]);
  return { ...mine, other: theirs.code };
}
const put = async (item: Item): Promise<void> => {
  await world.table.client.send(new PutCommand({ TableName: world.table.name, Item: { ...item } }));
};
const set = ({ code, childId }: OfFamily, name: string, value: unknown) =>
  world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: keys.child(code, childId),
      UpdateExpression: "SET #name = :value",
      ExpressionAttributeNames: { "#name": name },
      ExpressionAttributeValues: { ":value": value },
    }),
  );
const childIn = async (code: FamilyCode, childId: ChildId) =>
  (await at.family(code)).children.find(({ id: one }) => one === childId);

async function fieldOf(code: FamilyCode, childId: ChildId, name: string) {
  const { sections } = await at.file(code, { section: "child", childId });
  const field = sections.flatMap(({ fields }) => fields).find(({ id: one }) => one === name);
  if (!field) throw new Error("The field is shown");
  return field;
}

const changing = (childId: ChildId, changes: Readonly<Record<string, readonly [FieldValue, FieldValue]>>) => ({
  section: "child" as const,
  childId,
  changes: Object.entries(changes).map(([field, [seen, value]]) => ({ field, seen, value })),
});
const faultsOf = async (call: Promise<unknown>) => (await refused(call)).details.errors ?? [];

describe("A child's civil status", () => {
  test("waits for the office, is written to each of its households at once, and can be taken back", async () => {
    const { code, childId, other } = await shared();
    const before = await world.records();
    const { sent } = await at.send(
      code,
      changing(childId, { firstName: ["Léa", "Léana"], birthDate: ["2018-03-14", "2018-03-15"] }),
    );
    if (sent === undefined) throw new Error("It is checked");
    expect(await childIn(code, childId)).toMatchObject({ firstName: "Léa" });
    expect((await fieldOf(code, childId, "firstName")).waiting).toMatchObject({ said: "Léana" });
    expect((await at.waiting({ section: "child" })).requests.map(({ id: one }) => one)).toContain(sent);

    const accepted = await at.accept(await at.open(code, sent));
    for (const household of [code, other])
      expect(await childIn(household, childId)).toMatchObject({ firstName: "Léana", birthDate: "2018-03-15" });
    await at.undo(accepted);
    for (const household of [code, other])
      expect(await childIn(household, childId)).toMatchObject({ firstName: "Léa", birthDate: "2018-03-14" });
    await at.accept(await at.open(code, sent));
    const told = await followRequests(world, before);
    await tellLater(world, told, () => plusSeconds(monday, undoSeconds + 1));
    expect(await mailsOf(world, code)).toEqual(["requestAnswered"]);
    expect(await mailsOf(world, other)).toEqual(["fileChanged"]);
  });

  test("is refused where it would be another child of the household, or nobody's", async () => {
    const { code, childId } = await aChild();
    await at.change(code, {
      section: "newChild",
      changes: Object.entries({ arrival: "birth", firstName: "Tom", lastName: "Durand", birthDate: "2018-03-14" }).map(
        ([field, value]) => ({ field, seen: null, value }),
      ),
    });
    expect(await faultsOf(at.send(code, changing(childId, { firstName: ["Léa", "TOM"] })))).toEqual([
      { field: "values.firstName", message: expect.stringContaining("est un autre enfant") as string },
    ]);
    for (const [birthDate, words] of [
      ["2030-01-01", "dans l’avenir"],
      ["1999-01-01", "majeur"],
      ["2018-02-30", "n’existe pas"],
    ] as const)
      expect(await faultsOf(at.send(code, changing(childId, { birthDate: ["2018-03-14", birthDate] })))).toEqual([
        { field: "values.birthDate", message: expect.stringContaining(words) as string },
      ]);
    expect(await faultsOf(at.send(code, changing(childId, { lastName: ["Durand", null] })))).toHaveLength(1);
    expect(await childIn(code, childId)).toMatchObject({ firstName: "Léa", lastName: "Durand" });
  });

  test("is nothing to an adult who is shut out of the child", async () => {
    const family = await aChild();
    await set(family, "shutOut", ["2"]);
    const { code, childId } = family;
    expect((await at.file(code)).sections.map(({ section }) => section)).toContain("child");
    expect((await atSecond.file(code)).sections.map(({ section }) => section)).not.toContain("child");
    expect((await refused(atSecond.send(code, changing(childId, { firstName: ["Léa", "Zoé"] })))).code).toBe(
      "notFound",
    );
  });

  test("moves the day from which a vaccine is lacking, which whoever opens its health says exactly", async () => {
    const { code, childId } = await aChild();
    const file = fileOver(world.table, childId);
    await file.changeHealth(code, { vaccines: { seen: 0, value: { doses: [], certified: false } } });
    const before = (await childIn(code, childId))?.health?.lackingFrom;
    expect(before).toBe("2018-05-14");
    await at.change(code, changing(childId, { birthDate: ["2018-03-14", "2018-03-30"] }));
    expect((await childIn(code, childId))?.health?.lackingFrom).toBe("2018-05-30");
    // Born before 2018 after all: fewer are compulsory, but one of them is due since another day.
    await at.change(code, changing(childId, { birthDate: ["2018-03-30", "2017-12-31"] }));
    expect((await file.health(code)).lackingFrom).toBe("2018-02-28");
    expect((await childIn(code, childId))?.health?.lackingFrom).toBe("2018-02-28");
  });
});

describe("A child's school and grade", () => {
  test("the school is one of those that the town's catalogue names, and is written at once where the town lets it", async () => {
    const { code, childId } = await aChild();
    expect(await fieldOf(code, childId, "school")).toMatchObject({
      kind: "choice",
      change: "atOnce",
      value: moulin,
      choices: [lilas, moulin, "Autre école"].map((one) => expect.objectContaining({ value: one }) as unknown),
    });
    expect(await faultsOf(at.send(code, changing(childId, { school: [moulin, "Ecole des Lillas"] })))).toEqual([
      { field: "values.school", message: expect.stringContaining("choisissez dans la liste") as string },
    ]);
    expect(await at.send(code, changing(childId, { school: [moulin, lilas] }))).toEqual({ written: true });
    expect(await childIn(code, childId)).toMatchObject({ school: lilas });
    await at.send(code, changing(childId, { school: [lilas, null] }));
    expect((await childIn(code, childId))?.school).toBeUndefined();
  });

  test("what only the office changes is changed by it, with a reason that the family reads", async () => {
    const { code, childId, other } = await shared();
    expect(await faultsOf(at.send(code, changing(childId, { grade: [null, "CE2"] })))).toEqual([
      { field: "values.grade", message: expect.stringContaining("seul le guichet") as string },
    ]);
    const before = await world.records();
    await at.change(code, changing(childId, { grade: [null, "CE2"] }), "Vu sur le certificat de scolarité");
    for (const household of [code, other]) expect(await childIn(household, childId)).toMatchObject({ grade: "CE2" });
    expect(theOnly((await at.list(code)).requests)).toMatchObject({
      title: "Enfant",
      whose: "Léa",
      acts: [{ text: "Vu sur le certificat de scolarité" }],
    });
    await followRequests(world, before);
    expect(await mailsOf(world, code)).toEqual(["fileChanged"]);
    expect(await mailsOf(world, other)).toEqual(["fileChanged"]);
  });
});

describe("An import", () => {
  const said = (code: FamilyCode, more: Readonly<Record<string, unknown>> = {}): SaidFamily => ({
    household: {
      code,
      guardians: [{ id: id("GuardianId", "1"), firstName: "Anne", lastName: `Roux${code}`, payer: true }],
      address: { lines: ["1 rue Basse"], postcode: "45300", town: "Pithiviers" },
      resident: true,
    },
    children: [
      {
        id: id("ChildId", `E${code}`),
        firstName: "Lea",
        lastName: `Roux${code}`,
        birthDate: id("PlainDate", "2018-03-14"),
        school: moulin,
        grade: "CE1",
        ...more,
      },
    ],
  });

  test("leaves what was changed on the portal, says so, and finds the child again in another household", async () => {
    const code = id("FamilyCode", "IMPCH1");
    const childId = id("ChildId", `E${code}`);
    await putFamily(world.table, said(code), monday);
    await at.change(
      code,
      changing(childId, {
        firstName: ["Lea", "Léana"],
        birthDate: ["2018-03-14", "2018-03-15"],
        school: [moulin, lilas],
      }),
    );
    // The same file again: nothing, and nothing to say. A new school: both have changed it.
    expect(await putFamily(world.table, said(code), monday)).toMatchObject({ kept: [] });
    const entry = await putFamily(world.table, said(code, { school: "École du Parc", grade: "CE2" }), monday);
    expect(entry).toMatchObject({ kept: [{ field: "school", stands: lilas, said: "École du Parc" }] });
    expect(await childIn(code, childId)).toMatchObject({
      firstName: "Léana",
      birthDate: "2018-03-15",
      school: lilas,
      grade: "CE2",
    });
    // Its other household comes by a file that calls it as before: one child of two households all the same.
    const second = id("FamilyCode", "IMPCH2");
    await putFamily(world.table, { ...said(second), children: said(code).children }, monday);
    expect((await childIn(code, childId))?.sharedWith).toEqual([second]);
    expect((await childIn(second, childId))?.sharedWith).toEqual([code]);
  });

  test("that wrote meanwhile is told with who and when, and both values", async () => {
    const code = id("FamilyCode", "IMPCH3");
    const childId = id("ChildId", `E${code}`);
    await putFamily(world.table, said(code), monday);
    await putFamily(world.table, said(code, { lastName: "Blanc" }), id("Instant", "2026-11-23T13:02:00Z"));
    const problem = await refused(at.send(code, changing(childId, { lastName: [`Roux${code}`, "Noir"] })));
    expect(problem.details.detail).toMatch(/par l’import du fichier des familles .* à 14:02.*Blanc.*Noir/u);
  });
});

test("Two who change one child of two households meet: the later one writes nothing", async () => {
  const { code, childId, other } = await shared();
  await at.change(other, changing(childId, { lastName: ["Durand", "Martin"] }));
  const problem = await refused(at.change(code, changing(childId, { lastName: ["Durand", "Petit"] })));
  expect(problem.code).toBe("changed");
  for (const household of [code, other])
    expect(await childIn(household, childId)).toMatchObject({ lastName: "Martin" });
});
