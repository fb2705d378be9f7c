/** The life of accounts over HTTP, through the real functions, pool, stream and mailbox of a whole local portal. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { systemClock } from "../../../functions/kernel/clock.ts";
import { accessView } from "../../../functions/access/contract/own.ts";
import { staffMemberView } from "../../../functions/access/contract/sign-ins.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { openTable } from "../../../functions/table/table.ts";
import { inviteStaff } from "../../../infra/operator/invite.ts";
import { clientConfig } from "../../../infra/operator/target.ts";
import { codeIn, mailTo, readMails } from "../../support/mailbox.ts";
import { freshCode } from "../../support/totp.ts";
import { problemIn, send, signIn, solveRobot, type Received, type SignedIn } from "../http/client.ts";
import { startDemoPortal, type DemoPortal } from "../http/portal.ts";

let demo: DemoPortal;
let staff: SignedIn;
beforeAll(async () => {
  demo = await startDemoPortal();
  staff = await signIn(demo.url, demo.staff.login, demo.staff.password, demo.staff.totpSecret);
});
afterAll(() => demo.end());

type As = Pick<SignedIn, "cookies">;
const nobody: As = { cookies: {} };
const call = (who: As, method: string, path: string, body?: unknown): Promise<Received> =>
  send(demo.url, { method, path, cookies: who.cookies, ...(body === undefined ? {} : { body }) });
async function done(answer: Promise<Received>): Promise<Received> {
  const received = await answer;
  expect(received.status, received.text).toBeLessThan(300);
  return received;
}
const access = async (who: As) => accessView.parse(JSON.parse((await done(call(who, "GET", "/api/access"))).text));
const stillOpen = async (who: As): Promise<boolean> => (await call(who, "GET", "/api/session")).status === 200;
const chosen = "Peuplier-Lanterne-Alouette-7351";

/** Follows the mail that brings a code to choose a password with. */
async function choosePassword(email: string, login: string, subject: string): Promise<void> {
  const mail = await mailTo(demo.portal.mailbox, email, subject);
  await done(
    call(nobody, "POST", "/api/account/password", {
      login,
      code: codeIn(mail),
      password: chosen,
      passwordAgain: chosen,
    }),
  );
}

describe("a guardian's own access", () => {
  let guardian: SignedIn;
  let name: string;
  let secret: string;
  beforeAll(async () => {
    const family = demo.guardians[0];
    if (!family) throw new Error("The demo town has no family");
    name = family.login;
    secret = family.password;
    guardian = await signIn(demo.url, name, secret);
  });

  test("is shown whole: sign-in name, address, phone, this session, what happened", async () => {
    const view = await access(guardian);
    expect(view).toMatchObject({ login: name, secondFactor: null, sessions: [{ current: true }] });
    expect(view.email).toContain("@");
    expect(view.activity[0]).toMatchObject({ kind: "signedIn", label: "Connexion" });
    expect(JSON.stringify(view)).not.toContain("127.0.0.1");
  });

  test("a failed sign-in is recorded for the person, not told to the one who tried", async () => {
    const answer = await call(nobody, "POST", "/api/session", { login: name, password: "pas le bon du tout" });
    expect(problemIn(answer).code).toBe("signIn.refused");
    expect((await access(guardian)).activity.map(({ kind }) => kind)).toContain("signInFailed");
  });

  test("the phone changes on the family's file", async () => {
    await done(call(guardian, "PUT", "/api/access/phone", { phone: "06 11 22 33 44" }));
    expect((await access(guardian)).phone).toBe("06 11 22 33 44");
    expect((await done(call(guardian, "GET", "/api/family"))).text).toContain("06 11 22 33 44");
  });

  test("one session is closed from another, and all of them at once", async () => {
    const phone = await signIn(demo.url, name, secret);
    const library = await signIn(demo.url, name, secret);
    const other = (await access(phone)).sessions.find(({ current }) => current)?.id ?? "";
    await done(call(guardian, "DELETE", `/api/access/sessions/${other}`));
    expect(await stillOpen(phone)).toBe(false);
    expect(await stillOpen(library)).toBe(true);
    await done(call(library, "DELETE", "/api/access/sessions"));
    expect([await stillOpen(library), await stillOpen(guardian)]).toEqual([false, false]);
    expect((await call(library, "POST", "/api/session/renewal")).status).toBe(401);
    guardian = await signIn(demo.url, name, secret);
  });

  test("nobody closes another family's session", async () => {
    const family = demo.guardians[1];
    if (!family) throw new Error("The demo town has one family only");
    const other = await signIn(demo.url, family.login, family.password);
    const id = (await access(other)).sessions[0]?.id ?? "";
    await done(call(guardian, "DELETE", `/api/access/sessions/${id}`));
    expect(await stillOpen(other)).toBe(true);
  });

  test("the e-mail changes once the new address answers; the old one is told twice", async () => {
    const before = (await access(guardian)).email ?? "";
    const next = "nouvelle.adresse@courriel.example";
    expect(
      problemIn(await call(guardian, "POST", "/api/access/email", { email: next, emailAgain: next, password: "faux" }))
        .code,
    ).toBe("signIn.refused");
    expect(
      problemIn(
        await call(guardian, "POST", "/api/access/email", {
          email: next,
          emailAgain: "autre@courriel.example",
          password: secret,
        }),
      ).errors?.[0]?.field,
    ).toBe("emailAgain");
    await done(call(guardian, "POST", "/api/access/email", { email: next, emailAgain: next, password: secret }));
    expect((await mailTo(demo.portal.mailbox, before, "changement d’adresse")).body.text).toContain(name);
    expect((await access(guardian)).email).toBe(before);
    const mail = await mailTo(demo.portal.mailbox, next, "nouvelle adresse");
    const wrong = codeIn(mail) === "000000" ? "111111" : "000000";
    expect(problemIn(await call(guardian, "POST", "/api/access/email/confirmation", { code: wrong })).code).toBe(
      "code.refused",
    );
    await done(call(guardian, "POST", "/api/access/email/confirmation", { code: codeIn(mail) }));
    expect((await access(guardian)).email).toBe(next);
    // It is theirs for everything: the family's file says it too, and mails about bookings go there.
    expect((await done(call(guardian, "GET", "/api/family"))).text).toContain(next);
    await mailTo(demo.portal.mailbox, before, "adresse e-mail a changé");
  });

  test("the password changes for who knows the old one; the other sessions end; the person is told once, in HTML and in text", async () => {
    const elsewhere = await signIn(demo.url, name, secret);
    const next = { password: chosen, passwordAgain: chosen };
    expect(
      problemIn(await call(guardian, "PUT", "/api/access/password", { current: "pas celui-là", ...next })).errors?.[0]
        ?.field,
    ).toBe("current");
    expect(
      problemIn(
        await call(guardian, "PUT", "/api/access/password", {
          current: secret,
          password: "motdepasse",
          passwordAgain: "motdepasse",
        }),
      ).code,
    ).toBe("password.weak");
    await done(call(guardian, "PUT", "/api/access/password", { current: secret, ...next }));
    expect([await stillOpen(elsewhere), await stillOpen(guardian)]).toEqual([false, true]);
    expect(problemIn(await call(nobody, "POST", "/api/session", { login: name, password: secret })).code).toBe(
      "signIn.refused",
    );
    secret = chosen;
    guardian = await signIn(demo.url, name, secret);
    const mail = await mailTo(demo.portal.mailbox, "nouvelle.adresse@courriel.example", "mot de passe a changé");
    expect(mail.body.html).toContain('lang="fr"');
    expect(mail.body.text).toContain("Si ce n’était pas vous");
    expect(mail.body.html).not.toMatch(/<img|<script/);
    await demo.portal.settled();
    expect(
      (await readMails(demo.portal.mailbox, "nouvelle.adresse@courriel.example")).filter(({ subject }) =>
        subject.includes("mot de passe a changé"),
      ),
    ).toHaveLength(1);
  });
});

describe("several adults of a household", () => {
  const lists = z.object({
    familyCode: z.string(),
    guardians: z.array(
      z.object({ guardianId: z.string(), name: z.string(), login: z.nullable(z.string()), state: z.string() }),
    ),
  });
  let first: SignedIn;
  let familyCode: string;
  let secondAdult: string;

  beforeAll(async () => {
    for (const family of demo.guardians.slice(1)) {
      first = await signIn(demo.url, family.login, family.password);
      familyCode = family.login;
      const { guardians } = lists.parse(JSON.parse((await done(call(first, "GET", "/api/sign-ins"))).text));
      secondAdult = guardians.find(({ state }) => state === "none")?.guardianId ?? "";
      if (secondAdult !== "") return;
    }
    throw new Error("No demo family has a second adult");
  });

  test("the first invites the second, who chooses a password, accepts the terms, and sees the same family", async () => {
    const email = "second.adulte@courriel.example";
    const login = `${familyCode}.${secondAdult}`;
    await done(call(first, "POST", "/api/sign-ins", { guardianId: secondAdult, email, emailAgain: email }));
    await choosePassword(email, login, "Votre accès au Portail");
    const second = await signIn(demo.url, login, chosen);
    expect(second.view).toMatchObject({ role: "guardian", familyCode, requiredAction: "acceptTerms" });
    expect(problemIn(await call(second, "GET", "/api/family")).code).toBe("terms.toAccept");
    const { terms } = z
      .object({ terms: z.object({ version: z.string() }) })
      .parse(await (await fetch(`${demo.url}/town.json`)).json());
    await done(call(second, "POST", "/api/access/terms", { version: terms.version }));
    expect((await done(call(second, "GET", "/api/family"))).text).toContain(`"${familyCode}"`);
    expect(
      problemIn(await call(second, "POST", "/api/sign-ins", { guardianId: "1", email, emailAgain: email })).code,
    ).toBe("access.denied");
    expect(
      problemIn(await call(first, "POST", "/api/sign-ins", { guardianId: secondAdult, email, emailAgain: email })).code,
    ).toBe("changed");
  });

  test("staff withdraw a sign-in: its sessions end at once, its name opens nothing, the person is told", async () => {
    const login = `${familyCode}.${secondAdult}`;
    const second = await signIn(demo.url, login, chosen);
    await done(call(staff, "DELETE", `/api/staff/families/${familyCode}/sign-ins/${secondAdult}`));
    expect(await stillOpen(second)).toBe(false);
    expect(problemIn(await call(nobody, "POST", "/api/session", { login, password: chosen })).code).toBe(
      "signIn.refused",
    );
    await mailTo(demo.portal.mailbox, "second.adulte@courriel.example", "accès a été retiré");
    expect(await stillOpen(first)).toBe(true);
  });
});

describe("a staff member", () => {
  const email = "agent.nouveau@mairie.example";
  const login = "AGENT.NOUVEAU";
  let secret = "";
  let codes: readonly string[] = [];
  let enrolledOnce: SignedIn;
  /** `npm run staff -- invite` for who is a staff member already. */
  async function inviteAgain(): Promise<void> {
    const { operator, portal } = demo.portal;
    const target = { ...operator, portal };
    const cognito = new CognitoIdentityProviderClient(clientConfig(target, "cognito"));
    const dynamo = new DynamoDBClient(clientConfig(target, "dynamodb"));
    await inviteStaff(
      { ...target, cognito, table: openTable(target.tableName, dynamo), clock: systemClock },
      { login: id("Login", login), email, displayName: "Agent nouveau" },
    );
    cognito.destroy();
    dynamo.destroy();
  }
  /** The code of a family of which nobody has a sign-in. */
  async function neverActivated(): Promise<string> {
    const texts = [...(await demo.records()).values()];
    const those = <T>(schema: z.ZodType<T>): readonly T[] =>
      texts.flatMap((text) => schema.safeParse(JSON.parse(text)).data ?? []);
    const logins = those(z.object({ entity: z.literal("login"), familyCode: z.string() }));
    const used = new Set(logins.map(({ familyCode }) => familyCode));
    const households = those(z.object({ entity: z.literal("household"), code: z.string() }));
    const code = households.find((one) => !used.has(one.code))?.code;
    if (code === undefined) throw new Error("Every family of the demo town has signed in");
    return code;
  }
  const firstStep = () => call(nobody, "POST", "/api/session", { login, password: chosen });

  test("is invited by another, and can do nothing before enrolling a second factor", async () => {
    const invited = await done(
      call(staff, "POST", "/api/staff/members", { login, displayName: "Agent nouveau", email }),
    );
    expect(staffMemberView.parse(JSON.parse(invited.text))).toMatchObject({ login, state: "active", you: false });
    expect(
      problemIn(await call(staff, "POST", "/api/staff/members", { login, displayName: "Un autre", email })).code,
    ).toBe("changed");
    // A family's name is never a staff member's: not an adult's who was never invited, not one's who never activated.
    const [family] = demo.guardians;
    for (const taken of [family?.login ?? "", `${family?.login ?? ""}.7`, await neverActivated()]) {
      const refused = problemIn(
        await call(staff, "POST", "/api/staff/members", { login: taken, displayName: "Un autre", email }),
      );
      expect([refused.code, refused.detail]).toEqual(["changed", expect.stringContaining("réservé à une famille")]);
    }
    await choosePassword(email, login, "accès d’agent");
    const staffMember = await signIn(demo.url, login, chosen);
    expect(staffMember.view).toMatchObject({ role: "staff", requiredAction: "enrolSecondFactor" });
    for (const path of ["/api/staff/sites", "/api/staff/members", "/api/access"])
      expect(problemIn(await call(staffMember, "GET", path)).code).toBe("secondFactor.toEnrol");
    const begun = z
      .object({ secret: z.string(), uri: z.string() })
      .parse(JSON.parse((await done(call(staffMember, "POST", "/api/access/second-factor"))).text));
    expect(begun.uri).toMatch(/^otpauth:\/\/totp\/.+secret=/);
    secret = begun.secret;
    expect(
      problemIn(await call(staffMember, "POST", "/api/access/second-factor/confirmation", { code: "000000" })).code,
    ).toBe("code.refused");
    const enrolled = z
      .object({ recoveryCodes: z.array(z.string()), session: z.object({ requiredAction: z.null() }) })
      .parse(
        JSON.parse(
          (await done(call(staffMember, "POST", "/api/access/second-factor/confirmation", { code: freshCode(secret) })))
            .text,
        ),
      );
    codes = enrolled.recoveryCodes;
    enrolledOnce = staffMember;
    expect(codes).toHaveLength(10);
    await done(call(staffMember, "GET", "/api/staff/sites"));
    expect((await access(staffMember)).secondFactor).toEqual({ enrolled: true, recoveryCodesLeft: 10 });
    await mailTo(demo.portal.mailbox, email, "double authentification est active");
    expect(problemIn(await call(staffMember, "POST", "/api/access/second-factor")).code).toBe("access.denied");
  });

  test("signs in with password and code, never with one of them", async () => {
    const step = await firstStep();
    expect(problemIn(step).code).toBe("secondFactor.needed");
    expect(Object.keys(step.cookies)).toEqual(["__Host-step"]);
    expect((await send(demo.url, { method: "GET", path: "/api/staff/sites", cookies: step.cookies })).status).toBe(401);
    expect(
      problemIn(
        await send(demo.url, { method: "POST", path: "/api/session/second-factor", body: { code: freshCode(secret) } }),
      ).code,
    ).toBe("signIn.refused");
    expect(
      problemIn(
        await send(demo.url, {
          method: "POST",
          path: "/api/session/second-factor",
          body: { code: "000000" },
          cookies: step.cookies,
        }),
      ).code,
    ).toBe("code.refused");
  });

  test("who stands between the two steps begins again after a new password, and after a suspension", async () => {
    const goOn = async ({ cookies }: Received): Promise<readonly string[]> =>
      [
        await send(demo.url, { method: "POST", path: "/api/session/second-factor", body: { code: "000000" }, cookies }),
        await send(demo.url, {
          method: "POST",
          path: "/api/session/recovery",
          body: { recoveryCode: codes[9] ?? "" },
          cookies,
        }),
      ].map((answer) => problemIn(answer).code);
    const other = "Fougère-Boussole-Alambic-2846";
    const change = (who: As, current: string, password: string) =>
      done(call(who, "PUT", "/api/access/password", { current, password, passwordAgain: password }));
    const before = await firstStep();
    await change(enrolledOnce, chosen, other);
    expect(await goOn(before)).toEqual(["signIn.refused", "signIn.refused"]);
    await change(enrolledOnce, other, chosen);
    const suspended = await firstStep();
    for (const state of ["disabled", "active"])
      await done(call(staff, "PUT", `/api/staff/members/${login}/state`, { state }));
    expect(await goOn(suspended)).toEqual(["signIn.refused", "signIn.refused"]);
  });

  test("who lost the phone uses a recovery code once, and must enrol anew", async () => {
    const step = await firstStep();
    const recover = (recoveryCode: string) =>
      send(demo.url, { method: "POST", path: "/api/session/recovery", body: { recoveryCode }, cookies: step.cookies });
    expect(problemIn(await recover("ABCD-EFGH-JKLM")).code).toBe("code.refused");
    expect((await recover((codes[0] ?? "").toLowerCase())).status).toBe(204);
    // What it was a step of has ended with every session.
    expect(problemIn(await recover(codes[0] ?? "")).code).toBe("signIn.refused");
    expect(problemIn(await recover(codes[1] ?? "")).code).toBe("signIn.refused");
    await mailTo(demo.portal.mailbox, email, "code de secours a servi");
    expect((await signIn(demo.url, login, chosen)).view.requiredAction).toBe("enrolSecondFactor");
  });

  test("who has neither phone nor codes is invited again by the operator, and starts over", async () => {
    await inviteAgain();
    await choosePassword(email, login, "accès d’agent");
    expect((await signIn(demo.url, login, chosen)).view.requiredAction).toBe("enrolSecondFactor");
  });

  test("whose invitation was mistyped is invited right: whoever the first one reached is out", async () => {
    const [wrong, right] = ["faute.de.frappe@mairie.example", "agent.second@mairie.example"];
    const path = "/api/staff/members/AGENT.SECOND/invitation";
    await done(
      call(staff, "POST", "/api/staff/members", { login: "AGENT.SECOND", displayName: "Agent secnd", email: wrong }),
    );
    // A stranger has the first mail, and is quicker.
    await choosePassword(wrong, "AGENT.SECOND", "accès d’agent");
    const stranger = await signIn(demo.url, "AGENT.SECOND", chosen);
    const sent = await done(call(staff, "PUT", path, { displayName: "Agent second", email: right }));
    expect(staffMemberView.parse(JSON.parse(sent.text))).toMatchObject({
      displayName: "Agent second",
      email: right,
      invitation: true,
    });
    expect(await stillOpen(stranger)).toBe(false);
    expect(
      problemIn(await call(nobody, "POST", "/api/session", { login: "AGENT.SECOND", password: chosen })).code,
    ).toBe("signIn.refused");
    // Sent again as it is: in one tap.
    await done(call(staff, "PUT", path, { displayName: "Agent second", email: right }));
    await choosePassword(right, "AGENT.SECOND", "accès d’agent");
    // Deleted, its name opens nothing and is free again; the person is told.
    await done(call(staff, "DELETE", path));
    await mailTo(demo.portal.mailbox, right, "invitation est annulée");
    expect(
      problemIn(await call(nobody, "POST", "/api/session", { login: "AGENT.SECOND", password: chosen })).code,
    ).toBe("signIn.refused");
    expect(problemIn(await call(staff, "DELETE", path)).code).toBe("notFound");
    await done(
      call(staff, "POST", "/api/staff/members", { login: "AGENT.SECOND", displayName: "Agent second", email: right }),
    );
    // What was made one's own is no invitation.
    expect(problemIn(await call(staff, "DELETE", `/api/staff/members/${login}/invitation`)).code).toBe("changed");
  });

  test("who has neither phone nor codes gets another application by a colleague, never by oneself", async () => {
    const staffMember = await signIn(demo.url, login, chosen);
    const begun = z
      .object({ secret: z.string() })
      .parse(JSON.parse((await done(call(staffMember, "POST", "/api/access/second-factor"))).text));
    await done(call(staffMember, "POST", "/api/access/second-factor/confirmation", { code: freshCode(begun.secret) }));
    expect(problemIn(await firstStep()).code).toBe("secondFactor.needed");
    const own = `/api/staff/members/${demo.staff.login}/second-factor`;
    expect(problemIn(await call(staff, "DELETE", own)).code).toBe("access.denied");
    await done(call(staff, "DELETE", `/api/staff/members/${login}/second-factor`));
    expect(await stillOpen(staffMember)).toBe(false);
    await mailTo(demo.portal.mailbox, email, "double authentification est à refaire");
    expect((await signIn(demo.url, login, chosen)).view.requiredAction).toBe("enrolSecondFactor");
  });

  test("is suspended at once by another, never by oneself, and restored", async () => {
    const staffMember = await signIn(demo.url, login, chosen);
    expect(
      problemIn(await call(staff, "PUT", `/api/staff/members/${demo.staff.login}/state`, { state: "disabled" })).code,
    ).toBe("access.denied");
    await done(call(staff, "PUT", `/api/staff/members/${login}/state`, { state: "disabled" }));
    expect(await stillOpen(staffMember)).toBe(false);
    await mailTo(demo.portal.mailbox, email, "accès est suspendu");
    expect(problemIn(await firstStep()).code).toBe("signIn.refused");
    await done(call(staff, "PUT", `/api/staff/members/${login}/state`, { state: "active" }));
    await mailTo(demo.portal.mailbox, email, "accès est rétabli");
    expect((await signIn(demo.url, login, chosen)).view.role).toBe("staff");
  });
});

test("who activates again is told by mail, at the address that is known, and by nothing else", async () => {
  const family = demo.guardians[3];
  if (!family) throw new Error("The demo town has three families only");
  const guardian = await signIn(demo.url, family.login, family.password);
  const { guardians } = z
    .object({ guardians: z.array(z.object({ firstName: z.string(), lastName: z.string() })) })
    .parse(JSON.parse((await done(call(guardian, "GET", "/api/family"))).text));
  const { terms } = z
    .object({ terms: z.object({ version: z.string() }) })
    .parse(await (await fetch(`${demo.url}/town.json`)).json());
  const stranger = "inconnu@courriel.example";
  const answer = await done(
    call(nobody, "POST", "/api/account/activation", {
      familyCode: family.login,
      ...guardians[0],
      email: stranger,
      emailAgain: stranger,
      password: chosen,
      passwordAgain: chosen,
      robot: await solveRobot(demo.url),
      termsAccepted: terms.version,
    }),
  );
  expect(answer.text).toContain("Si ces informations correspondent");
  const mail = await mailTo(demo.portal.mailbox, (await access(guardian)).email ?? "", "déjà actif");
  expect(codeIn(mail)).toMatch(/^[0-9]{6}$/);
  expect(await readMails(demo.portal.mailbox, stranger)).toEqual([]);
  expect(await stillOpen(guardian)).toBe(true);
});

describe("what an answer tells", () => {
  const saidTo = async (path: string, body: object): Promise<string> => {
    const { status, text } = await call(nobody, "POST", path, body);
    return `${status} ${text.replace(/"instance":"[^"]*"/u, "")}`;
  };

  test("of a password with a space at its end: the same to everybody", async () => {
    const family = demo.guardians[3];
    if (!family) throw new Error("The demo town has three families only");
    const guardian = await signIn(demo.url, family.login, family.password);
    const { guardians } = z
      .object({ guardians: z.array(z.object({ firstName: z.string(), lastName: z.string() })) })
      .parse(JSON.parse((await done(call(guardian, "GET", "/api/family"))).text));
    const { terms } = z
      .object({ terms: z.object({ version: z.string() }) })
      .parse(await (await fetch(`${demo.url}/town.json`)).json());
    const spaced = async (person: object) =>
      saidTo("/api/account/activation", {
        ...person,
        email: "essai@exemple.fr",
        emailAgain: "essai@exemple.fr",
        password: `${chosen} `,
        passwordAgain: `${chosen} `,
        robot: await solveRobot(demo.url),
        termsAccepted: terms.version,
      });
    const known = await spaced({ familyCode: family.login, ...guardians[0] });
    expect(known).toMatch(/^400 .*Retirez les espaces/u);
    expect(await spaced({ familyCode: "ZZZZ9999", firstName: "Aucune", lastName: "Personne" })).toBe(known);
  });
});

describe("guessing", () => {
  test("is slowed down for one sign-in and place, says how long, and counts nothing once it is refused", async () => {
    const family = demo.guardians[2];
    if (!family) throw new Error("The demo town has two families only");
    const attempts: Received[] = [];
    for (let attempt = 0; attempt < 16; attempt += 1)
      attempts.push(await call(nobody, "POST", "/api/session", { login: family.login, password: `essai ${attempt}` }));
    const refusal = attempts.find(({ status }) => status === 429);
    if (!refusal) throw new Error("Sixteen wrong passwords in a row were all tried");
    expect(problemIn(refusal)).toMatchObject({ code: "tooManyAttempts" });
    expect(problemIn(refusal).retryAfter).toBeGreaterThan(0);
    expect(problemIn(refusal).detail).toMatch(/Recommencez dans \d+ minutes\./);
    expect(refusal.headers.get("retry-after")).toBe(String(problemIn(refusal).retryAfter));
  });
});
