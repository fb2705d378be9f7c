/** The identity paper of who may come for a child: photographed, beside the person, seen by its household and by staff. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DocumentKind } from "../../../functions/catalogue/rules/catalogue.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { id, type ChildId, type DocumentId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { jpeg } from "../../unit/document/files.ts";
import { catalogueWith, familyCode } from "../booking/support.ts";
import { address, desk, fileIn, insurance, openWorld, post, type World } from "../document/support.ts";
import { newFamily } from "../request/support.ts";
import { fileOver, grandmother, newChild } from "./support.ts";
import { refused } from "../../support/refused.ts";

const paper: DocumentKind = {
  ...insurance,
  id: id("DocumentKindId", "identite"),
  name: "Pièce d’identité",
  of: "person",
  validity: { kind: "forever" },
};
let world: World;
beforeAll(async () => {
  const documents = [insurance, address, paper];
  world = await openWorld(documents);
  const contacts = { shown: true, required: true, change: "atOnce" as const, documents: [paper.id] };
  await enterCatalogue(
    world.table,
    { ...catalogueWith(1000, 1000), documents, file: { childRecord: { contacts } } },
    { dryRun: false },
  );
});
afterAll(() => world.end());

async function sharedChild() {
  const [one, other] = [await newFamily(world.table), await newFamily(world.table)];
  const childId = await newChild(world, [one, other]);
  return { one, other, childId, file: fileOver(world.table, childId) };
}
/** A photograph that has arrived. */
async function sent(code: FamilyCode, childId: ChildId, kind = paper): Promise<DocumentId> {
  const at = await desk(world);
  const { documentId, form } = await at.send({ familyCode: code, childId }, kind);
  const { version } = await post(form, jpeg(30, 20));
  await at.judge({ file: fileIn(form), version, verdict: "clean" });
  return documentId;
}
const contacts = (seen: number, ...papers: readonly (readonly DocumentId[] | null)[]) => ({
  contacts: {
    seen,
    value: papers.map((own, rank) => ({
      ...grandmother,
      firstName: `Monique${"abc".charAt(rank)}`,
      ...(own === null ? {} : { papers: [...own] }),
    })),
  },
});
const fieldsOf = async (call: Promise<unknown>) =>
  ((await refused(call)).details.errors ?? []).map(({ field }) => field);
const at0 = "changes.contacts.value.0.papers";

test("is asked for, stands beside the person, and is opened by its household and by staff, by nobody else", async () => {
  const { one, other, childId, file } = await sharedChild();
  expect((await file.read(one)).papers).toEqual([{ kind: paper.id, name: paper.name, required: true }]);
  expect(await fieldsOf(file.change(one, contacts(0, null)))).toEqual([at0]);
  const documentId = await sent(one, childId);
  const view = await file.change(one, contacts(0, [documentId]));
  expect(view.fields.contacts.value?.[0]?.papers).toEqual([documentId]);

  const documents = await desk(world);
  expect((await documents.open({ familyCode: one, childId }, documentId)).url).toContain("http");
  expect((await documents.sent({ familyCode: one, childId }, paper)).documents).toHaveLength(1);
  // The other household of the child reads that there is one, and does not see it.
  expect((await file.read(other)).fields.contacts.value?.[0]?.papers).toEqual([documentId]);
  expect((await refused(documents.open({ familyCode: other, childId }, documentId))).code).toBe("notFound");
  expect((await documents.sent({ familyCode: other, childId }, paper)).documents).toEqual([]);
  await documents.remove({ familyCode: other, childId }, documentId);
  expect((await documents.sent({ familyCode: one, childId }, paper)).documents).toHaveLength(1);
  expect((await refused(documents.open({ familyCode: familyCode(499), childId }, documentId))).code).toBe("notFound");
  expect((await file.ofFamily(one)).fields.contacts.value?.[0]?.papers).toEqual([documentId]);
  // It is no document that is asked of the child.
  expect((await documents.list(one)).owners.flatMap(({ needs }) => needs.map(({ kind }) => kind))).not.toContain(
    paper.id,
  );
});

test("that is another child's, of another kind, another household's or nowhere is refused, and nothing is written", async () => {
  const { one, other, childId, file } = await sharedChild();
  const [elsewhere, insured] = [await newChild(world, [one]), await sent(one, childId, insurance)];
  const bad = [
    await sent(one, elsewhere),
    insured,
    await sent(other, childId),
    id("DocumentId", "identite.20261126080000000.abcdefghijkl"),
  ];
  for (const documentId of bad) expect(await fieldsOf(file.change(one, contacts(0, [documentId])))).toContain(at0);
  expect((await file.read(one)).fields.contacts.value).toBeNull();
});

test("of who was entered without one holds nobody up; staff enters a person without it", async () => {
  const { one, other, childId, file } = await sharedChild();
  await file.changeOfFamily(one, contacts(0, null));
  const documentId = await sent(one, childId);
  const view = await file.change(one, contacts(1, null, [documentId]));
  expect(view.fields.contacts.value).toHaveLength(2);
  // The other household changes the list, and keeps the paper that it cannot see.
  await file.change(other, contacts(2, null, [documentId]));
  await file.change(other, { contacts: { seen: 2, value: [...(view.fields.contacts.value ?? [])].reverse() } });
  expect((await file.read(one)).fields.contacts.value?.[0]?.papers).toEqual([documentId]);
});
