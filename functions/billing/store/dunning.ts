/**
 * Asking again for what is late. On the invoice's own record: `dunned`, each step that was taken, and `exempt`, where staff asks no
 * more. For all of a family's invoices:
 *
 *     pk FAMILY#code, sk DUNNINGEXEMPTION
 *
 * A step is noted in one transaction with its mail, under the condition that nobody has paid, taken a step or exempted since the
 * invoice was read: whoever pays in the same second is not asked again, and a run done twice asks once.
 */
import * as z from "zod/mini";
import type { FamilyCode } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write, Writes } from "../../table/transact.ts";
import { put, remove, update } from "../../table/write.ts";
import type { Dunned, Exemption } from "../rules/dunning.ts";
import { exemptionSchema } from "./dunning-records.ts";
import type { Statement } from "./statement-records.ts";

export async function readFamilyExemption(table: Table, code: FamilyCode): Promise<Exemption | null> {
  const item = await readRecord(table, keys.dunningExemption(code));
  return item && z.parse(exemptionSchema(), item);
}

/** A step is taken, if everything still stands as it was read, the family's exemption too. */
export function dunnedWrites(
  { familyCode, period, accountId, settlement, dunned = [], exempt }: Statement,
  family: Exemption | null,
  step: Dunned,
): Writes {
  const conditions = [
    settlement ? "settlement.moves = :moves" : "attribute_exists(issue) AND attribute_not_exists(settlement)",
    dunned.length === 0 ? "attribute_not_exists(dunned)" : "size(dunned) = :steps",
    exempt ? "exempt.#at = :exempt" : "attribute_not_exists(exempt)",
  ];
  const untouched: Write = {
    ConditionCheck: {
      Key: keys.dunningExemption(familyCode),
      ...(family
        ? {
            ConditionExpression: "#at = :at",
            ExpressionAttributeNames: { "#at": "at" },
            ExpressionAttributeValues: { ":at": family.at },
          }
        : { ConditionExpression: "attribute_not_exists(pk)" }),
    },
  };
  return [
    {
      Update: {
        Key: keys.statement(familyCode, period, accountId),
        UpdateExpression: "SET dunned = :next",
        ConditionExpression: conditions.join(" AND "),
        ...(exempt ? { ExpressionAttributeNames: { "#at": "at" } } : {}),
        ExpressionAttributeValues: {
          ":next": [...dunned, step],
          ...(settlement ? { ":moves": settlement.moves } : {}),
          ...(dunned.length === 0 ? {} : { ":steps": dunned.length }),
          ...(exempt ? { ":exempt": exempt.at } : {}),
        },
      },
    },
    untouched,
  ];
}

/** Exempts an invoice, or asks for it again; false: there is no such invoice. */
export async function exemptInvoice(
  table: Table,
  { familyCode, period, accountId }: Pick<Statement, "familyCode" | "period" | "accountId">,
  exemption: Exemption | null,
): Promise<boolean> {
  const { written } = await update(table, {
    Key: keys.statement(familyCode, period, accountId),
    ConditionExpression: "attribute_exists(issue)",
    ...(exemption
      ? { UpdateExpression: "SET exempt = :exempt", ExpressionAttributeValues: { ":exempt": exemption } }
      : { UpdateExpression: "REMOVE exempt" }),
  });
  return written;
}

export async function exemptFamily(table: Table, code: FamilyCode, exemption: Exemption | null): Promise<void> {
  const key = keys.dunningExemption(code);
  if (exemption) await put(table, { Item: { ...key, entity: "dunningExemption", familyCode: code, ...exemption } });
  else await remove(table, { Key: key });
}
