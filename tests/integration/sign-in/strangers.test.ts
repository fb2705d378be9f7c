/**
 * What strangers can do to somebody whose sign-in name they know, and what they learn: from several networks, through
 * the real functions and the pool with its own limits.
 */
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { codeIn, mailTo, readMails } from "../../support/mailbox.ts";
import { problemIn, send, signIn, solveRobot, type Received, type SignedIn } from "../http/client.ts";
import { startDemoPortal, type DemoPortal } from "../http/portal.ts";

/** Milliseconds: proofs of work, mails and even times, on a machine that does much besides. */
const patience = 120_000;

let demo: DemoPortal;
beforeAll(async () => {
  demo = await startDemoPortal();
});
afterAll(() => demo.end());

const wrong = "pas le bon du tout";
const chosen = "Peuplier-Lanterne-Alouette-7351";
const family = (index: number) => {
  const found = demo.guardians[index];
  if (!found) throw new Error(`The demo town has no family ${index}`);
  return found;
};
/** Three networks of strangers, one after the other. */
const stranger = (turn: number): string => `127.0.0.${21 + (turn % 3)}`;

type Cookies = Readonly<Record<string, string>>;
const post = (path: string, body: unknown, from: string, cookies: Cookies = {}): Promise<Received> =>
  send(demo.url, { method: "POST", path, body, from, cookies });
const tryPassword = (login: string, password: string, from: string, cookies: Cookies = {}) =>
  post("/api/session", { login, password }, from, cookies);
async function askCode(login: string, from: string, cookies: Cookies = {}): Promise<Received> {
  const answer = await post("/api/account/password/code", { login, robot: await solveRobot(demo.url) }, from, cookies);
  expect(answer.status, answer.text).toBe(202);
  return answer;
}
const reset = (login: string, code: string, from: string, cookies: Cookies = {}) =>
  post("/api/account/password", { login, code, password: chosen, passwordAgain: chosen }, from, cookies);
const emailOf = async (who: SignedIn): Promise<string> =>
  z
    .object({ email: z.string() })
    .parse(JSON.parse((await send(demo.url, { method: "GET", path: "/api/access", cookies: who.cookies })).text)).email;
const wrongCodeFor = (code: string): string => (code === "000000" ? "111111" : "000000");
const statuses = (answers: readonly Received[]): readonly number[] => answers.map(({ status }) => status);

describe("twelve wrong passwords from three networks", () => {
  let login: string;
  let password: string;
  let telephone: SignedIn;
  beforeAll(async () => {
    ({ login, password } = family(0));
    telephone = await signIn(demo.url, login, password);
    const answers = [];
    for (let turn = 0; turn < 12; turn += 1) answers.push(await tryPassword(login, wrong, stranger(turn)));
    expect(statuses(answers).filter((status) => status === 401)).toHaveLength(4);
  });

  test(
    "keep the telephone that signs in with that name out nowhere, not even for a second",
    async () => {
      const answer = await tryPassword(login, password, "127.0.0.31", telephone.cookies);
      expect(answer.status, answer.text).toBe(200);
    },
    patience,
  );

  test(
    "nor a computer without any cookie, where the family has signed in before",
    async () => {
      expect((await tryPassword(login, password, "127.0.0.1")).status).toBe(200);
    },
    patience,
  );

  test(
    "a new telephone waits, or enters at once by a mailed code, and is known from then on",
    async () => {
      const newOne = "127.0.0.32";
      expect(problemIn(await tryPassword(login, password, newOne)).code).toBe("tooManyAttempts");
      const email = await emailOf(telephone);
      const { cookies } = await askCode(login, newOne);
      const mail = await mailTo(demo.portal.mailbox, email, "nouveau mot de passe");
      const changed = await reset(login, codeIn(mail), newOne, cookies);
      expect(changed.status, changed.text).toBe(204);
      expect((await tryPassword(login, chosen, newOne, changed.cookies)).status).toBe(200);
    },
    patience,
  );
});

describe("mails that strangers ask for", () => {
  test(
    "leave only for a proof of work",
    async () => {
      const familyCode = demo.portal.demo?.activation.familyCode;
      const unproven = await post("/api/account/activation/code", { familyCode }, stranger(0));
      expect(problemIn(unproven)).toMatchObject({ code: "request.invalid", errors: [{ field: "robot" }] });
      const invented = await post("/api/account/activation/code", { familyCode, robot: "x" }, stranger(0));
      expect(problemIn(invented).code).toBe("robot.unverified");
    },
    patience,
  );

  test(
    "for an account that awaits none use up nothing of what its owner is sent",
    async () => {
      const { login, password } = family(1);
      const owner = await signIn(demo.url, login, password);
      const email = await emailOf(owner);
      for (let turn = 0; turn < 8; turn += 1) {
        const robot = await solveRobot(demo.url);
        await post("/api/account/activation/code", { familyCode: login, robot }, stranger(turn));
      }
      const before = (await readMails(demo.portal.mailbox, email)).length;
      await askCode(login, "127.0.0.33");
      await mailTo(demo.portal.mailbox, email, "nouveau mot de passe");
      expect((await readMails(demo.portal.mailbox, email)).length).toBe(before + 1);
    },
    patience,
  );

  test(
    "past a few an hour nothing leaves for them; for the owner's device it does",
    async () => {
      const { login, password } = family(1);
      const owner = await signIn(demo.url, login, password);
      const email = await emailOf(owner);
      const arrived = async () => (await readMails(demo.portal.mailbox, email)).length;
      for (let turn = 0; turn < 3; turn += 1) await askCode(login, `127.0.0.6${turn}`);
      const before = await arrived();
      await askCode(login, "127.0.0.64");
      expect(await arrived()).toBe(before);
      await askCode(login, "127.0.0.34", owner.cookies);
      expect(await arrived()).toBe(before + 1);
    },
    patience,
  );
});

describe("ten wrong codes from two networks", () => {
  const tenWrong = async (attempt: (from: string) => Promise<Received>) => {
    const answers = [];
    for (let turn = 0; turn < 10; turn += 1) answers.push(await attempt(stranger(turn % 2)));
    expect(statuses(answers)).toContain(429);
  };

  test(
    "keep no family from its first connection, on the device where it asked",
    async () => {
      const pending = demo.portal.demo?.activation;
      const { terms } = z
        .object({ terms: z.object({ version: z.string() }) })
        .parse(await (await fetch(`${demo.url}/town.json`)).json());
      const email = "premiere.connexion@courriel.example";
      const telephone = "127.0.0.41";
      const asked = await post(
        "/api/account/activation",
        {
          ...pending,
          email,
          emailAgain: email,
          password: chosen,
          passwordAgain: chosen,
          robot: await solveRobot(demo.url),
          termsAccepted: terms.version,
        },
        telephone,
      );
      expect(asked.status, asked.text).toBe(202);
      const code = codeIn(await mailTo(demo.portal.mailbox, email, "Confirmez votre adresse"));
      const familyCode = pending?.familyCode ?? "";
      const confirm = (given: string, from: string, cookies: Cookies = {}) =>
        post("/api/account/activation/confirmation", { familyCode, code: given }, from, cookies);
      await tenWrong((from) => confirm(wrongCodeFor(code), from));
      const done = await confirm(code, telephone, asked.cookies);
      expect(done.status, done.text).toBe(204);
      expect((await tryPassword(familyCode, chosen, telephone, done.cookies)).status).toBe(200);
    },
    patience,
  );

  test(
    "keep nobody from a new password, on the device where it was asked",
    async () => {
      const { login, password } = family(2);
      const email = await emailOf(await signIn(demo.url, login, password));
      const telephone = "127.0.0.42";
      const { cookies } = await askCode(login, telephone);
      const code = codeIn(await mailTo(demo.portal.mailbox, email, "nouveau mot de passe"));
      await tenWrong((from) => reset(login, wrongCodeFor(code), from));
      expect((await reset(login, code, telephone, cookies)).status).toBe(204);
    },
    patience,
  );
});

describe("the pool's own lock", () => {
  const said = ({ status, text }: Received): string => `${status} ${text.replace(/"instance":"[^"]*"/u, "")}`;

  test(
    "shows no stranger that there is somebody of that name: six tries get the same answers",
    async () => {
      const six = async (login: string): Promise<readonly string[]> => {
        const answers = [];
        for (let turn = 0; turn < 6; turn += 1) answers.push(said(await tryPassword(login, wrong, stranger(turn))));
        return answers.map((answer) => answer.replace(/"retryAfter":[0-9]+/u, ""));
      };
      expect(await six(family(1).login)).toEqual(await six("ZZZZ9998"));
    },
    patience,
  );

  test(
    "is told to the owner as what it is, and never as a wrong password",
    async () => {
      const { login, password } = family(3);
      const owner = await signIn(demo.url, login, password);
      const email = "autre.adresse@courriel.example";
      const change = (given: string) =>
        send(demo.url, {
          method: "POST",
          path: "/api/access/email",
          cookies: owner.cookies,
          body: { email, emailAgain: email, password: given },
        });
      const device = (given: string) => tryPassword(login, given, "127.0.0.51", owner.cookies);
      for (let turn = 0; turn < 5; turn += 1) expect(problemIn(await change(wrong)).code).toBe("signIn.refused");
      // The pool has locked for a second; each wrong password after makes it twice as long.
      for (const seconds of [1, 2, 4]) {
        await wait(seconds * 1000);
        expect(problemIn(await device(wrong)).code).toBe("signIn.refused");
      }
      for (const answer of [await device(password), await change(password)]) {
        const { code, detail } = problemIn(answer);
        expect([code, detail]).toEqual([
          "tooManyAttempts",
          expect.stringContaining("Trop d’essais avec cet identifiant"),
        ]);
        expect(detail).not.toContain("mot de passe");
      }
      // A stranger whose turn it is learns nothing of it.
      const fresh = "127.0.0.52";
      expect(said(await tryPassword(login, password, fresh))).toBe(
        said(await tryPassword("ZZZZ9997", password, fresh)),
      );
    },
    patience,
  );
});
