/** Recovery codes of a second factor: 60 random bits each, kept as hashes; a used one is gone. */
import type { Login } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { put, remove, update } from "../../table/write.ts";

/** Replaces the codes of a sign-in. */
export async function putRecoveryCodes(table: Table, login: Login, hashes: readonly string[]): Promise<void> {
  await put(table, { Item: { ...keys.recovery(login), entity: "recovery", hashes: new Set(hashes) } });
}

export async function countRecoveryCodes(table: Table, login: Login): Promise<number> {
  const hashes = (await readRecord(table, keys.recovery(login), { consistent: false }))?.["hashes"];
  return hashes instanceof Set ? hashes.size : 0;
}

/** Uses a code up. False when it is none of those left. */
export async function useRecoveryCode(table: Table, login: Login, hash: string): Promise<boolean> {
  const { written } = await update(table, {
    Key: keys.recovery(login),
    UpdateExpression: "DELETE hashes :used",
    ConditionExpression: "contains(hashes, :hash)",
    ExpressionAttributeValues: { ":used": new Set([hash]), ":hash": hash },
  });
  return written;
}

/** Forgets them all: the second factor they stood for is gone. */
export async function forgetRecoveryCodes(table: Table, login: Login): Promise<void> {
  await remove(table, { Key: keys.recovery(login) });
}
