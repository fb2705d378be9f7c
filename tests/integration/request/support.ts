/** Requests as families send them and staff answers, over the table and bucket of the documents that go with them. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import type { FileRules } from "../../../functions/catalogue/rules/file-rules.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readFamily } from "../../../functions/family/store/families.ts";
import type { StaffSession } from "../../../functions/http/session.ts";
import type { Clock } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type IdempotencyKey, type RequestId } from "../../../functions/kernel/ids.ts";
import { holdPapers } from "../../../functions/request/follow/hold-papers.ts";
import type { WordToTell } from "../../../functions/approval/follow/tell-word.ts";
import { followRequest, tellRequestWord } from "../../../functions/request/follow/tell-requests.ts";
import type { RequestView } from "../../../functions/request/contract/file.ts";
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import { requestOfficeUseCases } from "../../../functions/request/use-cases/office.ts";
import { requestOwnUseCases } from "../../../functions/request/use-cases/own.ts";
import * as keys from "../../../functions/table/keys.ts";
import type { Table } from "../../../functions/table/table.ts";
import { sectionsOf } from "../../../functions/wiring/sections.ts";
import type { Item } from "../../../functions/table/batch.ts";
import { jpeg } from "../../unit/document/files.ts";
import { catalogueWith, familyCode, guardianOf as firstOf, monday, newKey, shell } from "../booking/support.ts";
import { address, desk, fileIn, insurance, office, openWorld, post, type World } from "../document/support.ts";

export { address, office };
export const other: StaffSession = { ...office, login: id("Login", "AGENT.DEUX"), displayName: "Agent deux" };

/** An address is proven; everything else is as usual. */
export const rules: FileRules = {
  household: { address: { shown: true, required: true, change: "checked", documents: [address.id] } },
};

export async function openRequestWorld(): Promise<World> {
  const world = await openWorld([insurance, address]);
  await enterCatalogue(
    world.table,
    { ...catalogueWith(1000, 1000), documents: [insurance, address], file: rules },
    { dryRun: false },
  );
  return world;
}

let families = 0;
/** A family of two adults and a child. */
export async function newFamily(table: Table): Promise<FamilyCode> {
  const code = familyCode((families += 1));
  const put = (item: Item) => table.client.send(new PutCommand({ TableName: table.name, Item: { ...item } }));
  await put({
    ...keys.household(code),
    entity: "household",
    code,
    guardians: {
      "1": {
        title: "Mme",
        firstName: "Anne",
        lastName: "Durand",
        email: "anne@exemple.fr",
        phone: "06 12 34 56 78",
        payer: true,
      },
      "2": { title: "M.", firstName: "Paul", lastName: "Durand", payer: false },
    },
    address: { lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" },
    resident: true,
    lastRank: 2,
    version: 1,
  });
  await put({
    ...keys.child(code, id("ChildId", `L${families}`)),
    entity: "child",
    id: `L${families}`,
    firstName: "Léa",
    lastName: "Durand",
    birthDate: "2018-03-14",
    school: "École Jean Moulin",
    version: 1,
  });
  return code;
}

export const newAddress = { lines: ["2 place du Marché"], postcode: "45300", town: "Pithiviers" };
export const oldAddress = { lines: ["1 rue des Lilas"], postcode: "45300", town: "Pithiviers" };

type Own = ReturnType<typeof requestOwnUseCases>;
type Office = ReturnType<typeof requestOfficeUseCases>;
type SendBody = Parameters<Own["request.send"]>[0]["body"];
type DecideBody = Parameters<Office["request.decide"]>[0]["body"];

/** By which the figures of a quotient are asked for. */
export const town = { quotient: { kind: "caf", validity: { months: 12 } } } as const;

/** What functions can do at a moment, as one process holds them. `rank`: of the adult who acts for a family. */
export async function requestDesk({ table }: Pick<World, "table">, clock: Clock = () => monday, rank = "1") {
  const catalogue = catalogueCache(() => readCatalogue(table), clock);
  await catalogue.latest();
  const dependencies = { table, catalogue, clock, sections: sectionsOf(town) };
  const own = requestOwnUseCases(dependencies);
  const guardianOf = (code: FamilyCode) => ({ ...firstOf(code), guardianId: id("GuardianId", rank) });
  const staff = requestOfficeUseCases(dependencies);
  const of = (familyCode: FamilyCode, requestId: RequestId) => ({ familyCode, requestId });
  const called = (session: StaffSession) => ({ ...shell, session });
  return {
    file: async (code: FamilyCode, query: Parameters<Own["request.file"]>[0]["query"] = {}) =>
      (await own["request.file"]({ ...shell, session: guardianOf(code), query, body: undefined })).body,
    list: async (code: FamilyCode, before?: RequestId) =>
      (
        await own["request.list"]({
          ...shell,
          session: guardianOf(code),
          query: before === undefined ? {} : { before },
          body: undefined,
        })
      ).body,
    send: async (
      code: FamilyCode,
      body: Omit<SendBody, "idempotencyKey" | "documents"> & Partial<Pick<SendBody, "documents">>,
      idempotencyKey: IdempotencyKey = newKey(),
    ) =>
      (
        await own["request.send"]({
          ...shell,
          session: guardianOf(code),
          body: { idempotencyKey, documents: [], ...body },
        })
      ).body,
    correct: async (
      code: FamilyCode,
      requestId: RequestId,
      seen: number,
      body: Pick<SendBody, "changes" | "documents"> & Partial<Omit<SendBody, "idempotencyKey">>,
    ) =>
      (
        await own["request.correct"]({
          ...shell,
          session: guardianOf(code),
          params: { requestId },
          body: { idempotencyKey: newKey(), seen, ...body },
        })
      ).body,
    answer: async (code: FamilyCode, requestId: RequestId, seen: number, text: string) =>
      (
        await own["request.answer"]({
          ...shell,
          session: guardianOf(code),
          params: { requestId },
          body: { idempotencyKey: newKey(), seen, text, documents: [] },
        })
      ).body,
    withdraw: async (code: FamilyCode, requestId: RequestId, seen: number) =>
      (
        await own["request.withdraw"]({
          ...shell,
          session: guardianOf(code),
          params: { requestId },
          body: { idempotencyKey: newKey(), seen },
        })
      ).body,
    waiting: async (query: Parameters<Office["request.waiting"]>[0]["query"] = {}, session = office) =>
      (await staff["request.waiting"]({ ...called(session), query, body: undefined })).body,
    open: async (code: FamilyCode, requestId: RequestId, session = office): Promise<OfficeRequest> =>
      (await staff["request.open"]({ ...called(session), params: of(code, requestId), body: undefined })).body,
    take: async ({ familyCode: code, id: requestId, version: seen }: OfficeRequest, session = office, over = false) =>
      (
        await staff["request.take"]({
          ...called(session),
          params: of(code, requestId),
          body: { idempotencyKey: newKey(), seen, over },
        })
      ).body,
    decide: async (code: FamilyCode, requestId: RequestId, body: DecideBody, session = office) =>
      (await staff["request.decide"]({ ...called(session), params: of(code, requestId), body })).body,
    accept: async (opened: OfficeRequest, session = office, idempotencyKey: IdempotencyKey = newKey()) =>
      (
        await staff["request.decide"]({
          ...called(session),
          params: of(opened.familyCode, opened.id),
          body: {
            decision: "accept",
            idempotencyKey,
            seen: opened.version,
            standing: opened.standing.map(({ value }) => value),
          },
        })
      ).body,
    say: async (opened: OfficeRequest, decision: "refuse" | "askMore", reason: string, session = office) =>
      (
        await staff["request.decide"]({
          ...called(session),
          params: of(opened.familyCode, opened.id),
          body: { decision, idempotencyKey: newKey(), seen: opened.version, reason },
        })
      ).body,
    undo: async (
      { familyCode: code, id: requestId, version: seen }: OfficeRequest,
      session = office,
      idempotencyKey: IdempotencyKey = newKey(),
    ) =>
      (
        await staff["request.undo"]({
          ...called(session),
          params: of(code, requestId),
          body: { idempotencyKey, seen },
        })
      ).body,
    note: async ({ familyCode: code, id: requestId, version: seen }: OfficeRequest, text: string) =>
      (
        await staff["request.note"]({
          ...called(office),
          params: of(code, requestId),
          body: { idempotencyKey: newKey(), seen, text },
        })
      ).body,
    change: async (
      code: FamilyCode,
      body: Omit<Parameters<Office["request.change"]>[0]["body"], "idempotencyKey" | "reason">,
      reason = "Au téléphone",
    ) =>
      (
        await staff["request.change"]({
          ...called(office),
          params: { familyCode: code },
          body: { idempotencyKey: newKey(), reason, ...body },
        })
      ).body,
    ofFamily: async (code: FamilyCode) =>
      (
        await staff["request.ofFamily"]({
          ...called(office),
          params: { familyCode: code },
          query: {},
          body: undefined,
        })
      ).body,
    family: async (code: FamilyCode) => {
      const family = await readFamily(table, code);
      if (!family) throw new Error("The family is there");
      return family;
    },
  };
}
export type RequestDesk = Awaited<ReturnType<typeof requestDesk>>;

/** A proof of address that has arrived and waits for staff. */
export async function proof(world: World, code: FamilyCode) {
  const at = await desk(world);
  const { documentId, form } = await at.send({ familyCode: code }, address);
  const { version } = await post(form, jpeg(30, 20));
  await at.judge({ file: fileIn(form), version, verdict: "clean" });
  return { id: documentId };
}

/** A change of address, sent with its proof. */
export async function sentAddress(world: World, code: FamilyCode, clock: Clock = () => monday): Promise<RequestId> {
  const at = await requestDesk(world, clock);
  const { sent } = await at.send(code, {
    section: "household",
    changes: [{ field: "address", seen: oldAddress, value: newAddress }],
    documents: [await proof(world, code)],
  });
  if (sent === undefined) throw new Error("A change of address is checked");
  return sent;
}

/** A family that has sent a change of address, with the name of the paper that proves it. */
export async function sentWithPaper(world: World, at: RequestDesk) {
  const code = await newFamily(world.table);
  const requestId = await sentAddress(world, code);
  const [paper] = (await at.open(code, requestId)).papers;
  if (!paper) throw new Error("An address is sent with its proof");
  return { code, requestId, documentId: paper.id };
}

/** What the table's stream does of requests that differ from `before`: what is to be told later. */
export async function followRequests(
  { table, records }: World,
  before: ReadonlyMap<string, Item>,
  clock: Clock = () => monday,
): Promise<readonly WordToTell[]> {
  const later: WordToTell[] = [];
  for (const [name, after] of await records()) {
    const was = before.get(name) ?? null;
    if (after["entity"] !== "request" || JSON.stringify(was) === JSON.stringify(after)) continue;
    const record = { entity: "request", pk: String(after["pk"]), before: was, after } as const;
    await followRequest(
      {
        table,
        clock,
        tellLater: (decision) => {
          later.push(decision);
          return Promise.resolve();
        },
      },
      record,
    );
    await holdPapers({ table }, record);
  }
  return later;
}

export const tellLater = (
  { table }: Pick<World, "table">,
  decisions: readonly WordToTell[],
  clock: Clock = () => monday,
): Promise<unknown> => Promise.all(decisions.map((one) => tellRequestWord({ table, clock }, one)));

/** Kinds of mails that a family has been told. */
export async function mailsOf({ records }: World, code: FamilyCode): Promise<readonly string[]> {
  return [...(await records()).values()]
    .filter((item) => item["entity"] === "mail" && item["familyCode"] === code)
    .map((item) => String(item["kind"]));
}

export const theOnly = (requests: readonly RequestView[]): RequestView => {
  const [one, ...more] = requests;
  if (!one || more.length > 0) throw new Error(`One request was expected, not ${requests.length}`);
  return one;
};
