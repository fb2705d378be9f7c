/**
 * People of a child's file that the office checks: the papers that the town asks of them are held to the same whoever
 * writes, when the family sends, when staff accepts, and when staff lists somebody itself.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DocumentKind } from "../../../functions/catalogue/rules/catalogue.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { id, type ChildId, type DocumentId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { jpeg } from "../../unit/document/files.ts";
import { catalogueWith } from "../booking/support.ts";
import { fileOver, grandmother, newChild } from "../child-record/support.ts";
import { address, desk, fileIn, insurance, openWorld, post, type World } from "../document/support.ts";
import { newFamily, requestDesk, type RequestDesk } from "./support.ts";
import { refused } from "../../support/refused.ts";

const paper: DocumentKind = {
  ...insurance,
  id: id("DocumentKindId", "identite"),
  name: "Pièce d’identité",
  of: "person",
  validity: { kind: "forever" },
};
let world: World;
let at: RequestDesk;
beforeAll(async () => {
  const documents = [insurance, address, paper];
  world = await openWorld(documents);
  const contacts = { shown: true, required: true, change: "checked" as const, documents: [paper.id] };
  await enterCatalogue(
    world.table,
    { ...catalogueWith(1000, 1000), documents, file: { childRecord: { contacts } } },
    { dryRun: false },
  );
  at = await requestDesk(world);
});
afterAll(() => world.end());

interface Whose {
  readonly code: FamilyCode;
  readonly childId: ChildId;
}
async function theChild(): Promise<Whose> {
  const code = await newFamily(world.table);
  return { code, childId: await newChild(world, [code]) };
}
/** A photograph that is on its way, and what becomes of it. */
async function sending({ code, childId }: Whose, kind = paper) {
  const documents = await desk(world);
  const { documentId, form } = await documents.send({ familyCode: code, childId }, kind);
  const arrive = async (verdict: "clean" | "unsafe"): Promise<void> => {
    const { version } = await post(form, jpeg(30, 20));
    await documents.judge({ file: fileIn(form), version, verdict });
  };
  return { documentId, arrive };
}
async function photo(whose: Whose, kind = paper): Promise<DocumentId> {
  const { documentId, arrive } = await sending(whose, kind);
  await arrive("clean");
  return documentId;
}
const lists = ({ childId }: Whose, papers?: readonly DocumentId[]) => ({
  section: "childRecord" as const,
  childId,
  changes: [{ field: "contacts", seen: null, value: [{ ...grandmother, ...(papers ? { papers: [...papers] } : {}) }] }],
});
const faultsOf = async (call: Promise<unknown>) => (await refused(call)).details.errors ?? [];
const asked = async (whose: Whose, papers: readonly DocumentId[]) => {
  const { sent } = await at.send(whose.code, lists(whose, papers));
  if (sent === undefined) throw new Error("People are checked");
  return at.open(whose.code, sent);
};
const listed = async ({ code, childId }: Whose) =>
  (await fileOver(world.table, childId).read(code)).fields.contacts.value;

/** Papers that are no such person's, of every kind that there is. */
async function strange(whose: Whose): Promise<readonly DocumentId[]> {
  const unfit = await sending(whose);
  await unfit.arrive("unsafe");
  return [
    await photo({ ...whose, childId: await newChild(world, [whose.code]) }),
    await photo(whose, insurance),
    await photo(await theChild()),
    unfit.documentId,
    id("DocumentId", "identite.20261126080000000.abcdefghijkl"),
  ];
}

test("a family that lists somebody without a paper, or with one that is not its child's, is told at that person", async () => {
  const whose = await theChild();
  expect(await faultsOf(at.send(whose.code, lists(whose)))).toEqual([
    { field: "values.contacts.0.papers", message: expect.stringContaining("Pièce d’identité") as string },
  ]);
  for (const documentId of await strange(whose))
    expect((await faultsOf(at.send(whose.code, lists(whose, [documentId])))).map(({ field }) => field)).toEqual([
      "values.contacts.0.papers",
    ]);
  const opened = await asked(whose, [await photo(whose)]);
  await at.accept(opened);
  expect(await listed(whose)).toMatchObject([{ firstName: "Monique" }]);
});

test("staff that lists somebody itself may do without a paper, and may not name one that is not there", async () => {
  const whose = await theChild();
  for (const documentId of await strange(whose))
    expect((await faultsOf(at.change(whose.code, lists(whose, [documentId])))).map(({ field }) => field)).toEqual([
      "values.contacts.0.papers",
    ]);
  expect(await listed(whose)).toBeNull();
  await at.change(whose.code, lists(whose));
  expect(await listed(whose)).toMatchObject([{ firstName: "Monique" }]);
});

test("staff does not accept somebody whose paper turned out not to be fit: it is told what to do; nor is one taken away meanwhile", async () => {
  const whose = await theChild();
  const { documentId, arrive } = await sending(whose);
  const opened = await asked(whose, [documentId]);
  await arrive("unsafe");
  const problem = await refused(at.accept(opened));
  expect(problem.code).toBe("notPossible");
  expect(problem.details.detail).toMatch(/justificatif de Monique Durand.*Demandez un complément/u);
  expect(await listed(whose)).toBeNull();

  const next = await at.correct(whose.code, opened.id, opened.version, {
    ...lists(whose, [await photo(whose)]),
    documents: [],
  });
  expect(next.state).toBe("sent");
  await at.accept(await at.open(whose.code, opened.id));
  expect(await listed(whose)).toMatchObject([{ firstName: "Monique" }]);

  // While it waits its paper stays: the family is told to correct the request instead.
  const other = await theChild();
  const kept = await photo(other);
  const waiting = await asked(other, [kept]);
  const documents = await desk(world);
  const refusal = await refused(documents.remove({ familyCode: other.code, childId: other.childId }, kept));
  expect(refusal.code).toBe("notPossible");
  await at.accept(waiting);
  expect(await listed(other)).toMatchObject([{ firstName: "Monique" }]);
});
