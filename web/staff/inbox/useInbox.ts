/** The four lists of what waits, each read a page at a time, and how many are in each. */
import { call } from "../../shared/api/index.ts";
import { usePages, type Pages } from "../../shared/usePages.ts";
import { merged } from "./oneList.ts";
import { ofApproval, ofEnrolment, ofFirstRequest, ofRequest, type Waiting } from "./waiting.ts";

/** Of one list: what was read of it, and whether there is more. */
export interface Counted {
  readonly number: number;
  readonly more: boolean;
}

export interface WaitingLists {
  readonly approvals: Pages<Waiting>;
  readonly requests: Pages<Waiting>;
  readonly enrolments: Pages<Waiting>;
  readonly firstRequests: Pages<Waiting>;
}

/** The days that press come first in the list of bookings and documents, which holds so many at a time: no page follows. */
const rest = "rest";

/** `again`: they are read anew whenever this is another value. */
export function useInbox(again: string): WaitingLists {
  return {
    approvals: usePages<Waiting, string>(async () => {
      const { approvals, more } = await call("approval.list");
      return { items: approvals.map(ofApproval), next: more ? rest : undefined };
    }, again),
    requests: usePages<Waiting, string>(async (after) => {
      const page = await call("request.waiting", { query: after === undefined ? {} : { after } });
      return { items: page.requests.map(ofRequest), next: page.after };
    }, again),
    enrolments: usePages<Waiting, string>(async (after) => {
      const query = { state: "asked" as const, ...(after === undefined ? {} : { after }) };
      const page = await call("enrolment.waiting", { query });
      return { items: page.enrolments.map(ofEnrolment), next: page.next };
    }, again),
    firstRequests: usePages<Waiting, string>(async (after) => {
      const page = await call("first-request.list", { query: after === undefined ? {} : { after } });
      return { items: page.requests.map(ofFirstRequest), next: page.next };
    }, again),
  };
}

export const countOf = ({ items, next }: Pages<Waiting>): Counted | null =>
  items && { number: items.length, more: next !== undefined };

/** The lists that are read on, in the order of `useInbox`; the approvals are all there from the first. */
const paged = ({ requests, enrolments, firstRequests }: WaitingLists): readonly Pages<Waiting>[] => [
  requests,
  enrolments,
  firstRequests,
];

export interface OneList {
  readonly shown: readonly Waiting[];
  readonly more: (() => void) | null;
  readonly loading: boolean;
  /** Others wait behind those bookings and documents that press. */
  readonly behind: boolean;
}

export function oneList(lists: WaitingLists): OneList {
  const read = paged(lists);
  const { shown, next } = merged([
    { items: lists.approvals.items ?? [], more: false },
    ...read.map(({ items, next: after }) => ({ items: items ?? [], more: after !== undefined })),
  ]);
  return {
    shown,
    more:
      next.length === 0
        ? null
        : () => {
            // The approvals are the first of the lists, and have no page more.
            for (const rank of next) read[rank - 1]?.more?.();
          },
    loading: read.some(({ loading }) => loading),
    behind: lists.approvals.next !== undefined,
  };
}
