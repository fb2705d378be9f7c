/**
 * Whom a sign-in stands for. One account may later carry a second identity (FranceConnect): it would point at the same
 * record.
 *
 * Two short lists stand beside the records, written with them: a household's sign-ins in its own partition, the staff
 * in one.
 */
import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { BatchGetCommand, GetCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, GuardianId, Instant, Login } from "../../kernel/ids.ts";
import { grantsField } from "./grants.ts";
import * as keys from "../../table/keys.ts";
import { familyPartition, signInPrefix, staffPartition } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const common = { login: branded("Login"), displayName: z.string() };
const guardianLogin = z.object({
  ...common,
  role: z.literal("guardian"),
  familyCode: branded("FamilyCode"),
  guardianId: branded("GuardianId"),
  /** Version of the CGU that was accepted last, and when; null for an invited adult who has not yet. */
  termsVersion: z.nullable(z.string()),
  termsAcceptedAt: z.nullable(branded("Instant")),
});
const staffLogin = z.object({
  ...common,
  role: z.literal("staff"),
  email: z.string(),
  state: z.enum(["active", "disabled"]),
  secondFactor: z.boolean(),
  grants: grantsField,
  invitedAt: branded("Instant"),
});
const loginRecord = z.discriminatedUnion("role", [guardianLogin, staffLogin]);
export type GuardianLogin = z.infer<typeof guardianLogin>;
export type StaffLogin = z.infer<typeof staffLogin>;
export type LoginRecord = z.infer<typeof loginRecord>;

export async function readLogin(table: Table, login: Login): Promise<LoginRecord | null> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: keys.login(login), ConsistentRead: true }),
  );
  return Item ? z.parse(loginRecord, Item) : null;
}

/** Where the lists name this sign-in. */
const listing = (record: LoginRecord) =>
  record.role === "staff" ? keys.staffMember(record.login) : keys.signIn(record.familyCode, record.guardianId);

/** Records whom a sign-in stands for, in its list too; the same again changes nothing that matters. */
export async function putLogin(table: Table, record: LoginRecord, at: Instant): Promise<void> {
  await table.client.send(
    new TransactWriteCommand({
      TransactItems: [
        {
          Put: {
            TableName: table.name,
            Item: { ...keys.login(record.login), entity: "login", ...record, recordedAt: at },
          },
        },
        {
          Put: {
            TableName: table.name,
            Item: { ...listing(record), entity: "signIn", login: record.login, recordedAt: at },
          },
        },
      ],
    }),
  );
}

/** The same, for a name that nobody has. False when the name, or the adult's place in the list, is taken. */
export async function putNewLogin(table: Table, record: LoginRecord, at: Instant): Promise<boolean> {
  const free = { ConditionExpression: "attribute_not_exists(pk)" };
  try {
    await table.client.send(
      new TransactWriteCommand({
        TransactItems: [
          {
            Put: {
              TableName: table.name,
              Item: { ...keys.login(record.login), entity: "login", ...record, recordedAt: at },
              ...free,
            },
          },
          {
            Put: {
              TableName: table.name,
              Item: { ...listing(record), entity: "signIn", login: record.login, recordedAt: at },
              ...free,
            },
          },
        ],
      }),
    );
    return true;
  } catch (error) {
    if (
      error instanceof TransactionCanceledException &&
      error.CancellationReasons?.some(({ Code }) => Code === "ConditionalCheckFailed")
    )
      return false;
    throw error;
  }
}

/** Withdraws a sign-in from the table; withdrawing it twice changes nothing. */
export async function removeLogin(table: Table, record: LoginRecord): Promise<void> {
  await table.client.send(
    new TransactWriteCommand({
      TransactItems: [
        { Delete: { TableName: table.name, Key: keys.login(record.login) } },
        { Delete: { TableName: table.name, Key: listing(record) } },
      ],
    }),
  );
}

/** Changes facts of an existing record. False when there is none. */
async function amend(table: Table, login: Login, facts: Readonly<Record<string, string | boolean>>): Promise<boolean> {
  const names = Object.keys(facts);
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keys.login(login),
        ConditionExpression: "attribute_exists(pk)",
        UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
        ExpressionAttributeValues: Object.fromEntries(
          Object.entries(facts).map(([name, value]) => [`:${name}`, value]),
        ),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

export const recordTerms = (
  table: Table,
  login: Login,
  termsVersion: string,
  termsAcceptedAt: Instant,
): Promise<boolean> => amend(table, login, { termsVersion, termsAcceptedAt });
export const recordSecondFactor = (table: Table, login: Login, secondFactor: boolean): Promise<boolean> =>
  amend(table, login, { secondFactor });
export const recordState = (table: Table, login: Login, state: StaffLogin["state"]): Promise<boolean> =>
  amend(table, login, { state });

const listed = z.object({ login: branded("Login") });

async function loginsListed(table: Table, pk: string, prefix: string): Promise<readonly Login[]> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": pk, ":prefix": prefix },
    }),
  );
  return Items.map((item) => z.parse(listed, item).login);
}

/** At most 100: the adults of a household, the staff of a town. */
async function readLogins(table: Table, logins: readonly Login[]): Promise<readonly LoginRecord[]> {
  if (logins.length === 0) return [];
  const { Responses } = await table.client.send(
    new BatchGetCommand({
      RequestItems: { [table.name]: { Keys: logins.slice(0, 100).map((login) => keys.login(login)) } },
    }),
  );
  return (Responses?.[table.name] ?? []).map((item) => z.parse(loginRecord, item));
}

/** The household's sign-ins, by adult. */
export async function readFamilyLogins(
  table: Table,
  code: FamilyCode,
): Promise<ReadonlyMap<GuardianId, GuardianLogin>> {
  const records = await readLogins(table, await loginsListed(table, familyPartition(code), signInPrefix));
  return new Map(
    records
      .filter((record): record is GuardianLogin => record.role === "guardian")
      .map((record) => [record.guardianId, record]),
  );
}

/** The staff, by name. */
export async function readStaffMembers(table: Table): Promise<readonly StaffLogin[]> {
  const records = await readLogins(table, await loginsListed(table, staffPartition, "AGENT#"));
  return records
    .filter((record): record is StaffLogin => record.role === "staff")
    .sort((one, other) => one.displayName.localeCompare(other.displayName, "fr"));
}
