/** Supporting documents from a household's telephone to staff's word and back: who may, what is kept, what is told. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { mostWaiting, type Owner } from "../../../functions/document/rules/document.ts";
import { mostBytes } from "../../../functions/document/rules/judge-file.ts";
import { holdDocuments } from "../../../functions/document/store/held.ts";
import { describeDocuments } from "../../../functions/document/use-cases/describe.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { readApprovals } from "../../../functions/approval/store/approvals.ts";
import { undoSeconds } from "../../../functions/approval/rules/word.ts";
import { instantOf, plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type DocumentId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addAct } from "../../../functions/quotient/store/quotients.ts";
import * as keys from "../../../functions/table/keys.ts";
import { pdfOfLines, pictureOfPage } from "../../../infra/demo/papers.ts";
import { jpeg, png } from "../../unit/document/files.ts";
import { child, familyCode, monday, newKey, putFamily, shareChild } from "../booking/support.ts";
import { address, desk, fileIn, follow, insurance, openWorld, post, type World } from "./support.ts";

let world: World;
let families = 0;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());
afterEach(() => vi.restoreAllMocks());

async function newFamily(): Promise<FamilyCode> {
  const code = familyCode((families += 1));
  await putFamily(world.table, code, 1);
  // Children of these families bear the same code in each: a child's documents are the child's.
  const childId = id("ChildId", `C${families}`);
  const key = keys.child(code, childId);
  await world.table.client.send(
    new PutCommand({
      TableName: world.table.name,
      Item: {
        ...key,
        entity: "child",
        id: childId,
        firstName: "Lou",
        lastName: "Durand",
        birthDate: "2018-03-14",
        version: 1,
      },
    }),
  );
  return code;
}
const childOf = (familyCode_: FamilyCode): Owner => ({
  familyCode: familyCode_,
  childId: id("ChildId", `C${Number(familyCode_.slice(3))}`),
});
const householdOf = (code: FamilyCode): Owner => ({ familyCode: code });

/** No two are sent in the same second: the later one is told by its time. */
let deliveries = 0;
/** Sends a file as a browser does, and has it judged as the scan says. */
async function deliver(
  owner: Owner,
  kind = insurance,
  bytes: Uint8Array = jpeg(3000, 2000),
  verdict: "clean" | "unsafe" | "unscanned" = "clean",
  broughtIn?: string,
) {
  deliveries += 1;
  const sentAt = plusSeconds(monday, deliveries);
  const at = await desk(world, () => sentAt);
  const before = await world.records();
  const size = Math.max(1, Math.min(bytes.length, mostBytes));
  const { documentId, form } = await (broughtIn === undefined
    ? at.send(owner, kind, size)
    : at.sendForFamily(owner, kind, broughtIn, size));
  const { status, version } = await post(form, bytes);
  expect(status).toBe(201);
  await at.judge({ file: fileIn(form), version, verdict });
  await follow(world, before);
  return { documentId, file: fileIn(form) };
}

const decision = (owner: Owner, documentIds: readonly DocumentId[]) => ({
  kind: "document" as const,
  idempotencyKey: newKey(),
  ...owner,
  documentIds: [...documentIds],
});
const mailsOf = async (code: FamilyCode) =>
  [...(await world.records()).values()].filter((item) => item["entity"] === "mail" && item["familyCode"] === code);
const needOf = async (code: FamilyCode, kind = insurance) => {
  const { owners } = await (await desk(world)).list(code);
  const whose = owners.find(({ child: one }) => (kind.of === "child" ? one?.id.startsWith("C") : one === undefined));
  return whose?.needs.find((need) => need.kind === kind.id);
};

describe("a document", () => {
  test("is missing, sent, checked, accepted until the school year ends; the family hears of it once", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    expect(await needOf(code)).toMatchObject({ standing: "missing", pressing: true });
    const { documentId, file } = await deliver(owner);
    expect(await needOf(code)).toMatchObject({ standing: "checking", toCheck: 1, pressing: false });
    expect([await world.has(`documents/${file}`), await world.has(`quarantine/${file}`)]).toEqual([true, false]);
    const at = await desk(world);
    const before = await world.records();
    await at.decide({ ...decision(owner, [documentId]), decision: "accept" });
    // At once, before the stream has moved.
    expect(await needOf(code)).toMatchObject({ standing: "valid", until: "2027-08-31", toCheck: 0 });
    await follow(world, before, { times: 2 });
    const mails = await mailsOf(code);
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).not.toMatch(/Lou|assurance|accept|refus/iu);
    await expect(at.remove(owner, documentId)).rejects.toMatchObject({ code: "notPossible" });
  });

  test("that is refused says why, and another may be sent", async () => {
    const code = await newFamily();
    const owner = householdOf(code);
    const { documentId } = await deliver(owner, address, pdfOfLines(["Facture"]));
    const at = await desk(world);
    await at.decide({ ...decision(owner, [documentId]), decision: "refuse", reason: "Illisible." });
    expect(await needOf(code, address)).toMatchObject({ standing: "refused", reason: "Illisible.", pressing: true });
    await deliver(owner, address, pdfOfLines(["Facture"]));
    const need = await needOf(code, address);
    expect(need).toMatchObject({ standing: "checking", toCheck: 1 });
    expect(need).not.toHaveProperty("reason");
  });

  test("that staff has decided on is not said for ten seconds, and taken back by then waits as before", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    const { documentId } = await deliver(owner);
    const at = await desk(world);
    const before = await world.records();
    const sent = async (clock?: () => typeof monday) =>
      (await (await desk(world, clock)).sent(owner, insurance)).documents.map(({ status }) => status);
    const word = await at.decide({ ...decision(owner, [documentId]), decision: "refuse", reason: "Illisible." });
    expect(await sent()).toEqual(["toCheck"]);
    expect(await sent(() => plusSeconds(monday, undoSeconds + 1))).toEqual(["refused"]);
    const undoing = {
      kind: "document" as const,
      ...owner,
      documentIds: [documentId],
      idempotencyKey: newKey(),
      said: word?.said ?? "",
    };
    const late = await desk(world, () => plusSeconds(monday, undoSeconds + 1));
    await expect(late.undo(undoing)).rejects.toMatchObject({ code: "notPossible" });
    for (let times = 0; times < 2; times += 1) await at.undo(undoing);
    expect(await needOf(code)).toMatchObject({ standing: "checking", toCheck: 1 });
    await follow(world, before, { times: 2 });
    expect(await mailsOf(code)).toEqual([]);
    // Decided again it is told, and that other word is not the one that was taken back.
    await at.decide({ ...decision(owner, [documentId]), decision: "accept" });
    await expect(at.undo(undoing)).rejects.toMatchObject({ code: "changed" });
    await follow(world, before, { times: 2 });
    expect(await mailsOf(code)).toHaveLength(1);
  });

  test("that staff adds for a family waits like the others, says who did and why, and is not the family's to take back", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    const { documentId } = await deliver(owner, insurance, pdfOfLines(["Attestation"]), "clean", "Papier apporté.");
    const at = await desk(world);
    expect(await needOf(code)).toMatchObject({ standing: "checking", toCheck: 1 });
    const { documents } = await at.sent(owner, insurance);
    expect(documents).toMatchObject([{ id: documentId, broughtIn: "Papier apporté.", removable: false }]);
    await expect(at.remove(owner, documentId)).rejects.toMatchObject({ code: "notPossible" });
  });

  test("that staff takes away leaves its reason, and no file; the family is told once, and sends another", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    const { documentId, file } = await deliver(owner);
    const at = await desk(world);
    await at.decide({ ...decision(owner, [documentId]), decision: "accept" });
    expect(await needOf(code)).toMatchObject({ standing: "valid" });
    const before = await world.records();
    await at.removeForFamily(owner, documentId, "Document d’une autre famille.");
    // Again, with other words: the first reason stays.
    await at.removeForFamily(owner, documentId, "Une autre raison.");
    await follow(world, before, { times: 2 });
    expect(await needOf(code)).toMatchObject({ standing: "missing", pressing: true });
    expect((await at.sent(owner, insurance)).documents).toMatchObject([
      { status: "removed", reason: "Document d’une autre famille.", readable: false, removable: false },
    ]);
    await expect(at.open(owner, documentId)).rejects.toMatchObject({ code: "notFound" });
    expect([await world.has(`documents/${file}`), await world.has(`quarantine/${file}`)]).toEqual([false, false]);
    expect(await mailsOf(code)).toHaveLength(1);
    await deliver(owner);
    expect(await needOf(code)).toMatchObject({ standing: "checking", toCheck: 1 });
  });

  test("that waits and is taken away waits for nobody any more", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    const { documentId } = await deliver(owner);
    const at = await desk(world);
    await at.removeForFamily(owner, documentId, "Envoyé deux fois.");
    const waiting = await readApprovals(world.table, id("PlainDate", "2026-11-23"), 200);
    expect(waiting.filter(({ reference }) => reference.startsWith(code))).toEqual([]);
    await expect(at.decide({ ...decision(owner, [documentId]), decision: "accept" })).rejects.toMatchObject({
      code: "changed",
    });
  });

  test("of another family, or unknown, is not there to be taken away", async () => {
    const [code, other] = [await newFamily(), await newFamily()];
    const { documentId } = await deliver(childOf(code));
    const at = await desk(world);
    await expect(at.removeForFamily(householdOf(other), documentId, "Par erreur.")).rejects.toMatchObject({
      code: "notFound",
    });
    expect(await needOf(code)).toMatchObject({ standing: "checking" });
  });

  test("holds until the day that the paper bears, when staff says so", async () => {
    const code = await newFamily();
    const owner = householdOf(code);
    const { documentId } = await deliver(owner, address);
    const at = await desk(world);
    await expect(
      at.decide({ ...decision(owner, [documentId]), decision: "accept", until: id("PlainDate", "2026-11-22") }),
    ).rejects.toMatchObject({ code: "request.invalid" });
    await at.decide({ ...decision(owner, [documentId]), decision: "accept", until: id("PlainDate", "2026-12-10") });
    expect(await needOf(code, address)).toMatchObject({ standing: "ending", until: "2026-12-10", pressing: true });
  });

  test("of several pages is shown as one, and decided on in one write or not at all", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    const one = await deliver(owner);
    const two = await deliver(owner, insurance, pictureOfPage());
    const at = await desk(world);
    const entries = (await readApprovals(world.table, id("PlainDate", "2026-11-23"), 200)).filter(({ reference }) =>
      reference.startsWith(code),
    );
    expect(entries).toHaveLength(2);
    const catalogue = catalogueCache(
      () => readCatalogue(world.table),
      () => monday,
    );
    const describe_ = await describeDocuments({ table: world.table, catalogue, clock: () => monday, canMail: true })(
      entries,
    );
    const shown = entries.flatMap(describe_);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      kind: "document",
      familyCode: code,
      childName: "Lou",
      documentName: "Attestation d’assurance",
      until: "2027-08-31",
      documents: expect.arrayContaining([
        expect.objectContaining({ id: one.documentId, type: "jpeg" }),
        expect.objectContaining({ id: two.documentId, type: "png" }),
      ]) as unknown,
    });
    await at.remove(owner, two.documentId);
    await expect(
      at.decide({ ...decision(owner, [one.documentId, two.documentId]), decision: "accept" }),
    ).rejects.toMatchObject({ code: "changed" });
    expect(await needOf(code)).toMatchObject({ standing: "checking", toCheck: 1 });
    const word = { ...decision(owner, [one.documentId]), decision: "accept" as const };
    await at.decide(word);
    // Sent again after its answer was lost.
    await at.decide(word);
    await expect(at.decide({ ...word, idempotencyKey: newKey() })).rejects.toMatchObject({ code: "changed" });
  });

  test("of several pages sent at once is read in the order in which they were chosen, by staff and by the family", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    const at = await desk(world, () => plusSeconds(monday, 3600));
    // A camera's names count against the order, and two files are on their way at a time.
    const names = ["IMG_9.jpg", "IMG_8.jpg", "IMG_1.jpg", "IMG_7.jpg", "IMG_2.jpg"];
    const of = "3d5f7a90-0000-4000-8000-000000000001";
    const sentOut = [1, 0, 3, 2, 4].map(async (rank) => {
      const { form } = await at.send(owner, insurance, 1000, names[rank], { of, rank });
      const { version } = await post(form, jpeg(30, 20));
      await at.judge({ file: fileIn(form), version, verdict: "clean" });
    });
    await Promise.all(sentOut);
    const entries = (await readApprovals(world.table, id("PlainDate", "2026-11-23"), 200)).filter(({ reference }) =>
      reference.startsWith(code),
    );
    const catalogue = catalogueCache(
      () => readCatalogue(world.table),
      () => monday,
    );
    const shown = entries.flatMap(
      await describeDocuments({ table: world.table, catalogue, clock: () => monday, canMail: true })(entries),
    );
    expect(shown.map(({ documents }) => documents.map(({ name }) => name))).toEqual([names]);
    expect((await at.sent(owner, insurance)).documents.map(({ name }) => name)).toEqual(names);
  });

  test("that is taken back is gone, and its file with it", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    const { documentId, file } = await deliver(owner);
    const at = await desk(world);
    const before = await world.records();
    await at.remove(owner, documentId);
    await at.remove(owner, documentId);
    expect(await needOf(code)).toMatchObject({ standing: "missing", toCheck: 0 });
    await follow(world, before, { times: 2 });
    expect(await world.has(`documents/${file}`)).toBe(false);
    expect([...(await world.records()).keys()].filter((key) => key.includes(file) || key.includes(documentId))).toEqual(
      [],
    );
    await expect(at.open(owner, documentId)).rejects.toMatchObject({ code: "notFound" });
  });
});

describe("what is said of the quotient beside them", () => {
  const enter = async (code: FamilyCode, until: string, value = 0) => {
    const month = id("PlainMonth", "2026-01");
    const entered = {
      value: cents(value),
      from: id("PlainDate", "2026-01-01"),
      until: id("PlainDate", until),
      origin: "caf",
    } as const;
    const act = { at: monday, by: id("Login", "AGENT.UN"), byName: "Agent un", reason: "Attestation", key: newKey() };
    await addAct(world.table, code, { kind: "caf", month, seen: 0 }, { ...act, entered });
  };
  const said = async (code: FamilyCode, homeHint: "missing" | "ending" | "never") =>
    (await (await desk(world, () => monday, homeHint)).list(code)).quotient;

  test.each([
    ["2026-12-31", undefined],
    ["2026-12-21", { state: "ending", until: "2026-12-21", soon: false }],
    ["2026-12-07", { state: "ending", until: "2026-12-07", soon: true }],
    ["2026-11-22", { state: "ended", until: "2026-11-22" }],
  ])("one of zero until %s: %j, where the town wants it said", async (until, expected) => {
    const code = await newFamily();
    await enter(code, until);
    expect(await said(code, "ending")).toEqual(expected);
    expect(await said(code, "missing")).toEqual(expected);
    expect(await said(code, "never")).toBeUndefined();
  });

  test("none is known: said where the town asks for it only, in the reads that the page makes anyway", async () => {
    const code = await newFamily();
    expect([await said(code, "ending"), await said(code, "never")]).toEqual([undefined, undefined]);
    expect(await said(code, "missing")).toEqual({ state: "missing" });
    const at = await desk(world, () => monday, "missing");
    world.calls.take();
    await at.list(code);
    expect(world.calls.take().roundTrips).toBe(1);
  });
});

describe("a child of two households", () => {
  test("has one set of documents, which both read and add to, and both hear of", async () => {
    const one = familyCode((families += 1));
    const other = familyCode((families += 1));
    await putFamily(world.table, one, 1);
    await putFamily(world.table, other, 1);
    await shareChild(world.table, [one, other]);
    const childId = child(1);
    await holdDocuments(world.table, { familyCode: one, childId }, undefined, String);
    const { documentId } = await deliver({ familyCode: one, childId });
    const at = await desk(world);
    const standing = async (code: FamilyCode) =>
      (await at.list(code)).owners.find((whose) => whose.child?.id === childId)?.needs[0]?.standing;
    expect([await standing(one), await standing(other)]).toEqual(["checking", "checking"]);
    const before = await world.records();
    await at.decide({ ...decision({ familyCode: one, childId }, [documentId]), decision: "accept" });
    expect([await standing(one), await standing(other)]).toEqual(["valid", "valid"]);
    await follow(world, before);
    expect([(await mailsOf(one)).length, (await mailsOf(other)).length]).toEqual([1, 1]);
    const added = await deliver({ familyCode: other, childId });
    const ids = (await at.sent({ familyCode: one, childId }, insurance)).documents.map((sent) => sent.id);
    expect(new Set(ids)).toEqual(new Set([added.documentId, documentId]));
    expect((await at.open({ familyCode: one, childId }, added.documentId)).type).toBe("jpeg");
    // What is a household's stays with it.
    const own = await deliver(householdOf(one), address);
    await expect(at.open(householdOf(other), own.documentId)).rejects.toMatchObject({ code: "notFound" });
  });
});

describe("nobody else", () => {
  test("reads, opens, takes back or adds: another family's ids are ids that do not exist", async () => {
    const [owner, stranger] = [childOf(await newFamily()), await newFamily()];
    const { documentId } = await deliver(owner);
    const at = await desk(world);
    const asked = { familyCode: stranger, childId: owner.childId };
    for (const attempt of [
      () => at.sent(asked, insurance),
      () => at.open(asked, documentId),
      () => at.open(householdOf(stranger), documentId),
      () => at.remove(asked, documentId),
      () => at.send(asked, insurance),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "notFound" });
    expect((await at.sent(owner, insurance)).documents).toHaveLength(1);
  });

  test("is asked for what the town does not ask for, or of whom it does not", async () => {
    const code = await newFamily();
    const at = await desk(world);
    await expect(at.send(householdOf(code), insurance)).rejects.toMatchObject({ code: "notFound" });
    await expect(at.send(childOf(code), address)).rejects.toMatchObject({ code: "notFound" });
    await expect(at.send(householdOf(code), { ...address, id: id("DocumentKindId", "inconnu") })).rejects.toMatchObject(
      { code: "notFound" },
    );
  });

  test("opens what was not found clean", async () => {
    const owner = childOf(await newFamily());
    const at = await desk(world);
    const { documentId } = await at.send(owner, insurance);
    await expect(at.open(owner, documentId)).rejects.toMatchObject({ code: "notFound" });
    const { documentId: unsafe } = await deliver(owner, insurance, jpeg(10, 10), "unsafe");
    await expect(at.open(owner, unsafe)).rejects.toMatchObject({ code: "notFound" });
  });
});

describe("a link", () => {
  test("gives the file as what it is, under its name, for five minutes, and under no other name", async () => {
    const owner = childOf(await newFamily());
    const { documentId } = await deliver(owner, insurance, pictureOfPage());
    const at = await desk(world);
    const { url, type } = await at.open(owner, documentId, "attachment");
    const answer = await fetch(url);
    expect([answer.status, type]).toEqual([200, "png"]);
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.get("content-disposition")).toBe(
      "attachment; filename=\"photo.png\"; filename*=UTF-8''photo.png",
    );
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(pictureOfPage()))).toBe(true);
    const asPage = url.replace(/response-content-type=[^&]*/u, "response-content-type=text%2Fhtml");
    expect(asPage).not.toBe(url);
    expect((await fetch(asPage)).status).toBe(403);
    const bare = new URL(url);
    bare.search = "";
    expect((await fetch(bare)).status).toBe(403);
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 301_000);
    expect((await fetch(url)).status).toBe(403);
  });
});

describe("a file", () => {
  test.each([
    ["an SVG under a photo's name", new TextEncoder().encode("<svg onload=alert(1)>"), "wrongType"],
    ["a page that is a PDF further on", Buffer.concat([Buffer.from("<html>"), pdfOfLines(["x"])]), "wrongType"],
    ["an archive", Buffer.from("PK\u0003\u0004"), "wrongType"],
    ["a picture that fills a memory", png(100_000, 100_000), "tooManyPixels"],
  ])("%s is not taken: the family is told why, staff never sees it, nothing is kept", async (_, bytes, why) => {
    const code = await newFamily();
    const { documentId, file } = await deliver(childOf(code), insurance, bytes);
    const at = await desk(world);
    const [sent] = (await at.sent(childOf(code), insurance)).documents;
    expect(sent).toMatchObject({ id: documentId, status: "unfit", readable: false });
    expect(sent?.reason).toMatch(why === "wrongType" ? /ni un PDF, ni une photo/u : /trop grande/u);
    expect(await needOf(code)).toMatchObject({ standing: "refused", toCheck: 0 });
    expect([await world.has(`documents/${file}`), await world.has(`quarantine/${file}`)]).toEqual([false, false]);
    expect(
      [...(await world.records()).values()].filter(
        (item) => item["g1pk"] === keys.approvalsPartition && String(item["g1sk"]).includes(code),
      ),
    ).toEqual([]);
  });

  test.each(["unsafe", "unscanned"] as const)("that the scan calls %s is removed, whatever it is", async (verdict) => {
    const code = await newFamily();
    const { file } = await deliver(childOf(code), insurance, jpeg(10, 10), verdict);
    expect(await needOf(code)).toMatchObject({ standing: "refused" });
    expect((await needOf(code))?.reason).toMatch(/antivirus/u);
    expect([await world.has(`documents/${file}`), await world.has(`quarantine/${file}`)]).toEqual([false, false]);
  });

  test("of nothing, or of eleven megabytes, is refused by the form itself, and by the judge if it came all the same", async () => {
    const owner = childOf(await newFamily());
    const at = await desk(world);
    const { form } = await at.send(owner, insurance);
    expect((await post(form, new Uint8Array())).status).toBe(400);
    expect((await post(form, new Uint8Array(11_000_000))).status).toBe(400);
    expect((await post({ ...form, fields: { ...form.fields, key: "documents/autre" } }, jpeg(10, 10))).status).toBe(
      403,
    );
    expect(
      (await post({ ...form, fields: { ...form.fields, "Content-Type": "text/html" } }, jpeg(10, 10))).status,
    ).toBe(403);
  });

  test("sent twice by one form is the first that was judged; the second is removed", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    const at = await desk(world);
    const { documentId, form } = await at.send(owner, insurance);
    const first = await post(form, jpeg(10, 20));
    const second = await post(form, new TextEncoder().encode("<html>"));
    await at.judge({ file: fileIn(form), version: first.version, verdict: "clean" });
    await at.judge({ file: fileIn(form), version: second.version, verdict: "clean" });
    await at.judge({ file: fileIn(form), version: first.version, verdict: "clean" });
    expect((await at.sent(owner, insurance)).documents).toMatchObject([{ id: documentId, status: "toCheck" }]);
    const { url } = await at.open(owner, documentId);
    expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(Buffer.from(jpeg(10, 20)))).toBe(true);
    expect(await world.has(`quarantine/${fileIn(form)}`)).toBe(false);
  });

  test("after the form's time is not taken; never sent, its document goes with the record of the file", async () => {
    const owner = childOf(await newFamily());
    const at = await desk(world);
    const { documentId, form } = await at.send(owner, insurance);
    const spy = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 901_000);
    expect((await post(form, jpeg(10, 10))).status).toBe(403);
    spy.mockRestore();
    const before = await world.records();
    const name = `${keys.file(fileIn(form)).pk} ${keys.file(fileIn(form)).sk}`;
    expect(Number(before.get(name)?.["expiresAt"])).toBeGreaterThan(Date.parse(monday) / 1000 + 900);
    // As the table's time to live does it.
    await world.table.client.send(
      new DeleteCommand({ TableName: world.table.name, Key: { ...keys.file(fileIn(form)) } }),
    );
    await follow(world, before);
    expect([...(await world.records()).keys()].filter((key) => key.includes(documentId))).toEqual([]);
    expect((await at.sent(owner, insurance)).documents).toEqual([]);
  });
});

test("twenty that wait are enough", async () => {
  const owner = childOf(await newFamily());
  for (let rank = 0; rank < mostWaiting; rank += 1) await deliver(owner);
  await expect((await desk(world)).send(owner, insurance)).rejects.toMatchObject({ code: "notPossible" });
});

test("a document accepted for a school year ends with it", async () => {
  const code = await newFamily();
  const owner = childOf(code);
  const { documentId } = await deliver(owner);
  await (await desk(world)).decide({ ...decision(owner, [documentId]), decision: "accept" });
  const standingAt = async (moment: string) => {
    const { owners } = await (await desk(world, () => instantOf(Date.parse(moment)))).list(code);
    return owners.flatMap(({ needs }) => needs).find(({ standing }) => standing !== "missing")?.standing;
  };
  expect(await standingAt("2027-07-31T10:00:00Z")).toBe("valid");
  expect(await standingAt("2027-08-01T10:00:00Z")).toBe("ending");
  expect(await standingAt("2027-08-31T10:00:00Z")).toBe("ending");
  expect(await standingAt("2027-08-31T23:00:00Z")).toBe("ended");
});

describe("many documents", () => {
  test("a thousand cost a page no more calls than one, and come twenty at a time", async () => {
    const code = await newFamily();
    const owner = childOf(code);
    await deliver(owner);
    const at = await desk(world);
    world.calls.take();
    await at.list(code);
    const ofOne = world.calls.take();
    expect(ofOne.roundTrips).toBe(1);
    const partition = keys.documentPartition(owner);
    const old = (rank: number) => `assurance.2025${String(rank).padStart(13, "0")}.abcdefghijkl`;
    for (let from = 0; from < 1000; from += 100)
      await Promise.all(
        Array.from({ length: 100 }, (_, rank) =>
          world.table.client.send(
            new PutCommand({
              TableName: world.table.name,
              Item: {
                pk: partition,
                sk: `DOCUMENT#${old(from + rank)}`,
                entity: "document",
                id: old(from + rank),
                ...owner,
                kind: insurance.id,
                fileId: "f".repeat(32),
                name: `page ${from + rank}.png`,
                sentAt: "2025-09-01T08:00:00Z",
                sentBy: code,
                state: {
                  status: "refused",
                  decided: { at: "2025-09-02T08:00:00Z", by: "AGENT.UN", token: "k".repeat(20) },
                  reason: "Illisible.",
                },
                version: 1,
              },
            }),
          ),
        ),
      );
    world.calls.take();
    await at.list(code);
    expect(world.calls.take().calls.length).toBe(ofOne.calls.length);
    const first = await at.sent(owner, insurance);
    expect(first.documents).toHaveLength(20);
    const second = await at.sent(owner, insurance, first.before);
    expect(second.documents).toHaveLength(20);
    expect(new Set([...first.documents, ...second.documents].map((sent) => sent.id)).size).toBe(40);
  });
});
