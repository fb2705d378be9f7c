/**
 * What becomes of one attempt to pay by PayFiP, as its results are looked up: by the page that the payer returns to, by a
 * notification and by a schedule, in any order, several times, at the same instant. Nothing that a browser or a notification
 * says is believed; they only say that it is time to look.
 *
 *     waiting --refused--> refused       waiting --given up--> cancelled     waiting --120 minutes--> expired
 *     waiting --another amount, reference or account--> unmatched            waiting --unknown letter--> unclear
 *     waiting | refused | cancelled | expired | unclear --paid--> paid
 *
 * A payment that is told of late is a payment: money has moved, whatever the portal had thought before. `paid` and `unmatched`
 * never change.
 */
import type { Instant } from "../../kernel/ids.ts";
import { longestAwaited } from "../../wallet/rules/held.ts";
import { isResultOf, type PayfipFault, type PaymentDetail, type PaymentOrder } from "./payfip.ts";
import type { PayfipOperationId } from "../../kernel/ids.ts";

/**
 * `unclear`: it ended in a way that this code does not know, which only staff can find out at the treasury's. `unmatched`: paid,
 * but not what was asked; nothing is ever settled by it.
 */
export const attemptStates = ["waiting", "paid", "refused", "cancelled", "expired", "unclear", "unmatched"] as const;
export type AttemptState = (typeof attemptStates)[number];

/** What of an attempt is judged. */
export interface Attempted extends Pick<PaymentOrder, "client" | "reference" | "amount"> {
  readonly operation: PayfipOperationId;
  readonly at: Instant;
  readonly state: AttemptState;
}

/** Whatever came back when the result was looked up; `away`: nothing did. */
export type Looked =
  | { readonly kind: "result"; readonly detail: PaymentDetail }
  | { readonly kind: "away" }
  | PayfipFault;

export type Judged =
  /** Nothing new; it is looked up again, or never. */
  | { readonly kind: "nothing" }
  | { readonly kind: "end"; readonly state: Exclude<AttemptState, "waiting" | "paid"> }
  /** Money has moved for what was asked. */
  | { readonly kind: "settle"; readonly detail: PaymentDetail };

const minute = 60_000;
/** How long an operation may stay without a result. */
export const longestWait = longestAwaited;

/** How long after it was asked for a payer may still open its page; whoever left it can pay anew then. */
export const longestPage = 15 * minute;

const nothing: Judged = { kind: "nothing" };

/** `now`: milliseconds. */
export function judge(attempt: Attempted, looked: Looked, now: number): Judged {
  const { state } = attempt;
  if (state === "paid" || state === "unmatched") return nothing;
  const end = (next: Exclude<AttemptState, "waiting" | "paid">): Judged =>
    state === "waiting" ? { kind: "end", state: next } : nothing;
  const overdue = now - Date.parse(attempt.at) >= longestWait;
  if (looked.kind === "result") {
    const { detail } = looked;
    switch (detail.outcome.kind) {
      case "paid":
        return isResultOf(detail, attempt) ? { kind: "settle", detail } : { kind: "end", state: "unmatched" };
      case "refused":
        return end("refused");
      case "cancelled":
        return end("cancelled");
      case "other":
        // Asked again until it should have ended: the letter may be that of something under way.
        return overdue ? end("unclear") : nothing;
    }
  }
  // P5, or P1 once PayFiP has forgotten it at night. Of settings that are wrong by now, and of a service that is away, nothing
  // can be said: it is asked again.
  return (looked.kind === "noResult" || looked.kind === "unknownOperation") && overdue ? end("expired") : nothing;
}

/** Minutes after which the schedule looks a waiting attempt up again, by its age: often at first, then less. */
const paces = [
  { until: 20 * minute, every: 2 * minute },
  { until: longestWait, every: 10 * minute },
] as const;

/**
 * Whether the schedule looks an attempt up now, `lookedAt` being the last time. What ended without money is looked up once
 * more: a payer who gave up may have gone back in the browser and paid.
 */
export function isDue({ at, state }: Pick<Attempted, "at" | "state">, lookedAt: Instant, now: number): boolean {
  const age = now - Date.parse(at);
  const since = now - Date.parse(lookedAt);
  if (state === "waiting") {
    const pace = paces.find(({ until }) => age < until);
    return since >= (pace?.every ?? 60 * minute);
  }
  return age >= longestPage && looksAgain({ at, state }, lookedAt);
}

/** Whether the schedule goes on looking it up at all. */
export const looksAgain = ({ at, state }: Pick<Attempted, "at" | "state">, lookedAt: Instant): boolean =>
  state === "waiting" || (state === "cancelled" && Date.parse(lookedAt) - Date.parse(at) < longestPage);
