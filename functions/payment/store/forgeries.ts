/**
 * Notifications that named no operation of the portal's. Anybody can send one, so that a day has one record however many come,
 * which says how many and when the last one did.
 *
 *     pk PORTAL, sk PAYMENTFORGERY#<date>
 */
import * as z from "zod/mini";
import { epochSeconds, plusSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { Instant } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { localDate } from "../../kernel/time.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readRange, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";

/** Seconds: a quarter of a year. */
const kept = 90 * 86_400;

const forgeries = lazily(() => z.object({ date: branded("PlainDate"), count: z.int(), lastAt: branded("Instant") }));
export type Forgeries = z.infer<ReturnType<typeof forgeries>>;

export async function noteForgery(table: Table, at: Instant): Promise<void> {
  const date = localDate(at);
  await update(table, {
    Key: keys.paymentForgery(date),
    UpdateExpression: "SET #entity = :entity, #date = :date, lastAt = :at, expiresAt = :end ADD #count :one",
    ExpressionAttributeNames: { "#entity": "entity", "#date": "date", "#count": "count" },
    ExpressionAttributeValues: {
      ":entity": "paymentForgery" satisfies Entity,
      ":date": date,
      ":at": at,
      ":end": epochSeconds(plusSeconds(at, kept)),
      ":one": 1,
    },
  });
}

/** Day by day, latest first. */
export const readForgeries = async (table: Table): Promise<readonly Forgeries[]> =>
  (await readRange(table, startingWith(keys.portalPartition, keys.paymentForgeryPrefix)))
    .map((item) => z.parse(forgeries(), item))
    .reverse();
