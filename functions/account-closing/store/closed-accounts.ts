/** Closing and reopening a family's account: a mark on its household, which every booking reads. */
import type { FamilyCode, Instant, Login } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";

export interface AccountClosed {
  readonly at: Instant;
  readonly by: Login;
  readonly reason: string;
}

/** An import that read the household before must read it again: the version grows. */
const nextVersion = {
  set: "#version = #version + :one",
  names: { "#version": "version", "#closed": "closed" },
  values: { ":one": 1 },
} as const;

/** From here on the family books nothing. Closed already, it stays as it was closed. */
export async function markClosed(table: Table, code: FamilyCode, closed: AccountClosed): Promise<void> {
  await update(table, {
    Key: keys.household(code),
    UpdateExpression: `SET #closed = :closed, ${nextVersion.set}`,
    ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(#closed)",
    ExpressionAttributeNames: nextVersion.names,
    ExpressionAttributeValues: { ":closed": closed, ...nextVersion.values },
  });
}

/** The family may book again. Open already, nothing changes. */
export async function markOpen(table: Table, code: FamilyCode): Promise<void> {
  await update(table, {
    Key: keys.household(code),
    UpdateExpression: `REMOVE #closed SET ${nextVersion.set}`,
    ConditionExpression: "attribute_exists(#closed)",
    ExpressionAttributeNames: nextVersion.names,
    ExpressionAttributeValues: nextVersion.values,
  });
}
