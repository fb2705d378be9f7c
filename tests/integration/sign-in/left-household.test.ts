/**
 * An adult who has left the household holds the family's first sign-in still, in the pool: no code goes to their address
 * any more, and whoever remains makes the account their own.
 */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import { enterFamilies } from "../../../functions/family/use-cases/enter-families.ts";
import { systemClock } from "../../../functions/kernel/clock.ts";
import { openTable } from "../../../functions/table/table.ts";
import { clientConfig } from "../../../infra/operator/target.ts";
import { codeIn, mailTo, readMails } from "../../support/mailbox.ts";
import { adultLine, read } from "../../unit/family/file/make.ts";
import { problemIn, send, solveRobot, type Received } from "../http/client.ts";
import { startDemoPortal, type DemoPortal } from "../http/portal.ts";

/** Milliseconds: proofs of work, mails and streams, on a machine that does much besides. */
const patience = 120_000;

let demo: DemoPortal;
let dynamo: DynamoDBClient;
let terms = "";
const secret = "Peuplier-Lanterne-Alouette-7351";
const other = "Fougère-Boussole-Alambic-2846";

beforeAll(async () => {
  demo = await startDemoPortal();
  terms = z
    .object({ terms: z.object({ version: z.string() }) })
    .parse(await (await fetch(`${demo.url}/town.json`)).json()).terms.version;
  dynamo = new DynamoDBClient(clientConfig({ ...demo.portal.operator, portal: demo.url }, "dynamodb"));
});
afterAll(async () => {
  dynamo.destroy();
  await demo.end();
});

const leaves = { Nom: "Part", Prénom: "Alix" };
const stays = { Nom: "Reste", Prénom: "Béatrice" };
const enter = async (...adults: readonly Parameters<typeof adultLine>[0][]): Promise<void> => {
  const { families } = read(adults.map((one) => adultLine(one)));
  const table = openTable(demo.portal.operator.tableName, dynamo);
  await enterFamilies({ table, clock: systemClock }, families, { dryRun: false });
};
const post = (path: string, body: unknown, from: string): Promise<Received> =>
  send(demo.url, { method: "POST", path, body, from });
const activate = async (familyCode: string, { Nom, Prénom }: typeof leaves, email: string, from: string) => {
  const answer = await post(
    "/api/account/activation",
    {
      familyCode,
      lastName: Nom,
      firstName: Prénom,
      email,
      emailAgain: email,
      password: from === "127.0.0.21" ? secret : other,
      passwordAgain: from === "127.0.0.21" ? secret : other,
      robot: await solveRobot(demo.url),
      termsAccepted: terms,
    },
    from,
  );
  expect(answer.status, answer.text).toBe(202);
};
const confirm = async (familyCode: string, email: string, from: string) => {
  const code = codeIn(await mailTo(demo.portal.mailbox, email, "Confirmez votre adresse"));
  return post("/api/account/activation/confirmation", { familyCode, code }, from);
};
const inboxOf = async (email: string) => (await readMails(demo.portal.mailbox, email)).length;
const forgotten = async (login: string, from: string) => {
  const answer = await post("/api/account/password/code", { login, robot: await solveRobot(demo.url) }, from);
  expect(answer.status).toBe(202);
};

/** A family whose first adult has activated the account and then left, as the town's file says. */
async function separated(familyCode: string): Promise<string> {
  const code = { "Code famille": familyCode };
  await enter({ ...code, ...leaves }, { ...code, ...stays, Payeur: "non" });
  const ex = `${familyCode.toLowerCase()}.part@courriel.example`;
  await activate(familyCode, leaves, ex, "127.0.0.21");
  expect((await confirm(familyCode, ex, "127.0.0.21")).status).toBe(204);
  expect((await post("/api/session", { login: familyCode, password: secret }, "127.0.0.21")).status).toBe(200);
  await enter({ ...code, ...stays });
  await demo.portal.settled();
  return ex;
}

test(
  "whoever remains activates the account, and the one who left is sent nothing",
  async () => {
    const ex = await separated("LEFT1");
    const before = await inboxOf(ex);
    const mine = "reste@courriel.example";
    await activate("LEFT1", stays, mine, "127.0.0.22");
    expect((await confirm("LEFT1", mine, "127.0.0.22")).status).toBe(204);
    expect(await inboxOf(ex)).toBe(before);
    const opened = await post("/api/session", { login: "LEFT1", password: other }, "127.0.0.22");
    expect(opened.status, opened.text).toBe(200);
    expect(opened.text).toContain("Reste");
    expect(problemIn(await post("/api/session", { login: "LEFT1", password: secret }, "127.0.0.21")).code).toBe(
      "signIn.refused",
    );
  },
  patience,
);

test(
  "« Mot de passe oublié » sends nothing to the one who left",
  async () => {
    const ex = await separated("LEFT2");
    const before = await inboxOf(ex);
    await forgotten("LEFT2", "127.0.0.22");
    expect(await inboxOf(ex)).toBe(before);
  },
  patience,
);

test(
  "who left between asking for a code and giving it is sent no other one, and activates nothing",
  async () => {
    const code = { "Code famille": "LEFT3" };
    await enter({ ...code, ...leaves }, { ...code, ...stays, Payeur: "non" });
    const ex = "left3.part@courriel.example";
    await activate("LEFT3", leaves, ex, "127.0.0.21");
    await enter({ ...code, ...stays });
    await demo.portal.settled();
    const before = await inboxOf(ex);
    const again = await post(
      "/api/account/activation/code",
      { familyCode: "LEFT3", robot: await solveRobot(demo.url) },
      "127.0.0.21",
    );
    expect(again.status).toBe(202);
    expect(await inboxOf(ex)).toBe(before);
    expect(problemIn(await confirm("LEFT3", ex, "127.0.0.21")).code).toBe("code.refused");
  },
  patience,
);

test(
  "the household's change is not waited for: whoever remains is not kept out by a sign-in about to go",
  async () => {
    const familyCode = "LEFT4";
    const code = { "Code famille": familyCode };
    await enter({ ...code, ...leaves }, { ...code, ...stays, Payeur: "non" });
    const ex = "left4.part@courriel.example";
    await activate(familyCode, leaves, ex, "127.0.0.21");
    expect((await confirm(familyCode, ex, "127.0.0.21")).status).toBe(204);
    await enter({ ...code, ...stays });
    const before = await inboxOf(ex);
    await activate(familyCode, stays, "left4.reste@courriel.example", "127.0.0.22");
    expect(await inboxOf(ex)).toBe(before);
    await demo.portal.settled();
    expect((await confirm(familyCode, "left4.reste@courriel.example", "127.0.0.22")).status).toBe(204);
    expect((await post("/api/session", { login: familyCode, password: other }, "127.0.0.22")).status).toBe(200);
  },
  patience,
);
