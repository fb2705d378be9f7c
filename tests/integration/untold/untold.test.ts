/** What could not be told is listed, whatever went wrong; what was told is not, and nobody is told twice. */
import { setTimeout as wait } from "node:timers/promises";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plusSeconds, type Clock } from "../../../functions/kernel/clock.ts";
import type { FamilyCode, Instant } from "../../../functions/kernel/ids.ts";
import { tellOnce, type MailName } from "../../../functions/mail/outbox.ts";
import { putPortalAddress } from "../../../functions/mail/portal-address.ts";
import { sendMails, type MailerDependencies } from "../../../functions/mail/send-mails.ts";
import { countUntold } from "../../../functions/mail/untold.ts";
import { streamHandler } from "../../../functions/stream/stream-record.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRecord } from "../../../functions/table/read.ts";
import type { Table } from "../../../functions/table/table.ts";
import type { UntoldView } from "../../../functions/untold/contract.ts";
import { untoldActUseCases, untoldLookUseCases } from "../../../functions/untold/use-cases/index.ts";
import { mailRegistry } from "../../../functions/wiring/mails.ts";
import { diesAt } from "../booking/faults.ts";
import { catalogueWith, child, monday, openWorld, type World } from "../booking/support.ts";
import { quietLogger } from "../booking/stream.ts";
import { asStaff, staffMember } from "../planning/support.ts";
import { town } from "../../support/town.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1));
  await putPortalAddress(world.table, "https://portail.exemple.fr");
});
afterAll(() => world.end());

const later = plusSeconds(monday, 3600);

/** A household with these addresses; null: none. */
async function newFamily(...addresses: readonly (string | null)[]): Promise<FamilyCode> {
  const code = await world.newFamily();
  const guardians = addresses.map((email, rank): readonly [string, unknown] => [
    String(rank + 1),
    {
      title: "Mme",
      firstName: "Claire",
      lastName: `Durand${rank + 1}`,
      phone: `06 12 34 56 7${rank}`,
      payer: rank === 0,
      ...(email === null ? {} : { email }),
    },
  ]);
  await world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: keys.household(code),
      UpdateExpression: "SET guardians = :all",
      ExpressionAttributeValues: { ":all": Object.fromEntries<unknown>(guardians) },
    }),
  );
  return code;
}

const tell = (name: MailName, at: Instant = monday): Promise<unknown> =>
  tellOnce(world.table, name, { kind: "acted", facts: { act: "cancelled", reason: "Grève", lines: [] } }, at);

type Answer = "takes" | "refuses" | "nobodyKnows";
/** SES, which answers so by address; and what it took. */
function ses(answers: Readonly<Record<string, Answer>> = {}) {
  const taken: string[] = [];
  const send = ({ input }: { readonly input: { readonly Destination: { readonly ToAddresses: string[] } } }) => {
    const [to = ""] = input.Destination.ToAddresses;
    const answer = answers[to] ?? "takes";
    if (answer !== "refuses") taken.push(to);
    if (answer === "takes") return Promise.resolve({});
    const error = new Error(answer);
    return Promise.reject(answer === "refuses" ? Object.assign(error, { $metadata: { httpStatusCode: 400 } }) : error);
  };
  return { taken, client: { send } as unknown as MailerDependencies["ses"] };
}

interface Mailer {
  readonly table?: Table;
  readonly sender?: string;
  readonly ses?: MailerDependencies["ses"];
}
/** Hands a mail's record to the mailer as the stream would. How many records it reports as failed. */
async function mail(name: Extract<MailName, { familyCode: FamilyCode }>, mailer: Mailer = {}) {
  const { table = world.table, sender = "Portail <portail@exemple.fr>", ses: client = ses().client } = mailer;
  const item = await readRecord(world.table, keys.familyMail(name.familyCode, name.mailId));
  const image = JSON.parse(JSON.stringify(marshall(item ?? {}))) as NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"];
  const event: DynamoDBStreamEvent = {
    Records: [{ eventName: "INSERT", dynamodb: { NewImage: image!, SequenceNumber: "1" } }],
  };
  const { lines, log } = quietLogger();
  const handler = streamHandler(
    log,
    sendMails({
      table,
      ses: client,
      town,
      sender,
      configurationSet: "",
      registry: mailRegistry({ table, tokens: { seal: () => "" } }),
      clock: () => monday,
      log,
    }),
  );
  const { batchItemFailures } = await handler(event);
  return { failed: batchItemFailures.length, lines };
}

const useCases = (clock: Clock) => ({
  ...untoldLookUseCases({ table: world.table, clock }),
  ...untoldActUseCases({ table: world.table, clock }),
});
async function list(state: "toCall" | "called" = "toCall", now = later): Promise<readonly UntoldView[]> {
  const all: UntoldView[] = [];
  for (let after: string | undefined; ;) {
    const { body } = await useCases(() => now)["untold.list"]({
      ...asStaff,
      query: { state, ...(after === undefined ? {} : { after }) },
    });
    all.push(...body.entries);
    if (body.next === undefined) return all;
    after = body.next;
  }
}
const of = (entries: readonly UntoldView[], code: FamilyCode) => entries.filter((one) => one.familyCode === code);
const setCalled = async (familyCode: FamilyCode, mailId: string, called: boolean, by = "Agente Test") =>
  (
    await useCases(() => later)["untold.setCalled"]({
      ...asStaff,
      session: { ...staffMember, displayName: by },
      body: { familyCode, mailId, called },
    })
  ).body;

describe("is listed, with whom to call", () => {
  test("who has no address: at once", async () => {
    const familyCode = await newFamily(null, null);
    const name = { familyCode, about: [], mailId: "a" };
    await tell(name);
    expect(await mail(name)).toMatchObject({ failed: 0 });
    expect(of(await list("toCall", monday), familyCode)).toEqual([
      {
        familyCode,
        familyName: "Mme Durand1",
        mailId: "a",
        day: "2026-11-23",
        about: "Ses réservations ont été changées par le guichet",
        why: "aucun adulte n’a d’adresse e-mail",
        adults: [
          { name: "Mme Durand1", phone: "06 12 34 56 70", told: false },
          { name: "Mme Durand2", phone: "06 12 34 56 71", told: false },
        ],
      },
    ]);
  });

  test("everybody, while the portal has no sender", async () => {
    const familyCode = await newFamily("a@exemple.fr");
    await tell({ familyCode, about: [], mailId: "a" });
    await mail({ familyCode, about: [], mailId: "a" }, { sender: "" });
    expect(of(await list("toCall", monday), familyCode)).toMatchObject([
      { why: "le portail n’a pas encore d’expéditeur vérifié" },
    ]);
  });

  test("whom SES refuses; the other adult is sent theirs all the same, once", async () => {
    const familyCode = await newFamily("refused@exemple.fr", "good@exemple.fr");
    const name = { familyCode, about: [], mailId: "a" };
    await tell(name);
    const { client, taken } = ses({ "refused@exemple.fr": "refuses" });
    // It comes again as long as the stream's retries last.
    expect((await mail(name, { ses: client })).failed).toBe(1);
    expect((await mail(name, { ses: client })).failed).toBe(1);
    expect(taken).toEqual(["good@exemple.fr"]);
    expect(of(await list("toCall", monday), familyCode)).toEqual([]);
    expect(of(await list(), familyCode)).toMatchObject([
      { why: "l’adresse a été refusée à l’envoi", adults: [{ told: false }, { told: true }] },
    ]);
    // The address is right again: it leaves, and nobody is to be called any more.
    await mail(name);
    expect(of(await list(), familyCode)).toEqual([]);
  });

  test("what nobody knows to have left", async () => {
    const familyCode = await newFamily("a@exemple.fr");
    await tell({ familyCode, about: [], mailId: "a" });
    expect(
      (await mail({ familyCode, about: [], mailId: "a" }, { ses: ses({ "a@exemple.fr": "nobodyKnows" }).client }))
        .failed,
    ).toBe(0);
    expect(of(await list(), familyCode)).toMatchObject([
      { why: expect.stringMatching(/^l’envoi s’est interrompu/u) as string },
    ]);
  });

  test("what the mailer never came to", async () => {
    const familyCode = await newFamily("a@exemple.fr");
    await tell({ familyCode, about: [], mailId: "a" });
    expect(of(await list("toCall", plusSeconds(monday, 600)), familyCode)).toEqual([]);
    expect(of(await list(), familyCode)).toMatchObject([{ why: "l’envoi n’a pas abouti" }]);
  });

  test("whatever a mailer that dies leaves: told or listed, never neither, and never sent twice", async () => {
    for (const when of ["before", "after"] as const)
      for (let call = 0; ; call += 1) {
        const familyCode = await newFamily("one@exemple.fr", "two@exemple.fr");
        const name = { familyCode, about: [], mailId: `dies-${when}-${call}` };
        await tell(name);
        const { client, taken } = ses();
        const { table, faults } = world.another();
        faults.plan(diesAt(call, when));
        await mail(name, { table, ses: client });
        const calls = await faults.clear();
        // The record comes again, to another process.
        await mail(name, { ses: client });
        const listed = of(await list(), familyCode).length;
        expect(taken.length).toBe(new Set(taken).size);
        expect({ call, when, toldOrListed: listed === 1 || taken.length === 2 }).toEqual({
          call,
          when,
          toldOrListed: true,
        });
        if (calls <= call) {
          expect({ listed, taken }).toEqual({ listed: 0, taken: ["one@exemple.fr", "two@exemple.fr"] });
          break;
        }
      }
  });
});

test("a courtesy that cannot be sent is nobody's to call about; nor is it kept longer than before", async () => {
  const familyCode = await newFamily(null);
  await tell({ familyCode, about: [], mailId: "a", courtesy: true });
  await mail({ familyCode, about: [], mailId: "a" });
  expect(of(await list(), familyCode)).toEqual([]);
  const day = 86_400;
  const end = async (mailId: string) =>
    Number((await readRecord(world.table, keys.familyMail(familyCode, mailId)))?.["expiresAt"]);
  const now = Date.parse(monday) / 1000;
  expect(await end("a")).toBe(now + 30 * day);
  await tell({ familyCode, about: [], mailId: "b" });
  expect(await end("b")).toBe(now + 180 * day);
});

describe("calling", () => {
  test("says who and when, is done once, and can be taken back", async () => {
    const familyCode = await newFamily(null);
    await tell({ familyCode, about: [], mailId: "a" });
    await mail({ familyCode, about: [], mailId: "a" });
    expect(await setCalled(familyCode, "a", true)).toEqual({ called: { at: later, by: "Agente Test" } });
    expect(await setCalled(familyCode, "a", true, "Autre Agent")).toEqual({ called: { at: later, by: "Agente Test" } });
    expect(of(await list(), familyCode)).toEqual([]);
    expect(of(await list("called"), familyCode)).toMatchObject([{ called: { by: "Agente Test" } }]);
    expect(await setCalled(familyCode, "a", false)).toEqual({});
    expect(await setCalled(familyCode, "a", false)).toEqual({});
    expect(of(await list(), familyCode)).toMatchObject([{ day: "2026-11-23" }]);
    expect(of(await list("called"), familyCode)).toEqual([]);
  });

  test("two at once: one of them, and the other is told who", async () => {
    const familyCode = await newFamily(null);
    await tell({ familyCode, about: [], mailId: "a" });
    await mail({ familyCode, about: [], mailId: "a" });
    const both = await Promise.all([setCalled(familyCode, "a", true, "Une"), setCalled(familyCode, "a", true, "Deux")]);
    expect(new Set(both.map(({ called }) => called?.by)).size).toBe(1);
  });

  test("about what has left meanwhile, or never was: a sentence", async () => {
    const familyCode = await newFamily("a@exemple.fr");
    await tell({ familyCode, about: [], mailId: "a" });
    await mail({ familyCode, about: [], mailId: "a" });
    for (const mailId of ["a", "nothing"])
      await expect(setCalled(familyCode, mailId, true)).rejects.toMatchObject({
        code: "changed",
        details: { detail: expect.stringMatching(/parti entre-temps/u) as string },
      });
  });
});

test("an adult who is shut out of a child's file is neither sent nor to be called about what is of that child", async () => {
  const familyCode = await newFamily("a@exemple.fr", "b@exemple.fr");
  await world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: keys.child(familyCode, child(1)),
      UpdateExpression: "SET shutOut = :out",
      ExpressionAttributeValues: { ":out": ["2"] },
    }),
  );
  const name = { familyCode, about: [child(1)], mailId: "kept" };
  await tell(name);
  const { taken, client } = ses({ "a@exemple.fr": "refuses" });
  await mail(name, { ses: client });
  expect(taken).toEqual([]);
  const [entry] = of(await list(), familyCode);
  expect(entry?.adults).toMatchObject([{ name: "Mme Durand1", told: false }]);
  // Nobody of the household may know of it: there is nobody to call.
  await world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: keys.child(familyCode, child(1)),
      UpdateExpression: "SET shutOut = :out",
      ExpressionAttributeValues: { ":out": ["1", "2"] },
    }),
  );
  await mail(name);
  expect(of(await list(), familyCode)).toEqual([]);
});

test("a page costs the same calls however long the list is, and every entry stands on one page", async () => {
  const names = await Promise.all(
    Array.from({ length: 120 }, async (_, rank) => ({
      familyCode: await newFamily(null),
      about: [],
      mailId: `long-${rank}`,
    })),
  );
  for (const name of names) await tell(name, plusSeconds(monday, -86_400));
  await wait(5);
  const all = (await list()).filter(({ mailId }) => mailId.startsWith("long-"));
  expect(all.length).toBe(120);
  expect(new Set(all.map(({ familyCode }) => familyCode)).size).toBe(120);
  world.calls.take();
  await useCases(() => later)["untold.list"]({ ...asStaff, query: { state: "toCall" } });
  expect(world.calls.take().calls.map(({ name }) => name)).toEqual(["Query", "BatchGetItem"]);
});

test("of one telling to many families, who is to be called and who is being told is counted apart", async () => {
  const names = await Promise.all(
    [null, null, "a@exemple.fr", "b@exemple.fr"].map(async (email) => ({
      familyCode: await newFamily(email),
      about: [],
      mailId: "closure-x-1.0",
    })),
  );
  for (const name of names) await tell(name);
  for (const name of names.slice(0, 3)) await mail(name);
  const telling = { day: names.length > 0 ? (await list())[0]!.day : undefined, mailId: "closure-x-1.0" };
  expect(telling.day).toBe("2026-11-23");
  const count = (now: Instant) => countUntold(world.table, { day: telling.day!, mailId: telling.mailId, now });
  expect(await count(monday)).toEqual({ toCall: 2, onTheirWay: 1 });
  expect(await count(later)).toEqual({ toCall: 3, onTheirWay: 0 });
  await setCalled(names[0]!.familyCode, "closure-x-1.0", true);
  expect(await count(later)).toEqual({ toCall: 2, onTheirWay: 0 });
});
