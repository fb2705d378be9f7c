/** Whom a sign-in stands for. One account may later carry a second identity (FranceConnect): it would point at the same record. */
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../contract/brand.ts";
import type { Instant, Login } from "../domain/ids.ts";
import { keys, type Table } from "./table.ts";

const common = { login: branded("Login"), displayName: z.string() };
const loginRecord = z.discriminatedUnion("role", [
  z.object({
    ...common, role: z.literal("guardian"), familyCode: branded("FamilyCode"), guardianId: branded("GuardianId"),
    /** Version of the CGU that was accepted, and when. */
    termsVersion: z.string(), termsAcceptedAt: branded("Instant"),
  }),
  z.object({ ...common, role: z.literal("staff") }),
]);
export type LoginRecord = z.infer<typeof loginRecord>;

export async function readLogin(table: Table, login: Login): Promise<LoginRecord | null> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: keys.login(login), ConsistentRead: true }));
  return Item ? z.parse(loginRecord, Item) : null;
}

/** Records whom a sign-in stands for; the same again changes nothing that matters. */
export async function putLogin(table: Table, record: LoginRecord, at: Instant): Promise<void> {
  await table.client.send(new PutCommand({ TableName: table.name, Item: { ...keys.login(record.login), entity: "login", ...record, recordedAt: at } }));
}
