/** One adult, one sign-in in force: whoever had another one, or has left the household, reads nothing any more. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type Login } from "../../../functions/kernel/ids.ts";
import { readHousehold } from "../../../functions/family/store/families.ts";
import { endRemovedAdults } from "../../../functions/sign-in/follow/end-removed-adults.ts";
import { putActivation } from "../../../functions/sign-in/store/activations.ts";
import { putFeed, readFeedOwner } from "../../../functions/sign-in/store/feeds.ts";
import { putNewLogin, readFamilyLogins, readLogin } from "../../../functions/sign-in/store/logins.ts";
import { openSession, readSession } from "../../../functions/sign-in/store/sessions.ts";
import { completeActivation, loginOfFamily } from "../../../functions/sign-in/use-cases/complete-activation.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRecord } from "../../../functions/table/read.ts";
import { update } from "../../../functions/table/write.ts";
import { silentLog } from "../../support/log.ts";
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
  await putFeed(table, { login, familyCode: code }, { tokenHash: `feed-${code}`, madeAt: at });
  return login;
}

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
