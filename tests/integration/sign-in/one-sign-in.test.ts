/** One adult, one sign-in in force: whoever had another one, or has left the household, reads nothing any more. */
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type Login } from "../../../functions/kernel/ids.ts";
import { readHousehold } from "../../../functions/family/store/families.ts";
import { endRemovedAdults } from "../../../functions/sign-in/follow/end-removed-adults.ts";
import { putActivation } from "../../../functions/sign-in/store/activations.ts";
import { cognitoAdministration } from "../../../functions/access/identity-administration.ts";
import { listOwn } from "../../../functions/access/use-cases/guardians.ts";
import { familyUseCases } from "../../../functions/family/use-cases/read-family.ts";
import type { GuardianSession } from "../../../functions/http/session.ts";
import { endAccess } from "../../../functions/sign-in/end-access.ts";
import { putFeed, readFeedOwner, removeFeed } from "../../../functions/sign-in/store/feeds.ts";
import { putNewLogin, readFamilyLogins, readLogin } from "../../../functions/sign-in/store/logins.ts";
import { listSessions, openSession, readEnding, readSession } from "../../../functions/sign-in/store/sessions.ts";
import { open } from "../../../functions/sign-in/use-cases/open-session.ts";
import { withdrawLogin } from "../../../functions/sign-in/withdraw-login.ts";
import { completeActivation, loginOfFamily } from "../../../functions/sign-in/use-cases/complete-activation.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRecord } from "../../../functions/table/read.ts";
import { update } from "../../../functions/table/write.ts";
import { silentLog } from "../../support/log.ts";
import { town as testTown } from "../../support/town.ts";
import { familyCode, putFamily } from "../booking/support.ts";
import { openTestTable, type TestTable } from "../family/table.ts";

let world: TestTable;
beforeAll(async () => {
  world = await openTestTable();
});
afterAll(() => world.end());

const at = id("Instant", "2026-11-23T08:00:00Z");
const first = id("GuardianId", "1");

/** Somebody who was invited in the adult's name, signed in and made a calendar link. */
async function invited(code: FamilyCode): Promise<Login> {
  const login = id("Login", `${code}.1`);
  const { table } = world;
  await putNewLogin(
    table,
    {
      role: "guardian",
      login,
      familyCode: code,
      guardianId: first,
      displayName: "Autre",
      termsVersion: "2026-01-01",
      termsAcceptedAt: at,
    },
    at,
  );
  await openSession(table, `sid-${code}`, {
    role: "guardian",
    login,
    familyCode: code,
    guardianId: first,
    displayName: "Autre",
    openedAt: at,
    endsAt: id("Instant", "2027-11-23T08:00:00Z"),
    requiredAction: null,
    device: "x",
    origin: "x",
    refreshToken: "x",
  });
  expect(await makeLink(code, login)).toBe(true);
  return login;
}
const makeLink = (code: FamilyCode, login: Login): Promise<boolean> =>
  putFeed(
    world.table,
    { login, familyCode: code, guardianId: id("GuardianId", "1"), sidHash: `sid-${code}` },
    { tokenHash: `feed-${code}`, madeAt: at },
  );

async function expectNothingOpen(code: FamilyCode, login: Login): Promise<void> {
  const { table } = world;
  expect(await readLogin(table, login)).toBeNull();
  expect(await readSession(table, login, `sid-${code}`)).toBeNull();
  expect(await readFeedOwner(table, `feed-${code}`)).toBeNull();
}

test("an adult who activates with the family code puts out whoever was invited in their name", async () => {
  const code = familyCode(9001);
  await putFamily(world.table, code, 1);
  const other = await invited(code);
  await putActivation(world.table, {
    familyCode: code,
    guardianId: first,
    displayName: "Mme Martin",
    termsVersion: "2026-01-01",
    askedAt: at,
  });
  await completeActivation(world.table, code, systemClock);
  await expectNothingOpen(code, other);
  expect([...(await readFamilyLogins(world.table, code)).values()].map(({ login }) => login)).toEqual([
    loginOfFamily(code),
  ]);
  // Again, as the trigger and the page both do.
  expect((await completeActivation(world.table, code, systemClock))?.login).toBe(loginOfFamily(code));
});

test("the address that an adult has proven is theirs for everything, and outlives the next import's", async () => {
  const code = familyCode(9005);
  await putFamily(world.table, code, 1);
  await putActivation(world.table, {
    familyCode: code,
    guardianId: first,
    displayName: "Mme Martin",
    termsVersion: "2026-01-01",
    askedAt: at,
    email: "prouvee@courriel.example",
  });
  for (let again = 0; again < 2; again += 1) await completeActivation(world.table, code, systemClock);
  const household = await readHousehold(world.table, code, { consistent: true });
  expect(household?.guardians.find(({ id: rank }) => rank === first)?.email).toBe("prouvee@courriel.example");
});

test("an adult who has left the household between the code and its use activates nothing", async () => {
  const code = familyCode(9002);
  await putFamily(world.table, code, 1);
  await putActivation(world.table, {
    familyCode: code,
    guardianId: id("GuardianId", "7"),
    displayName: "M. Martin",
    termsVersion: "2026-01-01",
    askedAt: at,
  });
  expect(await completeActivation(world.table, code, systemClock)).toBeNull();
  expect((await readFamilyLogins(world.table, code)).size).toBe(0);
});

test("an adult who is taken out of the household is out at once, whoever wrote it; the others stay", async () => {
  const code = familyCode(9003);
  await putFamily(world.table, code, 1);
  const gone = await invited(code);
  const key = keys.household(code);
  const before = await readRecord(world.table, key);
  await update(world.table, {
    Key: key,
    UpdateExpression: "SET guardians = :others",
    ExpressionAttributeValues: { ":others": { "2": { firstName: "Camille", lastName: "Martin", payer: true } } },
  });
  const record = { entity: "household" as const, pk: key.pk, before, after: await readRecord(world.table, key) };
  for (let again = 0; again < 2; again += 1)
    await endRemovedAdults({ table: world.table, log: silentLog }, record, code);
  await expectNothingOpen(code, gone);
});

const inSession = (code: FamilyCode): GuardianSession => ({
  role: "guardian",
  login: id("Login", `${code}.1`),
  familyCode: code,
  guardianId: first,
  displayName: "Autre",
  openedAt: at,
  endsAt: id("Instant", "2027-11-23T08:00:00Z"),
  requiredAction: null,
  device: "x",
  origin: "x",
});
const standing = async (login: Login) => {
  const record = await readLogin(world.table, login);
  if (!record) throw new Error(`${login} stands for nobody`);
  return record;
};

test("a calendar link that is being made while the sign-in is withdrawn shows nothing to anybody", async () => {
  const code = familyCode(9010);
  await putFamily(world.table, code, 1);
  const login = await invited(code);
  await removeFeed(world.table, login);
  const record = await standing(login);
  // Past the guard, on its way to the table.
  world.before("TransactWriteItemsCommand", () => withdrawLogin(world.table, record));
  expect(await makeLink(code, login)).toBe(false);
  await expectNothingOpen(code, login);
});

test("nor does one that is being made while the invitation is sent to somebody else", async () => {
  const code = familyCode(9012);
  await putFamily(world.table, code, 1);
  const login = await invited(code);
  await removeFeed(world.table, login);
  // The sign-in stands: it is the other person's by now.
  world.before("TransactWriteItemsCommand", () => endAccess(world.table, login));
  expect(await makeLink(code, login)).toBe(false);
  expect(await readFeedOwner(world.table, `feed-${code}`)).toBeNull();
});

test("a session that is being opened while all are ended does not open", async () => {
  const code = familyCode(9013);
  await putFamily(world.table, code, 1);
  const login = await invited(code);
  const record = await standing(login);
  const opening = {
    record,
    tokens: { accessToken: "x", refreshToken: "x", expiresIn: 900 },
    secondFactorDone: false,
    remember: false,
    ending: await readEnding(world.table, login),
  };
  const viewer = { address: "192.0.2.1", portal: "https://portail.example", userAgent: "" };
  const deps = { table: world.table, clock: () => at, town: testTown };
  expect(await open(deps, opening, viewer)).not.toBeNull();
  // The password was right a moment ago; meanwhile somebody chooses another one, or is put out.
  world.before("PutItemCommand", () => endAccess(world.table, login));
  expect(await open(deps, opening, viewer)).toBeNull();
  expect(await listSessions(world.table, login, at)).toEqual([]);
});

test("who has left the household reads neither its address nor its adults, even before the change was followed", async () => {
  const code = familyCode(9014);
  await putFamily(world.table, code, 1);
  const session = inSession(code);
  const read = () => callRead(session);
  expect((await read()).body.code).toBe(code);
  await update(world.table, {
    Key: keys.household(code),
    UpdateExpression: "SET guardians = :others",
    ExpressionAttributeValues: { ":others": { "2": { firstName: "Camille", lastName: "Martin", payer: true } } },
  });
  await expect(read()).rejects.toMatchObject({ code: "session.missing" });
  await expect(callGuardians(session)).rejects.toMatchObject({ code: "session.missing" });
});
const call = (session: GuardianSession) => ({
  params: undefined,
  query: undefined,
  body: undefined,
  session,
  cookies: new Map<string, string>(),
  viewer: { address: "192.0.2.1", portal: "https://portail.example", userAgent: "" },
});
const callRead = (session: GuardianSession) =>
  familyUseCases({ table: world.table, clock: () => at })["family.read"](call(session));
const callGuardians = (session: GuardianSession) =>
  listOwn({ table: world.table, clock: () => at, town: testTown, identity: pool }, call(session));
/** Nothing of what is tested asks it. */
const pool = cognitoAdministration(new CognitoIdentityProviderClient({ region: "eu-west-3" }), {
  userPoolId: "eu-west-3_none",
  clientId: "none",
  clientSecret: "none",
});

test("a change that takes nobody away ends nothing", async () => {
  const code = familyCode(9004);
  await putFamily(world.table, code, 1);
  const there = await invited(code);
  const after = await readRecord(world.table, keys.household(code));
  const before = { ...after, guardians: {} };
  await endRemovedAdults(
    { table: world.table, log: silentLog },
    { entity: "household", pk: keys.household(code).pk, before, after },
    code,
  );
  expect(await readLogin(world.table, there)).not.toBeNull();
});
