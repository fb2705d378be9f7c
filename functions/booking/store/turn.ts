/**
 * One basket of a family at a time, where days go together (rules/minimum.ts).
 *
 * The days of a week are separate records: of two parents who each give up one day of the four that they have, each
 * basket is right by itself and both together leave two. What such a basket decides must hold until it has written its
 * last line, so it takes the family's turn first, reads the days again, and hands the turn on once its answers are
 * recorded:
 *
 *     pk FAMILY#<code>, sk TURN    holder: of the attempt, a request that is sent twice included; until: when it is over
 *
 * Whoever finds it taken waits a moment, then is asked to come back. A process that dies leaves it until `until`, later
 * than any request lives; what it had booked by then stays, incomplete, for its retry to complete, or for the family.
 * The office, closures and offers that run out take no turn: what they take away they take whatever remains, so that
 * whichever comes first, the outcome is one that the two could have had one after the other.
 */
import { randomUUID } from "node:crypto";
import { epochSeconds, type Clock } from "../../kernel/clock.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { plusMinutes } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { remove, update } from "../../table/write.ts";

/** Longer than a function may run (manifest.ts). */
const minutes = 1;

/** Does it while no other basket of that family is under way. `Busy` when one does not come to its end. */
export async function inTurn<R>(table: Table, code: FamilyCode, clock: Clock, act: () => Promise<R>): Promise<R> {
  const [Key, holder] = [keys.turn(code), randomUUID()];
  await decideAndWrite<null, undefined>("A family's turn", null, async () => {
    const now = clock();
    const until = plusMinutes(now, minutes);
    const taken = await update(table, {
      Key,
      UpdateExpression: "SET #entity = :entity, #holder = :holder, #until = :until, #expiresAt = :expiresAt",
      ConditionExpression: "attribute_not_exists(#until) OR #until < :now",
      ExpressionAttributeNames: {
        "#entity": "entity",
        "#holder": "holder",
        "#until": "until",
        "#expiresAt": "expiresAt",
      },
      ExpressionAttributeValues: {
        ":entity": "turn" satisfies Entity,
        ":holder": holder,
        ":until": until,
        ":expiresAt": epochSeconds(until),
        ":now": now,
      },
    });
    return taken.written ? { done: undefined } : { again: null };
  });
  const pass = (): Promise<unknown> =>
    remove(table, {
      Key,
      ConditionExpression: "#holder = :holder",
      ExpressionAttributeNames: { "#holder": "holder" },
      ExpressionAttributeValues: { ":holder": holder },
    });
  try {
    return await act();
  } finally {
    await pass();
  }
}
