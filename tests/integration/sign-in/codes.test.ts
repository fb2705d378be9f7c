/** A family's code whose zeros were lost, or typed too many: the same family, and nobody learns from it who exists. */
import * as z from "zod";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../../functions/kernel/clock.ts";
import { enterFamilies } from "../../../functions/family/use-cases/enter-families.ts";
import { openTable } from "../../../functions/table/table.ts";
import { clientConfig } from "../../../infra/operator/target.ts";
import { codeIn, mailTo, readMails } from "../../support/mailbox.ts";
import { adultLine, read } from "../../unit/family/file/make.ts";
import { problemIn, send, signIn, solveRobot, type Received } from "../http/client.ts";
import { startDemoPortal, type DemoPortal } from "../http/portal.ts";

let demo: DemoPortal;
let dynamo: DynamoDBClient;
let terms = "";
const secret = "Peuplier-Lanterne-Alouette-7351";

beforeAll(async () => {
  demo = await startDemoPortal();
  terms = z
    .object({ terms: z.object({ version: z.string() }) })
    .parse(await (await fetch(`${demo.url}/town.json`)).json()).terms.version;
  dynamo = new DynamoDBClient(clientConfig({ ...demo.portal.operator, portal: demo.url }, "dynamodb"));
  const { families } = read([
    adultLine({ "Code famille": "000451", Nom: "Zéros", Prénom: "Anna" }),
    // Others, whose zeros are counted otherwise.
    adultLine({ "Code famille": "0777", Nom: "Double", Prénom: "Une" }),
    adultLine({ "Code famille": "00778", Nom: "Seule", Prénom: "Une" }),
  ]);
  await enterFamilies({ table: openTable(demo.portal.operator.tableName, dynamo), clock: systemClock }, families, {
    dryRun: false,
  });
});
afterAll(async () => {
  dynamo.destroy();
  await demo.end();
});

const post = (path: string, body: unknown): Promise<Received> =>
  send(demo.url, { method: "POST", path, cookies: {}, body });
const activate = async (familyCode: string, email: string): Promise<Received> =>
  post("/api/account/activation", {
    familyCode,
    lastName: "Zéros",
    firstName: "Anna",
    email,
    emailAgain: email,
    password: secret,
    passwordAgain: secret,
    robot: await solveRobot(demo.url),
    termsAccepted: terms,
  });

test("a family activates, confirms, signs in and resets with the code as it reads it", async () => {
  const email = "anna@courriel.example";
  const unknown = await activate("452", email);
  const asked = await activate("451", email);
  // Word for word what a code gets that nobody has, but for the code and the address, which were typed.
  expect([asked.status, asked.text.replaceAll("451", "452")]).toEqual([unknown.status, unknown.text]);
  expect(asked.text).not.toContain("000451");
  const mail = await mailTo(demo.portal.mailbox, email, "Confirmez votre adresse");
  expect((await post("/api/account/activation/confirmation", { familyCode: "0451", code: codeIn(mail) })).status).toBe(
    204,
  );
  for (const login of ["451", "000451", "00000451"]) {
    const answer = await post("/api/session", { login, password: secret });
    expect([login, answer.status]).toEqual([login, 200]);
    expect(answer.text).toContain("000451");
  }
  const before = (await readMails(demo.portal.mailbox, email)).length;
  const robot = await solveRobot(demo.url);
  expect((await post("/api/account/password/code", { login: "451", robot })).status).toBe(202);
  await mailTo(demo.portal.mailbox, email, "mot de passe");
  expect((await readMails(demo.portal.mailbox, email)).length).toBe(before + 1);
});

test("all writings of a code share one count of attempts, whether or not there is such a family", async () => {
  const waits = async (writings: readonly string[]): Promise<readonly string[]> => {
    const answers: string[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const login = writings[tries % writings.length];
      const answer = await post("/api/session", { login, password: "pas le bon du tout" });
      answers.push(problemIn(answer).code);
    }
    return answers;
  };
  const real = await waits(["00778", "778", "0778"]);
  const none = await waits(["00779", "779", "0779"]);
  expect(real).toEqual(none);
  expect(real).toContain("tooManyAttempts");
});

test("the office finds a family by its code without zeros", async () => {
  const staff = await signIn(demo.url, demo.staff.login, demo.staff.password, demo.staff.totpSecret);
  const found = z.object({ lines: z.array(z.object({ familyCode: z.string() })) });
  const codes = async (text: string): Promise<readonly string[]> => {
    const answer = await send(demo.url, {
      method: "POST",
      path: "/api/staff/search",
      body: { text },
      cookies: staff.cookies,
    });
    return found.parse(JSON.parse(answer.text)).lines.map(({ familyCode }) => familyCode);
  };
  await expect.poll(() => codes("451"), { timeout: 20_000 }).toContain("000451");
  await expect.poll(() => codes("0000777"), { timeout: 20_000 }).toContain("0777");
  expect(await codes("999999")).toEqual([]);
});
