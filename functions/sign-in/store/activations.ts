/** What a family accepted when it asked for its account, kept until the e-mail is confirmed. */
import { GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const activationRecord = z.object({
  familyCode: branded("FamilyCode"),
  guardianId: branded("GuardianId"),
  displayName: z.string(),
  termsVersion: z.string(),
  askedAt: branded("Instant"),
});
export type Activation = z.infer<typeof activationRecord>;

/** Days during which an unconfirmed activation can be confirmed. */
const keptDays = 30;

export async function putActivation(table: Table, activation: Activation): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: {
        ...keys.activation(activation.familyCode),
        entity: "activation",
        ...activation,
        expiresAt: epochSeconds(activation.askedAt) + keptDays * 86_400,
      },
    }),
  );
}

export async function readActivation(table: Table, code: FamilyCode): Promise<Activation | null> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: keys.activation(code), ConsistentRead: true }),
  );
  return Item ? z.parse(activationRecord, Item) : null;
}
