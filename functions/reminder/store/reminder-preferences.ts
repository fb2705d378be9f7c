/**
 * Whether an adult receives reminders. A record of the person's own choice, beside the household's file: an import of
 * the town's software knows nothing of it and leaves it alone, and one parent's choice is not the other's.
 */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, GuardianId, Instant } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Writes } from "../../table/transact.ts";
import { put } from "../../table/write.ts";

/** Who decided: the person, signed in, or whoever holds a mail that was sent to them. */
export type DecidedBy = "page" | "link";

const preference = lazily(() =>
  z.object({
    guardianId: branded("GuardianId"),
    reminders: z.boolean(),
    by: z.enum(["page", "link"]),
    at: branded("Instant"),
  }),
);

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
  await put(table, {
    Item: {
      ...keys.reminderPreference(familyCode, guardianId),
      entity: "reminderPreference",
      guardianId,
      reminders,
      by,
      at,
    },
  });
}

/** Who has chosen nothing receives them. Consistent: a choice is seen at once. */
export async function wantsReminders(table: Table, { familyCode, guardianId }: Person): Promise<boolean> {
  const item = await readRecord(table, keys.reminderPreference(familyCode, guardianId));
  return item ? z.parse(preference(), item).reminders : true;
}

/**
 * One person was held under two ranks, and wants no reminders under either: none under the one that stays. Part of a
 * transaction.
 */
export async function unwillingHandedOver(table: Table, gone: Person, kept: Person): Promise<Writes> {
  const item = await readRecord(table, keys.reminderPreference(gone.familyCode, gone.guardianId));
  if (!item || z.parse(preference(), item).reminders) return [];
  return [
    {
      Put: {
        Item: {
          ...z.parse(preference(), item),
          ...keys.reminderPreference(kept.familyCode, kept.guardianId),
          entity: "reminderPreference",
          guardianId: kept.guardianId,
        },
      },
    },
  ];
}

/** The adults of a household who want none; consistent. */
export async function readUnwilling(table: Table, familyCode: FamilyCode): Promise<ReadonlySet<GuardianId>> {
  const { items } = await readPage(table, {
    ...startingWith(keys.familyPartition(familyCode), keys.preferencePrefix),
    ConsistentRead: true,
  });
  return new Set(
    items
      .map((item) => z.parse(preference(), item))
      .filter(({ reminders }) => !reminders)
      .map(({ guardianId }) => guardianId),
  );
}
