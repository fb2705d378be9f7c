/**
 * Whether an adult receives reminders. A record of the person's own choice, beside the household's file: an import of
 * the town's software knows nothing of it and leaves it alone, and one parent's choice is not the other's.
 */
import { GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, GuardianId, Instant } from "../../kernel/ids.ts";
import { retried } from "../../table/retry.ts";
import * as keys from "../../table/keys.ts";
import { familyPartition, preferencePrefix } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

/** Who decided: the person, signed in, or whoever holds a mail that was sent to them. */
export type DecidedBy = "page" | "link";

const preference = z.object({
  guardianId: branded("GuardianId"),
  reminders: z.boolean(),
  by: z.enum(["page", "link"]),
  at: branded("Instant"),
});

/** Whose choice. */
export interface Person {
  readonly familyCode: FamilyCode;
  readonly guardianId: GuardianId;
}

export async function putReminderPreference(
  table: Table,
  { familyCode, guardianId }: Person,
  { reminders, by, at }: { readonly reminders: boolean; readonly by: DecidedBy; readonly at: Instant },
): Promise<void> {
  await retried(() =>
    table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          ...keys.reminderPreference(familyCode, guardianId),
          entity: "reminderPreference",
          guardianId,
          reminders,
          by,
          at,
        },
      }),
    ),
  );
}

/** Who has chosen nothing receives them. Consistent: a choice is seen at once. */
export async function wantsReminders(table: Table, { familyCode, guardianId }: Person): Promise<boolean> {
  const { Item } = await retried(() =>
    table.client.send(
      new GetCommand({
        TableName: table.name,
        Key: keys.reminderPreference(familyCode, guardianId),
        ConsistentRead: true,
      }),
    ),
  );
  return Item ? z.parse(preference, Item).reminders : true;
}

/** The adults of a household who want none; consistent. */
export async function readUnwilling(table: Table, familyCode: FamilyCode): Promise<ReadonlySet<GuardianId>> {
  const { Items = [] } = await retried(() =>
    table.client.send(
      new QueryCommand({
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues: { ":pk": familyPartition(familyCode), ":prefix": preferencePrefix },
      }),
    ),
  );
  return new Set(
    Items.map((item) => z.parse(preference, item))
      .filter(({ reminders }) => !reminders)
      .map(({ guardianId }) => guardianId),
  );
}
