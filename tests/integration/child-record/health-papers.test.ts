/** What proves a child's health: sent by its households, opened by staff from its health alone, each time as a recorded look. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DocumentKind } from "../../../functions/catalogue/rules/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { describeDocuments } from "../../../functions/document/use-cases/describe.ts";
import { documentFilesUseCases } from "../../../functions/document/use-cases/files.ts";
import { documentOfficeUseCases } from "../../../functions/document/use-cases/look.ts";
import { id, type ChildId, type DocumentId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { goesWithRequest } from "../../../functions/request/store/requests.ts";
import { jpeg } from "../../unit/document/files.ts";
import { diesAt } from "../booking/faults.ts";
import { catalogueWith, monday, shell } from "../booking/support.ts";
import { address, desk, fileIn, insurance, office, openWorld, post, type World } from "../document/support.ts";
import { newFamily } from "../request/support.ts";
import { fileOver, newChild } from "./support.ts";
import { refused } from "../../support/refused.ts";

const protocol: DocumentKind = {
  ...insurance,
  id: id("DocumentKindId", "protocole"),
  name: "Protocole du PAI",
  of: "health",
  validity: { kind: "span", number: 1, unit: "years" },
  whenMissing: "warns",
};
const documents = [insurance, address, protocol];
const file = {
  childHealth: { carePlan: { shown: true, required: true, change: "atOnce" as const, documents: [protocol.id] } },
};
let world: World;
beforeAll(async () => {
  world = await openWorld(documents);
  await enterCatalogue(world.table, { ...catalogueWith(1000, 1000), documents, file }, { dryRun: false });
});
afterAll(() => world.end());

async function sharedChild() {
  const [one, other] = [await newFamily(world.table), await newFamily(world.table)];
  const childId = await newChild(world, [one, other]);
  return { one, other, childId, file: fileOver(world.table, childId, () => monday, world.bucket) };
}
/** A file that has arrived. */
async function sent(code: FamilyCode, childId: ChildId, kind = protocol): Promise<DocumentId> {
  const at = await desk(world);
  const { documentId, form } = await at.send({ familyCode: code, childId }, kind, 1000, "asthme de Lou.jpg");
  const { version } = await post(form, jpeg(30, 20));
  await at.judge({ file: fileIn(form), version, verdict: "clean" });
  return documentId;
}
const codeOf = async (call: Promise<unknown>): Promise<string> => (await refused(call)).code;
const hasPlan = (has: boolean, seen = 0) => ({ carePlan: { seen, value: { has } } });
const key = (name: string) => id("IdempotencyKey", `cle-${name}-de-ce-test`);

/** What staff does where it reads no health. */
async function elsewhere() {
  const catalogue = catalogueCache(
    () => readCatalogue(world.table),
    () => monday,
  );
  const dependencies = { table: world.table, bucket: world.bucket, catalogue, clock: () => monday };
  await catalogue.latest();
  const files = documentFilesUseCases({ ...dependencies, goesWithRequest: goesWithRequest(world.table) });
  const look = documentOfficeUseCases(dependencies);
  const describe = describeDocuments({ ...dependencies, canMail: true });
  const asking = { ...shell, session: office, body: undefined };
  return {
    open: (familyCode: FamilyCode, childId: ChildId, documentId: DocumentId) =>
      files["document.openOfFamily"]({
        ...asking,
        params: { familyCode, documentId },
        query: { childId, as: "inline" },
      }),
    sent: async (familyCode: FamilyCode, childId: ChildId) =>
      (
        await look["document.sentByFamily"]({
          ...asking,
          params: { familyCode },
          query: { childId, kind: protocol.id },
        })
      ).body.documents,
    ofFamily: async (familyCode: FamilyCode) =>
      (await look["document.ofFamily"]({ ...asking, params: { familyCode } })).body,
    waiting: async (familyCode: FamilyCode, childId: ChildId, documentId: DocumentId) => {
      const entry = {
        date: id("PlainDate", "2026-11-23"),
        kind: "document",
        reference: `${familyCode}#${childId}#${documentId}`,
      } as const;
      return (await describe([entry]))(entry);
    },
  };
}

test("is asked for by what was answered, and stays in sight once it was given", async () => {
  const { one, childId, file } = await sharedChild();
  expect((await file.health(one)).papers).toEqual([]);
  expect((await file.changeHealth(one, hasPlan(false))).papers).toEqual([]);
  const asked = await file.changeHealth(one, hasPlan(true, 1));
  expect(asked.papers).toMatchObject([
    { kind: protocol.id, name: protocol.name, proves: "carePlan", asked: true, standing: "missing" },
  ]);
  await sent(one, childId);
  expect((await file.health(one)).papers).toMatchObject([{ asked: true, standing: "checking", toCheck: 1 }]);
  expect((await file.changeHealth(one, hasPlan(false, 2))).papers).toMatchObject([{ asked: false }]);
});

test("is seen by every household of the child, and by staff nowhere but in the child's health", async () => {
  const { one, other, childId, file } = await sharedChild();
  await file.changeHealth(one, hasPlan(true));
  const documentId = await sent(one, childId);
  const families = await desk(world);
  for (const code of [one, other]) {
    expect((await families.open({ familyCode: code, childId }, documentId)).url).toContain("http");
    // Its own name could say what the child has.
    expect((await families.sent({ familyCode: code, childId }, protocol)).documents).toMatchObject([
      { id: documentId, name: protocol.name },
    ]);
    expect((await families.list(code)).owners.flatMap(({ needs }) => needs.map(({ kind }) => kind))).toContain(
      protocol.id,
    );
  }
  const stranger = await newFamily(world.table);
  expect(await codeOf(families.open({ familyCode: stranger, childId }, documentId))).toBe("notFound");

  const desks = await elsewhere();
  expect(await codeOf(desks.open(one, childId, documentId))).toBe("notFound");
  expect(await desks.sent(one, childId)).toEqual([]);
  expect(JSON.stringify(await desks.ofFamily(one))).not.toContain(protocol.id);
  const waiting = await desks.waiting(one, childId, documentId);
  expect(waiting).toMatchObject([{ ofHealth: true, childId, documents: [] }]);
  expect(JSON.stringify(waiting)).not.toMatch(/PAI|protocole|asthme/iu);
  // Nor is it decided on there.
  const word = { familyCode: one, childId, documentIds: [documentId], decision: "accept" as const };
  expect(await codeOf(families.decide({ kind: "document", idempotencyKey: key("ailleurs"), ...word }))).toBe("changed");

  expect((await file.look(one)).papers).toMatchObject([{ kind: protocol.id, documents: [{ id: documentId }] }]);
  expect((await file.openPaper(one, documentId)).url).toContain("http");
  expect((await file.views(one)).views).toHaveLength(2);
});

test("of another kind, another child or nowhere is not opened there, and no look is kept", async () => {
  const { one, childId, file } = await sharedChild();
  const stranger = await newChild(world, [one]);
  const [insured, others] = [await sent(one, childId, insurance), await sent(one, stranger)];
  const nowhere = id("DocumentId", "protocole.20261126080000000.abcdefghijkl");
  for (const documentId of [insured, others, nowhere])
    expect(await codeOf(file.openPaper(one, documentId))).toBe("notFound");
  const word = { decision: "accept" as const, idempotencyKey: key("autre") };
  for (const documentId of [insured, others, nowhere])
    expect(await codeOf(file.decidePapers(one, { ...word, documentIds: [documentId] }))).toBe("changed");
  expect((await (await desk(world)).sent({ familyCode: one, childId }, insurance)).documents).toMatchObject([
    { status: "toCheck" },
  ]);
});

test("is accepted, or refused with a reason, once, and the family reads which", async () => {
  const { one, other, childId, file } = await sharedChild();
  await file.changeHealth(one, hasPlan(true));
  const first = await sent(one, childId);
  const refusal = { documentIds: [first], decision: "refuse" as const, idempotencyKey: key("refus") };
  expect(await codeOf(file.decidePapers(one, refusal))).toBe("request.invalid");
  await file.decidePapers(one, { ...refusal, reason: "Illisible" });
  expect((await file.health(other)).papers).toMatchObject([{ standing: "refused", reason: "Illisible" }]);
  const second = await sent(other, childId);
  const acceptance = { documentIds: [second], decision: "accept" as const, idempotencyKey: key("accord") };
  const view = await file.decidePapers(one, acceptance);
  expect(view.papers).toMatchObject([{ standing: "valid", until: "2027-11-23" }]);
  // Sent again, it finds itself done.
  await file.decidePapers(one, acceptance);
  expect(await codeOf(file.decidePapers(one, { ...refusal, documentIds: [second], reason: "Trop tard" }))).toBe(
    "changed",
  );
});

test("is not answered when the look cannot be kept, wherever the process dies", async () => {
  const { one, childId, file } = await sharedChild();
  const documentId = await sent(one, childId);
  for (const when of ["before", "after"] as const)
    for (let index = 0; index < 4; index += 1) {
      const known = (await file.views(one)).views.length;
      world.faults.plan(diesAt(index, when));
      const answered = await file.openPaper(one, documentId).then(
        () => true,
        () => false,
      );
      await world.faults.clear();
      const kept = (await file.views(one)).views.length - known;
      if (answered) expect(kept).toBe(1);
      else expect(kept).toBeLessThanOrEqual(1);
    }
});
