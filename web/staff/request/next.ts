/** « Demande suivante »: the one that waits after this one, among those that the list was last narrowed to. */
import type { WaitingRequest } from "../../../functions/request/contract/office.ts";
import { call } from "../../shared/api/index.ts";
import { onSessionChange } from "../../shared/session/session.ts";

interface Narrowed {
  readonly section?: WaitingRequest["section"];
  readonly days?: string;
  readonly school?: string;
  readonly text?: string;
}

let narrowed: Narrowed = {};
onSessionChange(() => {
  narrowed = {};
});

/** What the list is narrowed to now. */
export const narrow = (to: Narrowed): void => {
  narrowed = to;
};

/** The next that nobody else has in hand; the oldest where this one is the last; null: none waits. */
export async function requestAfter({
  id: current,
  sentAt,
}: Pick<WaitingRequest, "id" | "sentAt">): Promise<WaitingRequest | null> {
  let oldest: WaitingRequest | null = null;
  let after: string | undefined;
  do {
    const page = await call("request.waiting", { query: { ...narrowed, ...(after === undefined ? {} : { after }) } });
    const free = page.requests.filter(({ id, holder }) => id !== current && (holder === undefined || holder.you));
    const next = free.find((one) => one.sentAt > sentAt || (one.sentAt === sentAt && one.id > current));
    if (next) return next;
    oldest ??= free[0] ?? null;
    ({ after } = page);
  } while (after !== undefined);
  return oldest;
}
