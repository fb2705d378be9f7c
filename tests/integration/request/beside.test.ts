/**
 * A request's papers are looked at beside it, and wait for staff by themselves only once it no longer does: none is to be
 * checked twice, and none is forgotten.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { readApprovals } from "../../../functions/approval/store/approvals.ts";
import { holdPapers } from "../../../functions/request/follow/hold-papers.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { plusMinutes } from "../../../functions/kernel/time.ts";
import * as keys from "../../../functions/table/keys.ts";
import { monday } from "../booking/support.ts";
import { jpeg } from "../../unit/document/files.ts";
import { desk, fileIn, post, type World } from "../document/support.ts";
import {
  address,
  followRequests,
  newAddress,
  newFamily,
  oldAddress,
  openRequestWorld,
  proof,
  requestDesk,
  sentAddress,
  sentWithPaper,
  type RequestDesk,
} from "./support.ts";

let world: World;
let at: RequestDesk;
beforeAll(async () => {
  world = await openRequestWorld();
  at = await requestDesk(world);
});
afterAll(() => world.end());

/** Documents of a family that wait for staff by themselves. */
const alone = async (code: FamilyCode): Promise<readonly string[]> =>
  (await readApprovals(world.table, id("PlainDate", "2026-01-01"), 100))
    .filter(({ kind, reference }) => kind === "document" && reference.startsWith(`${code}#`))
    .map(({ reference }) => reference.split("#")[2] ?? "");

/** Does something to requests, and what the stream makes of it. */
async function followed<T>(act: () => Promise<T>): Promise<T> {
  const before = await world.records();
  const result = await act();
  await followRequests(world, before);
  return result;
}

const sent = () => followed(() => sentWithPaper(world, at));

test("a paper that goes with a request waits beside it only", async () => {
  const code = await newFamily(world.table);
  const paper = await proof(world, code);
  expect(await alone(code)).toEqual([paper.id]);
  const requestId = await followed(async () => {
    const { sent: request } = await at.send(code, {
      section: "household",
      changes: [{ field: "address", seen: oldAddress, value: newAddress }],
      documents: [paper],
    });
    return request;
  });
  if (requestId === undefined) throw new Error("A change of address is checked");
  expect(await alone(code)).toEqual([]);
  expect((await at.open(code, requestId)).papers).toMatchObject([{ id: paper.id, readable: true }]);
  await followed(async () => at.say(await at.open(code, requestId), "askMore", "Il manque une page."));
  expect(await alone(code)).toEqual([]);
});

test("withdrawn or refused, the request leaves its paper to be checked; mended and sent again, it takes it back", async () => {
  const { code, requestId, documentId } = await sent();
  const seen = (await at.open(code, requestId)).version;
  await followed(() => at.withdraw(code, requestId, seen));
  expect(await alone(code)).toEqual([documentId]);

  const other = await sent();
  await followed(async () => at.say(await at.open(other.code, other.requestId), "refuse", "La rue n’existe pas."));
  expect(await alone(other.code)).toEqual([other.documentId]);
  // Once the refusal can no longer be taken back.
  const later = await requestDesk(world, () => plusMinutes(monday, 1));
  await followed(async () =>
    later.correct(other.code, other.requestId, (await at.open(other.code, other.requestId)).version, {
      changes: [{ field: "address", seen: oldAddress, value: newAddress }],
      documents: [{ id: other.documentId }],
    }),
  );
  expect(await alone(other.code)).toEqual([]);
});

test("accepted, its paper is too; taken back, it waits beside the request again", async () => {
  const { code, requestId, documentId } = await sent();
  const accepted = await followed(async () => at.accept(await at.open(code, requestId)));
  expect(await alone(code)).toEqual([]);
  await followed(() => at.undo(accepted));
  expect(await alone(code)).toEqual([]);
  expect((await at.open(code, requestId)).papers).toMatchObject([{ id: documentId }]);
  await followed(async () => at.accept(await at.open(code, requestId)));
  expect(await alone(code)).toEqual([]);
});

test("a paper that a correction leaves out waits by itself", async () => {
  const { code, requestId, documentId } = await sent();
  const better = await proof(world, code);
  await followed(async () =>
    at.correct(code, requestId, (await at.open(code, requestId)).version, {
      changes: [{ field: "address", seen: oldAddress, value: newAddress }],
      documents: [better],
    }),
  );
  expect(await alone(code)).toEqual([documentId]);
});

test("a paper that is still being scanned when the request is sent is judged, and waits beside it", async () => {
  const code = await newFamily(world.table);
  const documents = await desk(world);
  const { documentId, form } = await documents.send({ familyCode: code }, address);
  const { version } = await post(form, jpeg(30, 20));
  const judging = () => documents.judge({ file: fileIn(form), version, verdict: "clean" });
  const requestId = await followed(async () => {
    const { sent: request } = await at.send(code, {
      section: "household",
      changes: [{ field: "address", seen: oldAddress, value: newAddress }],
      documents: [{ id: documentId }],
    });
    return request;
  });
  if (requestId === undefined) throw new Error("A change of address is checked");
  await judging();
  expect(await alone(code)).toEqual([]);
  expect((await at.open(code, requestId)).papers).toMatchObject([{ id: documentId, readable: true }]);
  await followed(async () => at.withdraw(code, requestId, (await at.open(code, requestId)).version));
  expect(await alone(code)).toEqual([documentId]);
});

test("the scan and the request meet: neither undoes what the other wrote", async () => {
  const code = await newFamily(world.table);
  const documents = await desk(world);
  const { documentId, form } = await documents.send({ familyCode: code }, address);
  const { version } = await post(form, jpeg(30, 20));
  const before = await world.records();
  const { sent: requestId } = await at.send(code, {
    section: "household",
    changes: [{ field: "address", seen: oldAddress, value: newAddress }],
    documents: [{ id: documentId }],
  });
  if (requestId === undefined) throw new Error("A change of address is checked");
  // Between what the scan has read and what it writes, the stream writes.
  const { middlewareStack } = world.table.client;
  let met = false;
  middlewareStack.add(
    (next, context) => async (args) => {
      if (/^TransactWrite/u.test(context.commandName ?? "") && !met) {
        met = true;
        await followRequests(world, before);
      }
      return next(args);
    },
    { step: "initialize", name: "meeting" },
  );
  try {
    await documents.judge({ file: fileIn(form), version, verdict: "clean" });
  } finally {
    middlewareStack.remove("meeting");
  }
  expect(met).toBe(true);
  expect(await alone(code)).toEqual([]);
  expect((await at.open(code, requestId)).papers).toMatchObject([{ id: documentId, readable: true }]);
});

test("what the stream brings late, or again, changes nothing", async () => {
  const code = await newFamily(world.table);
  const before = await world.records();
  const requestId = await followed(() => sentAddress(world, code));
  const sentThen = (await world.records()).get(
    [keys.request(code, requestId)].map(({ pk, sk }) => `${pk} ${sk}`)[0] ?? "",
  );
  await followed(async () => at.withdraw(code, requestId, (await at.open(code, requestId)).version));
  const left = await alone(code);
  expect(left).toHaveLength(1);
  if (!sentThen) throw new Error("The request was there");
  await holdPapers(world, { entity: "request", pk: String(sentThen["pk"]), before: null, after: sentThen });
  await followRequests(world, before);
  expect(await alone(code)).toEqual(left);
});
