/**
 * Writers of sign-ins that meet: DynamoDB refuses one of them in passing (a transaction conflict, throttling), which
 * nobody may see. Each act of the stores runs twice, undisturbed and with every call refused once, and must leave the
 * same records.
 */
import { TransactionCanceledException, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, ScanCommand } from "@aws-sdk/lib-dynamodb";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { id, type Login } from "../../../functions/kernel/ids.ts";
import { changeGuardianPhone } from "../../../functions/family/store/guardian-contact.ts";
import { putFamily } from "../../../functions/family/store/family-entry.ts";
import { recordAccess } from "../../../functions/journal/store/accesses.ts";
import { putActivation, readActivation } from "../../../functions/sign-in/store/activations.ts";
import { forgetAttempts, takeAttempt } from "../../../functions/sign-in/store/attempts.ts";
import { readAudit, recordAudit } from "../../../functions/sign-in/store/audit.ts";
import { useChallengeOnce } from "../../../functions/sign-in/store/challenges.ts";
import { putFeed, readFeed, readFeedOwner, removeFeed } from "../../../functions/sign-in/store/feeds.ts";
import {
  putLogin,
  putNewLogin,
  readFamilyLogins,
  readStaffMembers,
  correctInvitation,
  deleteInvitation,
  isInvitation,
  readLogin,
  recordLostFactor,
  recordSecondFactor,
  recordTerms,
  removeLogin,
  restore,
  suspend,
  type GuardianLogin,
  type StaffLogin,
} from "../../../functions/sign-in/store/logins.ts";
import {
  countRecoveryCodes,
  forgetRecoveryCodes,
  putRecoveryCodes,
  useRecoveryCode,
} from "../../../functions/sign-in/store/recovery-codes.ts";
import {
  clearRequiredAction,
  closeAllSessions,
  closeSession,
  listSessions,
  openSession,
  readSession,
  type StoredSession,
} from "../../../functions/sign-in/store/sessions.ts";
import * as keys from "../../../functions/table/keys.ts";
import { operatorClient } from "../../../infra/local/dynamo/table.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { addFaults, awsError, type FaultPlan, type Faults } from "../booking/faults.ts";
import { startTestTable, type TestTable } from "../../support/table.ts";

let local: TestTable;
let table: Table;
let plain: Table;
let disturbed: DynamoDBClient;
let faults: Faults;
beforeAll(async () => {
  local = await startTestTable();
  plain = openTable(local.name, local.client);
  disturbed = operatorClient(local.endpoint);
  faults = addFaults(disturbed);
  table = openTable(local.name, disturbed);
});
afterAll(async () => {
  disturbed.destroy();
  await local.end();
});

const records = async (): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>> => {
  const { Items = [] } = await plain.client.send(new ScanCommand({ TableName: plain.name, ConsistentRead: true }));
  // What ends all sessions is named at random each time.
  return new Map(
    Items.map((item) => [
      `${String(item["pk"])} ${String(item["sk"])}`,
      item["entity"] === "ending" ? { ...item, ending: "some" } : item,
    ]),
  );
};
const removeAll = async (): Promise<void> => {
  for (const { pk, sk } of (await records()).values())
    await plain.client.send(new DeleteCommand({ TableName: plain.name, Key: { pk, sk } }));
};
beforeEach(removeAll);

const at = id("Instant", "2046-11-02T08:00:00Z");
const familyCode = id("FamilyCode", "ABC4821");
const guardianId = id("GuardianId", "1");
const login = id("Login", "ABC4821");
const agent = id("Login", "MDUVAL");
const staffMember: StaffLogin = {
  role: "staff",
  login: agent,
  displayName: "Marie Duval",
  email: "marie.duval@ville.example",
  state: "active",
  secondFactor: true,
  grants: [{ role: "administrator" }],
  invitedAt: at,
};
const guardian: GuardianLogin = {
  role: "guardian",
  login,
  displayName: "Mme Petit",
  familyCode,
  guardianId,
  termsVersion: null,
  termsAcceptedAt: null,
};
const colleague = (rank: number): StaffLogin => ({
  ...staffMember,
  login: id("Login", `AGENT.${rank}`),
  displayName: `Agent ${rank}`,
});
const session = (of: Login): StoredSession => ({
  role: "staff",
  login: of,
  displayName: "Marie Duval",
  openedAt: at,
  endsAt: id("Instant", "2046-11-02T20:00:00Z"),
  requiredAction: "enrolSecondFactor",
  device: "Firefox",
  origin: "1.2.3.0",
  grants: [{ role: "administrator" }],
  refreshToken: "sealed",
});

/** Every call is refused in passing, as the table refuses it, and passes when it comes again. */
const eachOnce: FaultPlan = ({ name, index }) => {
  if (index % 2 === 1) return null;
  if (name === "TransactWriteItems")
    return {
      when: "before",
      error: new TransactionCanceledException({
        message: "Transaction cancelled",
        $metadata: {},
        CancellationReasons: [{ Code: "TransactionConflict" }, { Code: "None" }],
      }),
    };
  const reads = ["GetItem", "Query", "BatchGetItem"].includes(name);
  return { when: "before", error: awsError(reads ? "ThrottlingException" : "TransactionConflictException") };
};

const acts: readonly (readonly [string, (on: Table) => Promise<unknown>])[] = [
  ["an agent is invited", (on) => putNewLogin(on, staffMember, at)],
  [
    "an agent is suspended",
    async (on) => {
      await putNewLogin(on, staffMember, at);
      await putNewLogin(on, colleague(1), at);
      const suspended = await suspend(on, agent, colleague(1).login);
      return [suspended, await restore(on, agent), (await readStaffMembers(on)).map(({ state }) => state)];
    },
  ],
  [
    "an invitation is corrected, made one's own; another one is deleted",
    async (on) => {
      await putNewLogin(on, { ...staffMember, secondFactor: false }, at);
      await putNewLogin(on, colleague(1), at);
      const wanted = { displayName: "Marie Duval", email: "m.duval@ville.example" };
      const corrected = await correctInvitation(on, agent, wanted);
      await recordSecondFactor(on, agent, at);
      await putNewLogin(on, { ...colleague(2), secondFactor: false }, at);
      return [
        corrected,
        await readLogin(on, agent),
        await deleteInvitation(on, colleague(2), agent),
        (await readStaffMembers(on)).map((one) => one.login),
      ];
    },
  ],
  [
    "an adult's sign-in is given, its terms accepted",
    async (on) => {
      await putLogin(on, guardian, at);
      await recordTerms(on, login, "2026-01", at);
      return [...(await readFamilyLogins(on, familyCode)).values()];
    },
  ],
  [
    "a sign-in is withdrawn",
    async (on) => {
      await putLogin(on, guardian, at);
      await removeLogin(on, guardian);
    },
  ],
  [
    "sessions open and close",
    async (on) => {
      await openSession(on, "one", session(agent));
      await openSession(on, "two", session(agent));
      await openSession(on, "three", session(agent));
      await clearRequiredAction(on, agent, "one");
      await closeSession(on, agent, "two");
      await closeAllSessions(on, agent, "one");
      return [await readSession(on, agent, "one"), await listSessions(on, agent, at)];
    },
  ],
  [
    "a calendar link is made anew and taken back",
    async (on) => {
      for (const who of [login, agent]) await openSession(on, "sid", session(who));
      await putFeed(
        on,
        { login, familyCode, guardianId: id("GuardianId", "1"), sidHash: "sid" },
        { tokenHash: "one", madeAt: at },
      );
      await putFeed(
        on,
        { login, familyCode, guardianId: id("GuardianId", "1"), sidHash: "sid" },
        { tokenHash: "two", madeAt: at },
      );
      await putFeed(
        on,
        { login: agent, familyCode, guardianId: id("GuardianId", "1"), sidHash: "sid" },
        { tokenHash: "three", madeAt: at },
      );
      await removeFeed(on, agent);
      return [await readFeed(on, login), await readFeedOwner(on, "two"), await readFeedOwner(on, "one")];
    },
  ],
  [
    "attempts are counted and forgotten",
    async (on) => {
      const policy = { free: 2, firstDelay: 5, longestDelay: 60, memory: 3600 };
      const key = keys.attemptsOfLogin(login, "signIn");
      const other = keys.attemptsOfAddress("1.2.3.4", "signIn");
      const taken = [await takeAttempt(on, key, policy, at), await takeAttempt(on, other, policy, at)];
      await forgetAttempts(on, other);
      return taken;
    },
  ],
  [
    "recovery codes are used up",
    async (on) => {
      await putRecoveryCodes(on, agent, ["one", "two"]);
      await putRecoveryCodes(on, login, ["three"]);
      await forgetRecoveryCodes(on, login);
      return [
        await useRecoveryCode(on, agent, "one"),
        await useRecoveryCode(on, agent, "four"),
        await countRecoveryCodes(on, agent),
      ];
    },
  ],
  [
    "a robot check is used once",
    async (on) => [await useChallengeOnce(on, "signed", 1), await useChallengeOnce(on, "signed", 1)],
  ],
  [
    "an activation is asked for",
    async (on) => {
      await putActivation(on, { familyCode, guardianId, displayName: "Mme Petit", termsVersion: "1", askedAt: at });
      return readActivation(on, familyCode);
    },
  ],
  [
    "an adult's phone changes",
    async (on) => {
      const adult = { id: guardianId, title: "Mme", firstName: "Anne", lastName: "Petit", payer: true };
      const address = { lines: ["1 rue du Lac"], postcode: "74000", town: "Annecy" };
      await putFamily(
        on,
        { household: { code: familyCode, guardians: [adult], address, resident: true }, children: [] },
        at,
      );
      return changeGuardianPhone(on, familyCode, guardianId, "06 11 22 33 44");
    },
  ],
];

describe("writers of sign-ins that meet", () => {
  it.each(acts)("%s: refused in passing, it is done all the same", async (_, act) => {
    const undisturbed = await act(plain);
    const expected = await records();
    await removeAll();
    faults.plan(eachOnce);
    try {
      expect(await act(table)).toEqual(undisturbed);
    } finally {
      expect(await faults.clear()).toBeGreaterThan(1);
    }
    expect(await records()).toEqual(expected);
  });

  it("what happened, and who looked at what, is recorded once", async () => {
    faults.plan(eachOnce);
    try {
      await recordAudit(table, agent, { kind: "signedIn", at, device: "Firefox", origin: "1.2.3.0" }, 30);
      await recordAccess(table, { login: agent, route: "family.read", of: {}, outcome: "done", at }, 30);
      expect(await readAudit(table, agent, 10)).toHaveLength(1);
    } finally {
      await faults.clear();
    }
    expect([...(await records()).values()].map(({ entity }) => entity).toSorted()).toEqual(["access", "audit"]);
  });

  it("fifty links made at once for one person leave one, and no other opens anything", async () => {
    const hashes = Array.from({ length: 50 }, (_, index) => `hash-${index}`);
    await openSession(plain, "sid", session(login));
    const maker = { login, familyCode, guardianId: id("GuardianId", "1"), sidHash: "sid" };
    await Promise.all(hashes.map((tokenHash) => putFeed(plain, maker, { tokenHash, madeAt: at })));
    const feed = await readFeed(plain, login);
    const owners = await Promise.all(hashes.map((hash) => readFeedOwner(plain, hash)));
    expect(hashes.filter((_, index) => owners[index] !== null)).toEqual([feed?.tokenHash]);
  });

  it("of ten who invite one agent at once, one does", async () => {
    const invited = await Promise.all(Array.from({ length: 10 }, () => putNewLogin(plain, staffMember, at)));
    expect(invited.filter(Boolean)).toHaveLength(1);
  });

  it("however staff suspend each other at once, somebody who acts stays", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 5 }).chain((size) => {
          const rank = fc.integer({ min: 0, max: size - 1 });
          return fc.tuple(fc.constant(size), fc.array(fc.tuple(rank, rank), { minLength: 1, maxLength: 12 }));
        }),
        async ([size, wishes]) => {
          await removeAll();
          await Promise.all(Array.from({ length: size }, (_, rank) => putNewLogin(plain, colleague(rank), at)));
          // Nobody suspends themselves: the use case refuses that.
          const others = wishes.filter(([by, whom]) => by !== whom);
          await Promise.all(others.map(([by, whom]) => suspend(plain, colleague(whom).login, colleague(by).login)));
          const states = (await readStaffMembers(plain)).map(({ state }) => state);
          expect(states.filter((state) => state === "active").length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("two who suspend each other at once: one of them is refused", async () => {
    await Promise.all([putNewLogin(plain, colleague(1), at), putNewLogin(plain, colleague(2), at)]);
    const [one, two] = [colleague(1).login, colleague(2).login];
    const outcomes = await Promise.all([suspend(plain, one, two), suspend(plain, two, one)]);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    // The one who was suspended deletes no invitation either.
    const invited = { ...colleague(3), secondFactor: false };
    await putNewLogin(plain, invited, at);
    const suspended = outcomes[0] ? one : two;
    expect(await deleteInvitation(plain, invited, suspended)).toBe(false);
    expect(await deleteInvitation(plain, invited, suspended === one ? two : one)).toBe(true);
    expect(await readLogin(plain, invited.login)).toBeNull();
  });

  it("what somebody has made their own is no invitation any more, not even once the application is lost", async () => {
    const invited = { ...staffMember, secondFactor: false };
    await Promise.all([putNewLogin(plain, invited, at), putNewLogin(plain, colleague(1), at)]);
    const wanted = { displayName: "Marie Duval", email: "m.duval@ville.example" };
    expect(await correctInvitation(plain, agent, wanted)).toBe(true);
    await recordSecondFactor(plain, agent, at);
    await recordLostFactor(plain, agent, at);
    const known = await readLogin(plain, agent);
    expect(known).toMatchObject({ ...wanted, secondFactor: false, joinedAt: at });
    expect(known?.role === "staff" && isInvitation(known)).toBe(false);
    expect(await correctInvitation(plain, agent, { ...wanted, email: "autre@ville.example" })).toBe(false);
    expect(await deleteInvitation(plain, invited, colleague(1).login)).toBe(false);
    expect((await readStaffMembers(plain)).map((one) => one.email)).toContain(wanted.email);
  });

  it("a table that stays busy is told as such, by a name of our own", async () => {
    faults.plan(() => ({ when: "before", error: awsError("TransactionConflictException") }));
    try {
      await expect(openSession(table, "one", session(agent))).rejects.toMatchObject({ name: "Busy" });
    } finally {
      await faults.clear();
    }
  });
});
