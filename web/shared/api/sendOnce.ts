/**
 * What must be done once: pressing again after a lost answer sends the same again, under the idempotency key that it was
 * first sent with, and the server answers what it answered then.
 */
import { id, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import { onSessionChange } from "../session/session.ts";
import { asProblem } from "./problem.ts";

const unanswered = new Map<string, IdempotencyKey>();
onSessionChange(() => {
  unanswered.clear();
});

/**
 * `asked`: what makes it the same. Once the server has answered, whatever it said, asking again later is another thing.
 */
export async function sendOnce<T>(
  asked: readonly unknown[],
  send: (idempotencyKey: IdempotencyKey) => Promise<T>,
): Promise<T> {
  const name = JSON.stringify(asked);
  const idempotencyKey = unanswered.get(name) ?? id("IdempotencyKey", crypto.randomUUID());
  unanswered.set(name, idempotencyKey);
  try {
    const answer = await send(idempotencyKey);
    unanswered.delete(name);
    return answer;
  } catch (error) {
    if (!asProblem(error).answerLost) unanswered.delete(name);
    throw error;
  }
}
