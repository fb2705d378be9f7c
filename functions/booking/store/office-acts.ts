/**
 * Acts of the office: what a staff member sets out to do, written before the first of it is done; that it is over; and what
 * the family has been told of it.
 *
 *     pk FAMILY#<code>, sk ACT#<requestToken>
 *     requestToken, kind, at, by, reason, lines   as it was begun
 *     ends                                how often somebody said that it is over: 0 while it may be under way
 *     told, tellings                      lines that the family was told, in how many mails
 */
import * as z from "zod/mini";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import { ifAbsent, ifPresent, put, update } from "../../table/write.ts";
import type { RequestToken } from "../rules/child-day.ts";
import { officeActKinds, type OfficeAct } from "../rules/office-acts.ts";
import { unitKeyText } from "./child-days.ts";

export interface RecordedAct extends OfficeAct {
  readonly ends: number;
  readonly told: readonly string[];
  readonly tellings: number;
}

const recorded = lazily((): z.ZodMiniType<RecordedAct> => {
  const target = { date: branded("PlainDate"), unit: unitKeyText() };
  const line = z.object({ childId: branded("ChildId"), ...target, instead: z.optional(z.object(target)) });
  return z.object({
    requestToken: z.string(),
    kind: z.enum(officeActKinds),
    at: branded("Instant"),
    by: branded("Login"),
    reason: z.optional(z.string()),
    lines: z.optional(z.array(line)),
    ends: z.int(),
    told: z.array(z.string()),
    tellings: z.int(),
  });
});

export const officeActOf = (item: Item): RecordedAct => z.parse(recorded(), item);

/** As long as the answers to its request, by which it can be sent again (idempotency.ts). */
const keptDays = 30;

/** Says what is going to be done. Begun before, it stays as it was begun. */
export async function beginAct(table: Table, code: FamilyCode, act: OfficeAct): Promise<void> {
  await put(table, {
    Item: {
      ...keys.officeAct(code, act.requestToken),
      entity: "officeAct",
      ...act,
      ends: 0,
      told: [],
      tellings: 0,
      expiresAt: epochSeconds(act.at) + keptDays * 86_400,
    },
    ...ifAbsent,
  });
}

/**
 * Says that it is over: done, or dead. Each time is a change, which the stream shows. One that is forgotten meanwhile has
 * nothing left to tell.
 */
export async function endAct(table: Table, code: FamilyCode, requestToken: RequestToken): Promise<void> {
  await update(table, {
    Key: keys.officeAct(code, requestToken),
    UpdateExpression: "ADD #ends :one",
    ...ifPresent,
    ExpressionAttributeNames: { "#ends": "ends" },
    ExpressionAttributeValues: { ":one": 1 },
  });
}

/** Consistent. */
export async function readAct(table: Table, code: FamilyCode, requestToken: RequestToken): Promise<RecordedAct | null> {
  const item = await readRecord(table, keys.officeAct(code, requestToken));
  return item && officeActOf(item);
}

/** Notes what is told beside the mail that tells it: both or neither. False when somebody else has told meanwhile. */
export async function noteTold(
  table: Table,
  code: FamilyCode,
  { requestToken, told, tellings }: RecordedAct,
  lines: readonly string[],
  mail: Writes,
): Promise<boolean> {
  const outcome = await transact(table, [
    {
      Update: {
        Key: keys.officeAct(code, requestToken),
        UpdateExpression: "SET #told = :told, #tellings = :next",
        ConditionExpression: "#tellings = :tellings",
        ExpressionAttributeNames: { "#told": "told", "#tellings": "tellings" },
        ExpressionAttributeValues: { ":told": [...told, ...lines], ":tellings": tellings, ":next": tellings + 1 },
      },
    },
    ...mail,
  ]);
  return outcome === "done";
}
