/**
 * What waits for a staff member's word is a list of several kinds, each its subject's: two invented ones here, over records
 * of a real table. A third would change nothing of `functions/approval`.
 */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { HolderView } from "../../../functions/approval/contract.ts";
import type { Describe, Said } from "../../../functions/approval/kinds.ts";
import { thingOf } from "../../../functions/approval/rules/in-hand.ts";
import { undoSeconds } from "../../../functions/approval/rules/word.ts";
import { decideApproval, takeApproval } from "../../../functions/approval/use-cases/decide.ts";
import { listApprovals } from "../../../functions/approval/use-cases/list.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { startTestTable, type TestTable } from "../../support/table.ts";
import { staffMember } from "../planning/support.ts";

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.end());

const day = (number: number): PlainDate => id("PlainDate", `2026-12-${String(number).padStart(2, "0")}`);
const today = id("Instant", "2026-12-10T08:00:00Z");

type Booking = { readonly kind: "booking"; readonly child: string; readonly holder?: HolderView };
type Request = { readonly kind: "request"; readonly subject: string };

/** Which entries each kind was asked to describe, in one go. */
let asked: string[][] = [];
beforeEach(() => {
  asked = [];
});
const describing = <W>(say: (reference: string) => readonly W[]): Describe<W> => {
  return (entries) => {
    asked.push(entries.map(({ kind, date, reference }) => `${kind} ${date} ${reference}`));
    return Promise.resolve(({ reference }) => say(reference));
  };
};
const bookings = describing<Booking>((child) => [{ kind: "booking", child }]);
const requests = describing<Request>((subject) => (subject === "decided" ? [] : [{ kind: "request", subject }]));
const naming = {
  booking: ({ child }: Pick<Booking, "child">) => thingOf("booking", child),
  request: () => null,
};
const list = () =>
  listApprovals<Booking | Request>(
    { table, clock: () => today },
    { booking: bookings, request: requests },
    naming,
  )({
    session: staffMember,
  });

const put = (pk: string, key: keys.IndexKey) =>
  table.client.send(new PutCommand({ TableName: table.name, Item: { pk, sk: "X", ...key } }));

test("the kinds stand in one list, by their days: those to come first, what is over last", async () => {
  await put("1", keys.approval(day(14), "request", "address"));
  await put("2", keys.approval(day(12), "booking", "AB12#1"));
  await put("3", keys.approval(day(12), "request", "decided"));
  await put("4", keys.approval(day(2), "request", "late"));
  // Written before there were kinds.
  await put("5", { g1pk: keys.approvalsPartition, g1sk: `${day(13)}#CD34#2` });
  await put("6", { g1pk: keys.approvalsPartition, g1sk: `${day(15)}#123#7` });
  const { body } = await list();
  expect(body).toEqual({
    more: false,
    approvals: [
      { kind: "booking", child: "AB12#1" },
      { kind: "booking", child: "CD34#2" },
      { kind: "request", subject: "address" },
      { kind: "booking", child: "123#7" },
      { kind: "request", subject: "late" },
    ],
  });
  // Each kind reads for all of its entries at once.
  expect(asked.toSorted()).toEqual([
    [`booking ${day(12)} AB12#1`, `booking ${day(13)} CD34#2`, `booking ${day(15)} 123#7`],
    [`request ${day(12)} decided`, `request ${day(14)} address`, `request ${day(2)} late`],
  ]);
});

test("a thing is in one pair of hands: the list says whose, and nobody else decides on it before it is taken over", async () => {
  type Taken = Booking & { readonly taking: "take" | "takeOver" | "letGo" };
  type Any = Booking & { readonly decision: "accept" | "refuse" };
  const dependencies = { table, clock: () => today };
  const take = takeApproval<Taken>(dependencies, naming);
  const decide = decideApproval<Any>(dependencies, { booking: () => Promise.resolve(null) }, naming);
  const other = { ...staffMember, login: id("Login", "AGENT.DEUX"), displayName: "Agent Deux" };
  const thing = { kind: "booking", child: "AB12#1" } as const;
  const holder = async () =>
    (await list()).body.approvals.find((one) => one.kind === "booking" && one.child === thing.child);
  await take({ body: { ...thing, taking: "take" }, session: other });
  expect(await holder()).toMatchObject({ holder: { byName: "Agent Deux", you: false } });
  const accepting = { body: { ...thing, decision: "accept" as const }, session: staffMember };
  await expect(decide(accepting)).rejects.toMatchObject({ code: "changed" });
  await expect(take({ body: { ...thing, taking: "take" }, session: staffMember })).rejects.toMatchObject({
    code: "changed",
  });
  await take({ body: { ...thing, taking: "takeOver" }, session: staffMember });
  expect(await decide(accepting)).toEqual({ body: {} });
  // Nobody but who has it lets it go.
  await expect(take({ body: { ...thing, taking: "letGo" }, session: other })).rejects.toMatchObject({
    code: "changed",
  });
  await take({ body: { ...thing, taking: "letGo" }, session: staffMember });
  expect(await holder()).not.toHaveProperty("holder");
});

test("a kind that nobody describes is not passed over in silence", async () => {
  await put("7", keys.approval(day(16), "strange", "thing"));
  await expect(list()).rejects.toThrow("strange");
});

test("a decision goes to the subject whose thing it is, and a refusal says why", async () => {
  type Decided = { readonly decision: "accept" | "refuse"; readonly reason?: string };
  const decisions: unknown[] = [];
  const keep = (decision: unknown): Promise<Said> => {
    decisions.push(decision);
    return Promise.resolve({ said: "la-decision", at: today });
  };
  const never = (): Promise<Said> => Promise.reject(new Error("Not its own"));
  type Any = (Booking & Decided) | (Request & Decided);
  const body = { kind: "request", subject: "address", decision: "refuse" } as const;
  const decide = decideApproval<Any>({ table, clock: () => today }, { booking: never, request: keep }, naming);
  await expect(decide({ body, session: staffMember })).rejects.toMatchObject({
    code: "request.invalid",
    details: { errors: [{ field: "reason" }] },
  });
  expect(decisions).toEqual([]);
  await decide({ body: { ...body, reason: "pièce illisible" }, session: staffMember });
  const { body: answer } = await decide({ body: { ...body, decision: "accept" }, session: staffMember });
  expect(answer).toEqual({ undo: { said: "la-decision", until: plusSeconds(today, undoSeconds) } });
  expect(decisions).toMatchObject([{ decision: "refuse", reason: "pièce illisible" }, { decision: "accept" }]);
});
