/**
 * Whether the payer lets the other adults of the household see its invoices. None: it does not.
 *
 *     pk FAMILY#<code>, sk BILLSHARING
 */
import * as z from "zod/mini";
import type { FamilyCode, Instant, Login } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { put } from "../../table/write.ts";

const sharing = lazily(() => z.object({ shared: z.boolean() }));

export async function readSharing(table: Table, code: FamilyCode): Promise<boolean> {
  const item = await readRecord(table, keys.billSharing(code));
  return item !== null && z.parse(sharing(), item).shared;
}

export async function putSharing(
  table: Table,
  code: FamilyCode,
  facts: { readonly shared: boolean; readonly by: Login; readonly at: Instant },
): Promise<void> {
  await put(table, { Item: { ...keys.billSharing(code), entity: "billSharing", ...facts } });
}
