/**
 * A first request: taken, confirmed, slowed down, with its documents, and what the office makes of it. Nothing that a
 * stranger is told depends on whether a family is there, and whatever dies, there is one family or none.
 */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { endStrangerFile } from "../../../functions/first-request/follow/end-file.ts";
import { judgeStranger } from "../../../functions/first-request/use-cases/judge.ts";
import { householdIndexKey } from "../../../functions/family/store/directory.ts";
import { readFamily } from "../../../functions/family/store/families.ts";
import type { Owner, SentDocument } from "../../../functions/document/rules/document.ts";
import { readAllOf } from "../../../functions/document/store/documents.ts";
import { judgeScanned } from "../../../functions/document/use-cases/judge.ts";
import type { RequestView } from "../../../functions/first-request/contract/office.ts";
import {
  id,
  type ChildId,
  type DocumentId,
  type FamilyCode,
  type FirstRequestId,
} from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { jpeg } from "../../unit/document/files.ts";
import { nthDeath } from "../booking/faults.ts";
import { monday, newKey, putFamily } from "../booking/support.ts";
import { address, fileIn, insurance, openWorld, post, type World } from "../document/support.ts";
import { deskOf, newcomer, newNetwork, type Desk, type Sent } from "./support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.end());

const coded = z.object({ code: z.string() });

/** The mails that a request has made, by kind, with their facts. */
async function mailsOf(
  requestId: FirstRequestId,
): Promise<readonly { readonly kind: unknown; readonly facts: unknown }[]> {
  return [...(await world.records()).values()]
    .filter((item) => item["entity"] === "mail" && JSON.stringify(item).includes(requestId))
    .map(({ kind, facts }) => ({ kind, facts }));
}
async function codeOf(requestId: FirstRequestId): Promise<string> {
  const codes = (await mailsOf(requestId)).flatMap(({ kind, facts }) =>
    kind === "firstRequestCode" ? [coded.parse(facts).code] : [],
  );
  return codes.at(-1) ?? "";
}
/** Every call of a decision, twice over, each with a request and a file of its own. */
const patience = 120_000;

let senders = 0;
/** Another address each: one inbox gets few mails. */
const somebody = (change: Parameters<typeof newcomer>[0] = {}) => {
  const email = `famille.${(senders += 1)}@exemple.fr`;
  return newcomer({ email, emailAgain: email, ...change });
};
async function waiting(desk: Desk, body = somebody()): Promise<Sent> {
  const sent = await desk.send(body);
  await desk.confirm(sent.requestId, await codeOf(sent.requestId));
  return sent;
}
const families = async (): Promise<readonly FamilyCode[]> =>
  [...(await world.records()).values()].flatMap((item) =>
    item["entity"] === "household" ? [id("FamilyCode", String(item["code"]))] : [],
  );

/** Puts a family and its children where the index finds them, as an import does; gives the children. */
async function indexFamily(code: FamilyCode): Promise<readonly ChildId[]> {
  const { children = [] } = (await readFamily(world.table, code)) ?? {};
  const put = (Key: keys.Key, { g1pk, g1sk }: { readonly g1pk: string; readonly g1sk: string }) =>
    world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: { ...Key },
        UpdateExpression: "SET g1pk = :g1pk, g1sk = :g1sk",
        ExpressionAttributeValues: { ":g1pk": g1pk, ":g1sk": g1sk },
      }),
    );
  await put(keys.household(code), householdIndexKey(code));
  for (const { id: child } of children)
    await put(keys.child(code, child), { g1pk: keys.childPartition(child), g1sk: code });
  return children.map(({ id: child }) => child);
}

describe("A first request", () => {
  test("reaches the office once its address is confirmed, and becomes a family whose code goes to that address alone", async () => {
    const desk = deskOf(world);
    const body = somebody();
    const sent = await desk.send(body);
    expect((await desk.list()).requests.map(({ id: one }) => one)).not.toContain(sent.requestId);
    await expect(desk.read(sent.requestId)).rejects.toMatchObject({ code: "notFound" });
    await expect(desk.confirm(sent.requestId, "000000")).rejects.toMatchObject({ code: "code.refused" });
    const code = await codeOf(sent.requestId);
    await desk.confirm(sent.requestId, code);
    // Opened again from the mail.
    await desk.confirm(sent.requestId, code);
    expect((await desk.list()).requests.map(({ id: one }) => one)).toContain(sent.requestId);
    const view = await desk.read(sent.requestId);
    expect(view).toMatchObject({ state: "waiting", email: body.email, likely: [], version: 2 });
    const accepted = await desk.accept(sent.requestId);
    const familyCode = accepted.decided?.familyCode;
    expect(accepted).toMatchObject({ state: "accepted" });
    if (!familyCode) throw new Error("No family was made");
    const family = await readFamily(world.table, familyCode);
    expect(family).toMatchObject({
      household: {
        guardians: [{ firstName: "Anne", lastName: "Neuve", email: body.email, payer: true }],
        resident: true,
      },
      children: [{ firstName: "Lou", birthDate: "2019-03-14", grade: "CE1" }],
    });
    const mails = await mailsOf(sent.requestId);
    expect(mails.filter(({ facts }) => JSON.stringify(facts).includes(familyCode))).toEqual([
      { kind: "firstRequestAccepted", facts: { to: body.email, familyCode } },
    ]);
    expect((await desk.list()).requests.map(({ id: one }) => one)).not.toContain(sent.requestId);
    expect((await desk.follow(sent)).state).toBe("decided");
  });

  test("is answered alike whether its family is there or not, and no answer of a stranger's holds a code", async () => {
    const desk = deskOf(world);
    const code = id("FamilyCode", "DEJALA1");
    await putFamily(world.table, code, 1);
    const family = await readFamily(world.table, code);
    const [adult] = family?.household.guardians ?? [];
    if (!adult || !family) throw new Error("The family has no adult");
    const known = somebody({
      adults: [{ firstName: adult.firstName, lastName: adult.lastName, phone: adult.phone ?? "" }],
      children: family.children.map(({ firstName, lastName, birthDate }) => ({ firstName, lastName, birthDate })),
    });
    const answers = [];
    for (const body of [somebody(), known]) {
      world.calls.take();
      const { detail, ...sent } = await desk.send(body);
      const { calls } = world.calls.take();
      expect(calls.every(({ partition }) => ["FIRSTREQUEST", "ADDRESS", ""].includes(partition))).toBe(true);
      answers.push({ detail, keys: Object.keys(sent), calls: calls.length });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(JSON.stringify(answers)).not.toContain(code);
  });

  test("shows the office who it may be already, and is attached without changing that family", async () => {
    const code = id("FamilyCode", "DEJALA2");
    await putFamily(world.table, code, 1);
    await indexFamily(code);
    const before = await readFamily(world.table, code);
    const desk = deskOf(world);
    const sent = await waiting(
      desk,
      somebody({
        adults: [{ firstName: "CLAIRE", lastName: "Neuve", phone: "+33 6 12 34 56 78" }],
        children: [{ firstName: "Lou1", lastName: `durand ${code}`, birthDate: id("PlainDate", "2018-03-14") }],
      }),
    );
    const view = await desk.read(sent.requestId);
    expect(view.likely.filter(({ familyCode }) => familyCode === code)).toEqual([
      {
        familyCode: code,
        names: [`Claire Durand ${code}`, `Lou1 Durand ${code}`],
        reasons: [
          `Lou1 Durand ${code}, enfant de même nom, né(e) le même jour`,
          `le même téléphone que Claire Durand ${code}`,
        ],
      },
    ]);
    await expect(desk.attach(sent.requestId, "INCONNUE1")).rejects.toMatchObject({ code: "notPossible" });
    expect(await desk.attach(sent.requestId, code)).toMatchObject({ state: "attached", decided: { familyCode: code } });
    expect(await readFamily(world.table, code)).toEqual(before);
    // The address is none that the family is known by: its code does not leave.
    expect(JSON.stringify((await mailsOf(sent.requestId)).map(({ facts }) => facts))).not.toContain(code);
  });

  test("finds a child of whom nobody at home bears the name, who moved in with a grandmother or bears the other parent's", async () => {
    const code = id("FamilyCode", "DEJALA4");
    await putFamily(world.table, code, 1);
    const [child] = await indexFamily(code);
    if (!child) throw new Error("The family has no child");
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: { ...keys.child(code, child) },
        UpdateExpression: "SET firstName = :first, lastName = :last",
        ExpressionAttributeValues: { ":first": "Milo", ":last": "Ferrand" },
      }),
    );
    const desk = deskOf(world);
    const sent = await waiting(
      desk,
      somebody({
        adults: [{ firstName: "Odile", lastName: "Vasseur", phone: "" }],
        children: [{ firstName: "Ferrand", lastName: "MILO", birthDate: id("PlainDate", "2018-03-14") }],
      }),
    );
    const { likely } = await desk.read(sent.requestId);
    expect(likely.map(({ familyCode }) => familyCode)).toEqual([code]);
    expect(likely[0]?.reasons).toEqual(["Milo Ferrand, enfant de même nom, né(e) le même jour"]);
  });

  test("attached from an address that the family is known by tells it its code", async () => {
    const desk = deskOf(world);
    const code = id("FamilyCode", "DEJALA3");
    const email = "claire.durand@exemple.fr";
    await putFamily(world.table, code, 0);
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: { ...keys.household(code) },
        UpdateExpression: "SET guardians[0].email = :email",
        ExpressionAttributeValues: { ":email": email },
      }),
    );
    const sent = await waiting(desk, somebody({ email: email.toUpperCase(), emailAgain: email.toUpperCase() }));
    await desk.attach(sent.requestId, code);
    expect(await mailsOf(sent.requestId)).toContainEqual({
      kind: "firstRequestAttached",
      facts: { to: email.toUpperCase(), familyCode: code },
    });
  });

  test("is refused with a reason that is told; who decides second is told by whom", async () => {
    const desk = deskOf(world);
    const sent = await waiting(desk);
    await desk.refuse(sent.requestId);
    const facts = (await mailsOf(sent.requestId)).find(({ kind }) => kind === "firstRequestRefused")?.facts;
    expect(facts).toMatchObject({ reason: "Hors du territoire" });
    await expect(desk.accept(sent.requestId)).rejects.toMatchObject({
      code: "changed",
      details: { detail: expect.stringMatching(/Agent un a refusé cette demande/u) as unknown },
    });
  });

  test("decided by two at once is decided once", async () => {
    const desk = deskOf(world);
    const sent = await waiting(desk);
    const before = (await families()).length;
    const outcomes = await Promise.allSettled([
      desk.accept(sent.requestId),
      desk.refuse(sent.requestId),
      desk.accept(sent.requestId),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const { state } = await desk.read(sent.requestId);
    expect((await families()).length - before).toBe(state === "accepted" ? 1 : 0);
  });

  test("takes the code that the town's software gave, unless a family has it, be it with other zeros", async () => {
    const desk = deskOf(world);
    const sent = await waiting(desk);
    await putFamily(world.table, id("FamilyCode", "004521"), 0);
    await expect(desk.accept(sent.requestId, { familyCode: "4521" })).rejects.toMatchObject({ code: "notPossible" });
    expect(await desk.accept(sent.requestId, { familyCode: "4522" })).toMatchObject({
      decided: { familyCode: "4522" },
    });
  });
});

describe("A stranger", () => {
  test("has five tries of a code, and three codes", async () => {
    const desk = deskOf(world);
    const sent = await desk.send(somebody());
    const first = await codeOf(sent.requestId);
    for (let tries = 0; tries < 5; tries += 1)
      await expect(desk.confirm(sent.requestId, first === "111111" ? "222222" : "111111")).rejects.toMatchObject({
        code: "code.refused",
      });
    await expect(desk.confirm(sent.requestId, first)).rejects.toMatchObject({ code: "code.refused" });
    await desk.resend(sent);
    await desk.resend(sent);
    await desk.resend(sent);
    expect((await mailsOf(sent.requestId)).length).toBe(3);
    await desk.confirm(sent.requestId, await codeOf(sent.requestId));
    expect((await desk.follow(sent)).state).toBe("waiting");
  });

  test("finds nothing a day later with its code, nor by another's proof", async () => {
    const desk = deskOf(world);
    const [sent, other] = [await desk.send(somebody()), await desk.send(somebody())];
    desk.time.now += 24 * 3600_000;
    await expect(desk.confirm(sent.requestId, await codeOf(sent.requestId))).rejects.toMatchObject({
      code: "code.refused",
    });
    await expect(desk.follow({ ...sent, proof: other.proof })).rejects.toMatchObject({ code: "notFound" });
    await expect(desk.resend({ ...sent, proof: other.proof })).rejects.toMatchObject({ code: "notFound" });
    await expect(desk.addDocument({ ...sent, proof: other.proof })).rejects.toMatchObject({ code: "notFound" });
  });

  test("is slowed down by network, and an inbox gets few mails whoever asks for them", async () => {
    const desk = deskOf(world);
    const network = newNetwork();
    for (let sent = 0; sent < 5; sent += 1) await desk.send(somebody(), network);
    await expect(desk.send(somebody(), network)).rejects.toMatchObject({ code: "tooManyAttempts" });
    const flooded = { email: "inondee@exemple.fr", emailAgain: "inondee@exemple.fr" };
    const sent = [];
    for (let times = 0; times < 6; times += 1) sent.push(await desk.send(newcomer(flooded)));
    const mails = await Promise.all(sent.map(({ requestId }) => mailsOf(requestId)));
    expect(mails.map((some) => some.length)).toEqual([1, 1, 1, 1, 0, 0]);
    // Nothing is said of it.
    expect(new Set(sent.map(({ detail }) => detail)).size).toBe(1);
  });

  test.each<readonly [string, Parameters<typeof newcomer>[0], string]>([
    [
      "a child that is not born",
      { children: [{ firstName: "Lou", lastName: "Neuve", birthDate: id("PlainDate", "2027-01-01") }] },
      "children.0.birthDate",
    ],
    [
      "the same adult twice",
      {
        adults: [
          { firstName: "Anne", lastName: "Neuve", phone: "" },
          { firstName: "Neuve", lastName: "ANNE", phone: "" },
        ],
      },
      "adults.1.lastName",
    ],
    ["two addresses that differ", { emailAgain: "autre@exemple.fr" }, "emailAgain"],
  ])("is told what to correct: %s", async (_, change, field) => {
    await expect(deskOf(world).send(somebody(change))).rejects.toMatchObject({
      code: "request.invalid",
      details: { errors: [expect.objectContaining({ field })] },
    });
  });
});

describe("A stranger's document", () => {
  const judge = (scanned: Parameters<typeof judgeStranger>[1]) => judgeStranger(world, scanned);
  const sendFile = async (desk: Desk, sent: Sent, bytes = jpeg(30, 20)) => {
    const { documentId, form } = await desk.addDocument(sent);
    const { version } = await post(form, bytes);
    return { documentId, form, file: fileIn(form), version };
  };

  test("is nobody's to open before it was found clean, and staff's alone after", async () => {
    const desk = deskOf(world);
    await expect(desk.addDocument(await desk.send(somebody()))).rejects.toMatchObject({ code: "notPossible" });
    const sent = await waiting(desk);
    const { documentId, form, file, version } = await sendFile(desk, sent);
    await expect(desk.open(sent.requestId, documentId)).rejects.toMatchObject({ code: "notFound" });
    expect(await judge({ file, version, verdict: "clean" })).toBe(true);
    expect(await judge({ file, version, verdict: "clean" })).toBe(true);
    expect([await world.has(`documents/${file}`), await world.has(`quarantine/${file}`)]).toEqual([true, false]);
    expect((await desk.open(sent.requestId, documentId)).type).toBe("jpeg");
    // Another file under the same form changes nothing of what staff sees.
    const second = await post(form, jpeg(60, 60));
    await judge({ file, version: second.version, verdict: "unsafe" });
    expect((await desk.open(sent.requestId, documentId)).type).toBe("jpeg");
    const other = await waiting(desk);
    await expect(desk.open(other.requestId, documentId)).rejects.toMatchObject({ code: "notFound" });
  });

  const asAddress = (documentId: DocumentId) => ({ id: documentId, kind: address.id });
  /** The documents of the family that a request became. */
  async function ofFamily(view: RequestView): Promise<readonly SentDocument[]> {
    const familyCode = view.decided?.familyCode;
    if (!familyCode) throw new Error("No family was made");
    const { children = [] } = (await readFamily(world.table, familyCode)) ?? {};
    const owners: readonly Owner[] = [{ familyCode }, ...children.map((child) => ({ familyCode, childId: child.id }))];
    return (await Promise.all(owners.map((owner) => readAllOf(world.table, owner)))).flat();
  }
  const strangersOf = async (file: string) => (await world.records()).get(`FILE#${file} STRANGER`) ?? null;

  test("becomes the family's with the decision: whose and of which kind staff says, and it waits like any other", async () => {
    const desk = deskOf(world);
    const sent = await waiting(desk);
    const files = [await sendFile(desk, sent), await sendFile(desk, sent), await sendFile(desk, sent)];
    for (const { file, version } of files) await judge({ file, version, verdict: "clean" });
    const [home, child, left] = files;
    if (!home || !child || !left) throw new Error("Three were sent");
    const before = await strangersOf(home.file);
    const view = await desk.accept(sent.requestId, {
      documents: [asAddress(home.documentId), { id: child.documentId, kind: insurance.id, child: 0 }],
    });
    const takenAs = new Map(view.documents.map((one) => [one.id, one.takenAs]));
    expect(files.map(({ documentId }) => takenAs.get(documentId))).toEqual([address.name, insurance.name, undefined]);
    const documents = await ofFamily(view);
    expect(documents).toMatchObject([
      { kind: address.id, fileId: home.file, name: "livret.pdf", state: { status: "toCheck" }, file: { type: "jpeg" } },
      { kind: insurance.id, fileId: child.file, owner: { childId: expect.any(String) as string } },
    ]);
    // Staff's list of what waits holds them.
    const waitingNow = [...(await world.records()).values()].filter(
      (item) => item["entity"] === "document" && item["g1pk"] !== undefined,
    );
    for (const { id: documentId } of documents) expect(waitingNow.map((item) => item["id"])).toContain(documentId);
    // No stranger's any more: the end of its old record leaves the file, and so does an event that comes again.
    expect(await strangersOf(home.file)).toBeNull();
    await endStrangerFile(world, { entity: "strangerFile", pk: "", before, after: null });
    expect(await judge({ file: home.file, version: home.version, verdict: "clean" })).toBe(false);
    expect(await world.has(`documents/${home.file}`)).toBe(true);
    // The one that was not chosen goes with its request.
    expect(await strangersOf(left.file)).toMatchObject({ expiresAt: expect.any(Number) as number });
  });

  test("that is still being looked at when the family is made is the family's once it is found clean, and of nobody else", async () => {
    const desk = deskOf(world);
    const sent = await waiting(desk);
    const [good, bad] = [await sendFile(desk, sent), await sendFile(desk, sent, new TextEncoder().encode("<svg/>"))];
    const view = await desk.accept(sent.requestId, {
      documents: [asAddress(good.documentId), asAddress(bad.documentId)],
    });
    expect(await ofFamily(view)).toEqual([]);
    for (const { file, version } of [good, bad]) await judge({ file, version, verdict: "clean" });
    await judge({ file: good.file, version: good.version, verdict: "clean" });
    expect((await ofFamily(view)).map(({ fileId }) => fileId)).toEqual([good.file]);
    expect([await world.has(`documents/${good.file}`), await world.has(`documents/${bad.file}`)]).toEqual([
      true,
      false,
    ]);
    expect((await desk.follow(sent)).documents.map(({ status }) => status).sort()).toEqual(["kept", "unfit"]);
  });

  test("found clean in the very moment of the decision is in the family's file once", async () => {
    for (let times = 0; times < 6; times += 1) {
      const desk = deskOf(world);
      const sent = await waiting(desk);
      const { documentId, file, version } = await sendFile(desk, sent);
      const [view] = await Promise.all([
        desk.accept(sent.requestId, { documents: [asAddress(documentId)] }),
        judge({ file, version, verdict: "clean" }),
      ]);
      expect((await ofFamily(view)).map(({ fileId }) => fileId)).toEqual([file]);
      expect(await world.has(`documents/${file}`)).toBe(true);
      expect(await strangersOf(file)).toBeNull();
    }
  });

  test("of a kind that nobody asks for, or of a child that is not there, is refused, and no family is made", async () => {
    const desk = deskOf(world);
    const sent = await waiting(desk);
    const { documentId } = await sendFile(desk, sent);
    for (const wrong of [
      { id: documentId, kind: id("DocumentKindId", "inconnu") },
      { id: documentId, kind: insurance.id },
      { id: documentId, kind: insurance.id, child: 4 },
      { id: documentId, kind: address.id, child: 0 },
    ])
      await expect(desk.accept(sent.requestId, { documents: [wrong] })).rejects.toMatchObject({ code: "notPossible" });
    expect((await desk.read(sent.requestId)).state).toBe("waiting");
  });

  test(
    "whose scan dies between any two calls, the family being made, is in its file once when the event comes again",
    async () => {
      for (let nth = 0, more = true; more; nth += 1) {
        const death = nthDeath(nth);
        const desk = deskOf(world);
        const sent = await waiting(desk);
        const { documentId, file, version } = await sendFile(desk, sent);
        const view = await desk.accept(sent.requestId, { documents: [asAddress(documentId)] });
        world.faults.plan(death.plan);
        await judge({ file, version, verdict: "clean" }).catch(() => undefined);
        await world.faults.clear();
        more = death.met();
        // The event comes again; what is a family's by then is judged as a family's.
        const scanned: Parameters<typeof judge>[0] = { file, version, verdict: "clean" };
        if (!(await judge(scanned))) await judgeScanned({ ...world, clock: () => monday }, scanned);
        expect((await ofFamily(view)).map(({ fileId }) => fileId)).toEqual([file]);
        expect([await world.has(`documents/${file}`), await world.has(`quarantine/${file}`)]).toEqual([true, false]);
      }
    },
    patience,
  );

  test("that is unsafe or no document goes, and five are the most", async () => {
    const desk = deskOf(world);
    const sent = await waiting(desk);
    const bad = await sendFile(desk, sent, new TextEncoder().encode("<svg xmlns='http://www.w3.org/2000/svg'/>"));
    await judge({ file: bad.file, version: bad.version, verdict: "clean" });
    expect((await desk.follow(sent)).documents).toMatchObject([{ status: "unfit" }]);
    expect(await world.has(`documents/${bad.file}`)).toBe(false);
    for (let more = 0; more < 4; more += 1) await desk.addDocument(sent);
    await expect(desk.addDocument(sent)).rejects.toMatchObject({ code: "notPossible" });
  });

  test("is kept as long as its request, and its file goes with its record", async () => {
    const desk = deskOf(world);
    const sent = await waiting(desk);
    const { file, version } = await sendFile(desk, sent);
    await judge({ file, version, verdict: "clean" });
    await desk.refuse(sent.requestId);
    const records = [...(await world.records()).entries()].filter(
      ([key, item]) => key.includes(sent.requestId) || item["requestId"] === sent.requestId,
    );
    const ends = records.filter(([, item]) => item["entity"] !== "mail").map(([, item]) => item["expiresAt"]);
    expect(ends).toHaveLength(3);
    expect(new Set(ends).size).toBe(1);
    const record = records.find(([, item]) => item["entity"] === "strangerFile")?.[1];
    if (!record) throw new Error("The file has no record");
    await endStrangerFile(world, { entity: "strangerFile", pk: "", before: record, after: null });
    expect(await world.has(`documents/${file}`)).toBe(false);
  });
});

describe("A decision that dies between any two calls", () => {
  test(
    "to the table leaves one family or none, and made again makes one",
    async () => {
      for (let nth = 0, more = true; more; nth += 1) {
        const death = nthDeath(nth);
        const desk = deskOf(world);
        const sent = await waiting(desk);
        const { documentId, form } = await desk.addDocument(sent);
        const { version } = await post(form, jpeg(30, 20));
        await judgeStranger(world, { file: fileIn(form), version, verdict: "clean" });
        const documents = [{ id: documentId, kind: address.id }];
        const before = (await families()).length;
        const key = newKey();
        world.faults.plan(death.plan);
        const died = await desk.accept(sent.requestId, { key, documents }).then(
          () => false,
          (error: unknown) => String(error).includes("The process has died"),
        );
        await world.faults.clear();
        more = death.met();
        expect(died).toBe(more);
        const made = (await families()).length - before;
        expect(made).toBeLessThanOrEqual(1);
        // The document is the family's exactly when there is a family.
        const entered = [...(await world.records()).values()].filter(
          (item) => item["entity"] === "document" && item["fileId"] === fileIn(form),
        );
        expect(entered).toHaveLength(made);
        const again = await desk.accept(sent.requestId, { key, documents });
        expect(again.state).toBe("accepted");
        expect((await families()).length - before).toBe(1);
        const code = again.decided?.familyCode;
        expect(code && (await readFamily(world.table, code))?.children).toHaveLength(1);
        const told = (await mailsOf(sent.requestId)).filter(({ kind }) => kind === "firstRequestAccepted");
        expect(told).toHaveLength(1);
      }
    },
    patience,
  );
});
