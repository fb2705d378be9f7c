/**
 * Whom a sign-in stands for. One account may later carry a second identity (FranceConnect): it would point at the same
 * record.
 *
 * Two short lists stand beside the records, written with them: a household's sign-ins in its own partition, the staff
 * in one.
 */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, GuardianId, Instant, Login } from "../../kernel/ids.ts";
import { grantsField } from "./grants.ts";
import { readAll } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { transact, type Write } from "../../table/transact.ts";
import { ifAbsent, ifPresent, update, type Put } from "../../table/write.ts";

const common = lazily(() => ({ login: branded("Login"), displayName: z.string() }));
const guardianLogin = lazily(() =>
  z.object({
    ...common(),
    role: z.literal("guardian"),
    familyCode: branded("FamilyCode"),
    guardianId: branded("GuardianId"),
    /** Version of the CGU that was accepted last, and when; null for an invited adult who has not yet. */
    termsVersion: z.nullable(z.string()),
    termsAcceptedAt: z.nullable(branded("Instant")),
  }),
);
const staffLogin = lazily(() =>
  z.object({
    ...common(),
    role: z.literal("staff"),
    email: z.string(),
    state: z.enum(["active", "disabled"]),
    secondFactor: z.boolean(),
    grants: grantsField(),
    invitedAt: branded("Instant"),
    /** When a first application was enrolled; until then, it is an invitation. */
    joinedAt: z.optional(branded("Instant")),
  }),
);
const loginRecord = lazily(() => z.discriminatedUnion("role", [guardianLogin(), staffLogin()]));
export type GuardianLogin = z.infer<ReturnType<typeof guardianLogin>>;
export type StaffLogin = z.infer<ReturnType<typeof staffLogin>>;
export type LoginRecord = z.infer<ReturnType<typeof loginRecord>>;

export async function readLogin(table: Table, login: Login): Promise<LoginRecord | null> {
  const item = await readRecord(table, keys.login(login));
  return item && z.parse(loginRecord(), item);
}

const listed = lazily(() => z.object({ login: branded("Login") }));

/** Where the lists name this sign-in. */
const listing = (record: LoginRecord) =>
  record.role === "staff" ? keys.staffMember(record.login) : keys.signIn(record.familyCode, record.guardianId);

type Only = Pick<Put, "ConditionExpression" | "ExpressionAttributeValues">;

/** The record and its line in the list, under these conditions. */
const writesOf = (record: LoginRecord, at: Instant, onLine: Only, onRecord: Only = {}): readonly [Write, Write] => [
  { Put: { Item: { ...keys.login(record.login), entity: "login", ...record, recordedAt: at }, ...onRecord } },
  { Put: { Item: { ...listing(record), entity: "signIn", login: record.login, recordedAt: at }, ...onLine } },
];

/** The sign-in that the list names for this adult or member of staff, whoever wrote it. */
export async function readListedLogin(table: Table, record: LoginRecord): Promise<Login | null> {
  const item = await readRecord(table, listing(record));
  return item && z.parse(listed(), item).login;
}

/**
 * Records whom a sign-in stands for, in its list too; the same again changes nothing that matters. One adult, one
 * sign-in: another one that stood for the same adult is withdrawn with the same write, and told.
 */
export const putLogin = (table: Table, record: LoginRecord, at: Instant): Promise<Login | null> =>
  decideAndWrite<null, Login | null>("A list of sign-ins", null, async () => {
    const before = await readListedLogin(table, record);
    const replaced = before === record.login ? null : before;
    const [own, inList] = writesOf(
      record,
      at,
      before === null
        ? ifAbsent
        : { ConditionExpression: "login = :before", ExpressionAttributeValues: { ":before": before } },
    );
    const writes = [own, inList, ...(replaced === null ? [] : [{ Delete: { Key: keys.login(replaced) } }])];
    return (await transact(table, writes)) === "done" ? { done: replaced } : { again: null };
  });

/** The same, for a name that nobody has. False when the name, or the adult's place in the list, is taken. */
export const putNewLogin = async (table: Table, record: LoginRecord, at: Instant): Promise<boolean> =>
  (await transact(table, writesOf(record, at, ifAbsent, ifAbsent))) === "done";

/** Withdraws a sign-in from the table; withdrawing it twice changes nothing. */
export async function removeLogin(table: Table, record: LoginRecord): Promise<void> {
  await transact(table, [
    { Delete: { Key: keys.login(record.login), ...(record.role === "guardian" ? stillOf(record) : {}) } },
    { Delete: { Key: listing(record) } },
  ]);
}

/** A sign-in may be another adult's, or another household's, by now: it stays theirs. */
const stillOf = ({ guardianId, familyCode }: Pick<GuardianLogin, "guardianId" | "familyCode">) => ({
  ConditionExpression: "attribute_not_exists(pk) OR (guardianId = :guardian AND familyCode = :family)",
  ExpressionAttributeValues: { ":guardian": guardianId, ":family": familyCode },
});

/**
 * A sign-in stands for another adult of its household, or of the one that this has become part of, from then on, in place
 * of the one that this adult had. Part of a transaction, which changes nothing when either is no longer as it was read.
 */
export const handedOver = (
  { login, familyCode: from, guardianId: before }: GuardianLogin,
  { guardianId, displayName, familyCode }: Pick<GuardianLogin, "guardianId" | "displayName" | "familyCode">,
  replaced: GuardianLogin | undefined,
  at: Instant,
): readonly Write[] => [
  {
    Update: {
      Key: keys.login(login),
      UpdateExpression: "SET guardianId = :guardian, displayName = :name, familyCode = :family",
      ConditionExpression: "guardianId = :before AND familyCode = :from",
      ExpressionAttributeValues: {
        ":guardian": guardianId,
        ":name": displayName,
        ":family": familyCode,
        ":before": before,
        ":from": from,
      },
    },
  },
  {
    Put: {
      Item: { ...keys.signIn(familyCode, guardianId), entity: "signIn", login, recordedAt: at },
      ...(replaced
        ? { ConditionExpression: "login = :known", ExpressionAttributeValues: { ":known": replaced.login } }
        : ifAbsent),
    },
  },
  lineGone(from, before, login),
  ...(replaced ? [{ Delete: { Key: keys.login(replaced.login), ...stillOf({ guardianId, familyCode }) } }] : []),
];

const lineGone = (familyCode: FamilyCode, guardianId: GuardianId, login: Login): Write => ({
  Delete: {
    Key: keys.signIn(familyCode, guardianId),
    ConditionExpression: "login = :known",
    ExpressionAttributeValues: { ":known": login },
  },
});

/** A sign-in stands for nobody from then on. Part of a transaction, which changes nothing when it is no longer as it was read. */
export const ended = ({ login, familyCode, guardianId }: GuardianLogin): readonly Write[] => [
  {
    Delete: {
      Key: keys.login(login),
      ConditionExpression: "guardianId = :guardian AND familyCode = :family",
      ExpressionAttributeValues: { ":guardian": guardianId, ":family": familyCode },
    },
  },
  lineGone(familyCode, guardianId, login),
];

/** Changes facts of an existing record. False when there is none. */
async function amend(table: Table, login: Login, facts: Readonly<Record<string, string | boolean>>): Promise<boolean> {
  const names = Object.keys(facts);
  const { written } = await update(table, {
    Key: keys.login(login),
    ...ifPresent,
    UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(Object.entries(facts).map(([name, value]) => [`:${name}`, value])),
  });
  return written;
}

export const recordTerms = (
  table: Table,
  login: Login,
  termsVersion: string,
  termsAcceptedAt: Instant,
): Promise<boolean> => amend(table, login, { termsVersion, termsAcceptedAt });
/** An invitation that nobody has made their own yet; who joined before that was noted has a second factor. */
export const isInvitation = ({ secondFactor, joinedAt }: Pick<StaffLogin, "secondFactor" | "joinedAt">): boolean =>
  !secondFactor && joinedAt === undefined;

/** Its application is enrolled: from now on it is somebody's. */
export async function recordSecondFactor(table: Table, login: Login, at: Instant): Promise<void> {
  await update(table, {
    Key: keys.login(login),
    ...ifPresent,
    UpdateExpression: "SET secondFactor = :yes, joinedAt = if_not_exists(joinedAt, :at)",
    ExpressionAttributeValues: { ":yes": true, ":at": at },
  });
}

/** Its application is lost: the next sign-in can only enrol another. It stays somebody's. */
export async function recordLostFactor(table: Table, login: Login, at: Instant): Promise<void> {
  await update(table, {
    Key: keys.login(login),
    ...ifPresent,
    UpdateExpression: "SET secondFactor = :no, joinedAt = if_not_exists(joinedAt, :at)",
    ExpressionAttributeValues: { ":no": false, ":at": at },
  });
}

/** The address that a staff member has proven is theirs for everything. */
export const recordStaffEmail = (table: Table, login: Login, email: string): Promise<boolean> =>
  amend(table, login, { email });

/** Gives a suspended staff member the access back. */
export const restore = (table: Table, login: Login): Promise<boolean> => amend(table, login, { state: "active" });

/**
 * The one who withdraws others is not withdrawn at the same time. Whoever withdraws last is there when it is written, so
 * that somebody of the staff can always sign in, however many withdraw each other at once.
 */
const whileActive = (by: Login): Write => ({
  ConditionCheck: {
    Key: keys.login(by),
    ConditionExpression: "#state = :active",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":active": "active" satisfies StaffLogin["state"] },
  },
});

/** Suspends a staff member, as another one who is not suspended. False: one of the two is not there any more. */
export const suspend = async (table: Table, login: Login, by: Login): Promise<boolean> =>
  (await transact(table, [
    {
      Update: {
        Key: keys.login(login),
        ...ifPresent,
        UpdateExpression: "SET #state = :disabled",
        ExpressionAttributeNames: { "#state": "state" },
        ExpressionAttributeValues: { ":disabled": "disabled" satisfies StaffLogin["state"] },
      },
    },
    whileActive(by),
  ])) === "done";

/** That nobody has made the invitation their own. */
const stillInvited = {
  ConditionExpression: "secondFactor = :no AND attribute_not_exists(joinedAt)",
  ExpressionAttributeValues: { ":no": false },
} as const;

/** Corrects an invitation. False when somebody has made it their own, or it is gone. */
export const correctInvitation = async (
  table: Table,
  login: Login,
  { displayName, email }: Pick<StaffLogin, "displayName" | "email">,
): Promise<boolean> =>
  (
    await update(table, {
      Key: keys.login(login),
      UpdateExpression: "SET displayName = :name, email = :email",
      ConditionExpression: stillInvited.ConditionExpression,
      ExpressionAttributeValues: { ...stillInvited.ExpressionAttributeValues, ":name": displayName, ":email": email },
    })
  ).written;

/** Deletes an invitation, and gives its name back. False when somebody has made it their own, or one of the two is gone. */
export const deleteInvitation = async (table: Table, record: StaffLogin, by: Login): Promise<boolean> =>
  (await transact(table, [
    { Delete: { Key: keys.login(record.login), ...stillInvited } },
    { Delete: { Key: listing(record) } },
    whileActive(by),
  ])) === "done";

/** The sign-ins of a list: the adults of a household, the staff of a town. */
async function readListed(table: Table, pk: string, prefix: string): Promise<readonly LoginRecord[]> {
  const { items } = await readPage(table, startingWith(pk, prefix));
  const logins = items.map((item) => keys.login(z.parse(listed(), item).login));
  return (await readAll(table, logins, { consistent: false })).map((item) => z.parse(loginRecord(), item));
}

/** The household's sign-ins, by adult. */
export async function readFamilyLogins(
  table: Table,
  code: FamilyCode,
): Promise<ReadonlyMap<GuardianId, GuardianLogin>> {
  const records = await readListed(table, keys.familyPartition(code), keys.signInPrefix);
  return new Map(
    records
      .filter((record): record is GuardianLogin => record.role === "guardian")
      .map((record) => [record.guardianId, record]),
  );
}

/** The staff, by name. */
export async function readStaffMembers(table: Table): Promise<readonly StaffLogin[]> {
  const records = await readListed(table, keys.staffPartition, keys.staffMemberPrefix);
  return records
    .filter((record): record is StaffLogin => record.role === "staff")
    .sort((one, other) => one.displayName.localeCompare(other.displayName, "fr"));
}
