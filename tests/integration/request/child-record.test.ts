/** Fields of a child's file as the town's file has them: not asked for, the office's alone, or checked by it through a request. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import type { FieldRule, FileRules } from "../../../functions/catalogue/rules/file-rules.ts";
import { healthFields } from "../../../functions/child-record/rules/fields.ts";
import { readChild } from "../../../functions/family/store/families.ts";
import type { ChildId, FamilyCode } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { sectionsOf } from "../../../functions/wiring/sections.ts";
import { catalogueWith } from "../booking/support.ts";
import { fileOver, grandmother } from "../child-record/support.ts";
import { address, insurance, openWorld, type World } from "../document/support.ts";
import { newFamily, other, requestDesk, town, type RequestDesk } from "./support.ts";
import { refused } from "../../support/refused.ts";

const rule = (more: Partial<FieldRule>): FieldRule => ({
  shown: true,
  required: false,
  change: "atOnce",
  documents: [],
  ...more,
});
const rules: FileRules = {
  childRecord: {
    contacts: rule({ required: true, change: "checked" }),
    photo: rule({ change: "office" }),
    insurance: rule({ shown: false }),
    doctor: rule({ required: false }),
    transport: rule({ required: true }),
  },
  childHealth: { swimming: rule({ shown: false }), diet: rule({ required: true, change: "office" }) },
};

let world: World;
let at: RequestDesk;
beforeAll(async () => {
  world = await openWorld([insurance, address]);
  await enterCatalogue(
    world.table,
    { ...catalogueWith(1000, 1000), documents: [insurance, address], file: rules },
    { dryRun: false },
  );
  at = await requestDesk(world);
});
afterAll(() => world.end());

async function theChild(): Promise<{ readonly code: FamilyCode; readonly childId: ChildId }> {
  const code = await newFamily(world.table);
  const [child] = (await at.family(code)).children;
  if (!child) throw new Error("The family has a child");
  return { code, childId: child.id };
}
const fileOf = (childId: ChildId) => fileOver(world.table, childId);
const faultsOf = async (call: Promise<unknown>) => (await refused(call)).details.errors ?? [];

const stored = { ...grandmother, phone: "06 39 98 12 34" };
const neighbour = { ...grandmother, firstName: "Ali", lastName: "Voisin", link: "Voisin", phone: "06 39 98 56 78" };
const asks = (childId: ChildId, value: unknown = [grandmother], seen: unknown = null) => ({
  section: "childRecord" as const,
  childId,
  changes: [{ field: "contacts", seen: seen as null, value: value as null }],
});
async function sent({ code, childId }: { readonly code: FamilyCode; readonly childId: ChildId }) {
  const answer = await at.send(code, asks(childId));
  if (answer.sent === undefined) throw new Error("People are checked");
  return answer.sent;
}
const contactsOf = async (code: FamilyCode, childId: ChildId) => (await fileOf(childId).read(code)).fields.contacts;

describe("A child's file", () => {
  test("says of each field that the town asks for whether it is required and how it is changed, and holds no other", async () => {
    const { code, childId } = await theChild();
    await fileOf(childId).changeOfFamily(code, { photo: { seen: 0, value: false } });
    const [record, health] = [await fileOf(childId).read(code), await fileOf(childId).health(code)];
    const ruleOf = (field: string) => record.rules.find((one) => one.field === field);
    expect(ruleOf("contacts")).toEqual({ field: "contacts", required: true, change: "checked" });
    expect(ruleOf("photo")).toEqual({ field: "photo", required: false, change: "office" });
    expect(ruleOf("insurance")).toBeUndefined();
    expect(ruleOf("swimming")).toBeUndefined();
    expect(health.rules).toEqual(record.rules);
    expect(record.missing).toEqual([
      "contacts",
      "leaveAlone",
      "transport",
      "emergencyCare",
      "allergies",
      "diet",
      "carePlan",
    ]);
    expect(record.fields.photo).toMatchObject({ value: false, byOffice: true });
  });

  test("is changed by the family where the town lets it, and by staff where it is the office's", async () => {
    const { code, childId } = await theChild();
    const file = fileOf(childId);
    const said = { seen: 0, value: true };
    expect(await faultsOf(file.change(code, { photo: said, outings: said }))).toEqual([
      { field: "changes.photo.value", message: expect.stringContaining("seul le guichet") as string },
    ]);
    expect(await faultsOf(file.change(code, { contacts: { seen: 0, value: [grandmother] } }))).toEqual([
      { field: "changes.contacts.value", message: expect.stringContaining("valide") as string },
    ]);
    expect(await faultsOf(file.change(code, { insurance: { seen: 0, value: null } }))).toHaveLength(1);
    expect(await faultsOf(file.changeHealth(code, { diet: { seen: 0, value: "noPork" } }))).toHaveLength(1);
    expect((await file.read(code)).fields.outings.version).toBe(0);
    await file.changeHealthOfFamily(code, { diet: { seen: 0, value: "noPork" } });
    expect((await file.health(code)).fields.diet.value).toBe("noPork");
    await file.changeOfFamily(code, { contacts: { seen: 0, value: [grandmother] } });
    expect((await file.read(code)).fields.contacts.value).toEqual([stored]);
  });

  test("keeps, out of sight, what was said of a field that the town asks for no more", async () => {
    const { code, childId } = await theChild();
    const version = { value: { company: "MAIF", contract: "1" }, version: 1, at: "2026-01-05T08:00:00Z" };
    await world.table.client.send(
      new PutCommand({
        TableName: world.table.name,
        Item: {
          ...keys.childRecord(childId),
          entity: "childRecord",
          childId,
          version: 1,
          fields: { insurance: { ...version, by: "Mme Durand", familyCode: code, office: false } },
        },
      }),
    );
    expect((await fileOf(childId).read(code)).fields.insurance).toEqual({ version: 0, value: null });
  });
});

describe("A change of it that the office checks", () => {
  test("waits as a request, and stands once it is accepted, in the file and in what bookings read", async () => {
    const { code, childId } = await theChild();
    const requestId = await sent({ code, childId });
    expect((await contactsOf(code, childId)).value).toBeNull();
    const [view] = (await at.file(code, { section: "childRecord", childId })).sections;
    const contacts = view?.fields.find(({ id: field }) => field === "contacts");
    expect(contacts?.waiting).toEqual({
      requestId,
      said: "Monique Durand (Grand-mère, 06 39 98 12 34, à prévenir, peut venir chercher l’enfant)",
    });
    expect(view?.fields.map(({ id: field }) => field)).not.toContain("insurance");
    const opened = await at.open(code, requestId);
    expect(opened).toMatchObject({
      title: "Fiche renseignements enfant",
      whose: "Léa",
      state: "sent",
    });
    await at.accept(opened);
    expect(await contactsOf(code, childId)).toMatchObject({ value: [stored], by: "Agent un", byOffice: true });
    expect((await readChild(world.table, code, childId))?.record?.said).toEqual(["contacts"]);
    expect((await fileOf(childId).changes(code)).changes).toMatchObject([{ part: "record", fields: ["contacts"] }]);
  });

  test("is taken back within seconds, whole", async () => {
    const { code, childId } = await theChild();
    const accepted = await at.accept(await at.open(code, await sent({ code, childId })));
    await at.undo(accepted);
    expect((await contactsOf(code, childId)).value).toBeNull();
    expect((await readChild(world.table, code, childId))?.record?.said).toEqual([]);
  });

  test("is never written over what somebody else has written since: staff is told all three values", async () => {
    const { code, childId } = await theChild();
    const requestId = await sent({ code, childId });
    const opened = await at.open(code, requestId);
    await fileOf(childId).changeOfFamily(code, { contacts: { seen: 0, value: [neighbour] } });
    const { code: problem, details } = await refused(at.accept(opened, other));
    expect(problem).toBe("changed");
    expect(details.detail).toMatch(/était rien.*Monique Durand.*Ali Voisin/u);
    expect((await contactsOf(code, childId)).value).toEqual([neighbour]);
    await at.accept(await at.open(code, requestId));
    expect((await contactsOf(code, childId)).value).toEqual([stored]);
  });

  test("tells who comes second who was first, at what time, with both values", async () => {
    const { code, childId } = await theChild();
    await fileOf(childId).changeOfFamily(code, { contacts: { seen: 0, value: [neighbour] } });
    const { code: problem, details } = await refused(at.send(code, asks(childId)));
    expect(problem).toBe("changed");
    expect(details.detail).toMatch(/changé par .* à 09:00.*Ali Voisin.*Monique Durand/u);
  });

  test("refuses what the file itself would refuse, at the very place, and another family's child", async () => {
    const { code, childId } = await theChild();
    const wrong = [{ ...grandmother, phone: "0012" }];
    expect(await faultsOf(at.send(code, asks(childId, wrong)))).toMatchObject([{ field: "values.contacts.0.phone" }]);
    const nobody = [{ ...grandmother, call: false, collect: false }];
    expect(await faultsOf(at.send(code, asks(childId, nobody)))).toMatchObject([{ field: "values.contacts.0.call" }]);
    expect(await faultsOf(at.send(code, asks(childId, "<b>")))).toMatchObject([{ field: "values.contacts" }]);
    const { childId: foreign } = await theChild();
    expect((await refused(at.send(code, asks(foreign)))).code).toBe("notFound");
    expect((await refused(at.file(code, { section: "childRecord", childId: foreign }))).code).toBe("notFound");
  });

  test("is corrected in the file's own cards, which show what was asked", async () => {
    const { code, childId } = await theChild();
    const requestId = await sent({ code, childId });
    expect((await fileOf(childId).read(code, requestId)).fields.contacts.value).toEqual([stored]);
    expect((await contactsOf(code, childId)).value).toBeNull();
    const next = await at.correct(code, requestId, 1, { ...asks(childId, [neighbour]), documents: [] });
    expect(next.changes[0]?.value).toEqual([neighbour]);
    const { code: foreignCode, childId: foreign } = await theChild();
    expect((await refused(fileOf(foreign).read(foreignCode, requestId))).code).toBe("notFound");
  });
});

test("No part that requests may hold has a field of health", () => {
  const held = sectionsOf(town).flatMap(({ fields }) => fields.map(({ id: field }) => field));
  expect(held.filter((field) => healthFields.some((one) => one === field))).toEqual([]);
});
