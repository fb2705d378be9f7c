/**
 * Requests that must be done once: pressing again after a lost answer repeats the same request, under the key that it
 * was first sent with.
 */
import { id, type RequestKey } from "../../../functions/kernel/ids.ts";
import { onSessionChange } from "../session/session.ts";
import { asProblem } from "./problem.ts";

const unanswered = new Map<string, RequestKey>();
onSessionChange(() => {
  unanswered.clear();
});

/**
 * `asked`: what makes it the same request. Whatever the server has answered, asking for it again later is another one.
 */
export async function once<T>(asked: readonly unknown[], send: (requestKey: RequestKey) => Promise<T>): Promise<T> {
  const name = JSON.stringify(asked);
  const requestKey = unanswered.get(name) ?? id("RequestKey", crypto.randomUUID());
  unanswered.set(name, requestKey);
  try {
    const answer = await send(requestKey);
    unanswered.delete(name);
    return answer;
  } catch (error) {
    if (!asProblem(error).answerLost) unanswered.delete(name);
    throw error;
  }
}
