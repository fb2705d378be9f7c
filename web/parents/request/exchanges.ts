/**
 * Everything that passes between a family and the office, as one list: what the family has to answer, what waits for the
 * office, and what is settled, latest first. Pure; who shows it is RequestsPage.
 */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { DocumentsView, NeedView, OwnerView } from "../../../functions/document/contract/needs.ts";
import type { EnrolmentsView, EnrolmentView } from "../../../functions/enrolment/contract.ts";
import type { HistoryEntry } from "../../../functions/history/contract.ts";
import type { RequestView } from "../../../functions/request/contract/file.ts";
import { inOrder, keyOfBooking } from "../booking/order.ts";
import { actsIn, type Act } from "../history/acts.ts";

export type Exchange = {
  readonly key: string;
  /** When it was sent, or answered where nobody sent it; empty: not known. */
  readonly at: string;
} & (
  | { readonly kind: "request"; readonly request: RequestView }
  | { readonly kind: "booking"; readonly booking: BookingView }
  | { readonly kind: "act"; readonly act: Act }
  | { readonly kind: "enrolment"; readonly enrolment: EnrolmentView; readonly firstName: string }
  | { readonly kind: "document"; readonly need: NeedView; readonly child: OwnerView["child"] }
);

/** A list that is read a page at a time; `next`: where its next page begins, if there is one. */
interface Paged<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

interface Sources {
  readonly requests: Paged<RequestView>;
  /** Every change of the bookings; the office's are shown. */
  readonly history: Paged<HistoryEntry>;
  readonly bookings: readonly BookingView[];
  readonly enrolments: EnrolmentsView["children"];
  readonly documents: DocumentsView["owners"];
}

interface Exchanges {
  /** The family's turn. */
  readonly yours: readonly Exchange[];
  /** The office's turn. */
  readonly waiting: readonly Exchange[];
  /** Settled, latest first, as far back as all that is read a page at a time was read. */
  readonly settled: readonly Exchange[];
  /** Which of the paged lists is to be read on for what comes before; none: that is all. */
  readonly readOn: readonly ("requests" | "history")[];
}

export const isOpen = ({ state }: Pick<RequestView, "state">): boolean =>
  state === "sent" || state === "takenInHand" || state === "moreAsked";

const latestFirst = (one: Exchange, other: Exchange): number => other.at.localeCompare(one.at);

const requestExchange = (request: RequestView): Exchange => ({
  kind: "request",
  key: request.id,
  at: request.sentAt,
  request,
});

const bookingExchange = (booking: BookingView): Exchange => ({
  kind: "booking",
  key: keyOfBooking(booking),
  at: "",
  booking,
});

const documentExchanges = (
  owners: DocumentsView["owners"],
  wanted: (need: NeedView, child: OwnerView["child"]) => boolean,
): readonly Exchange[] =>
  owners.flatMap(({ child, needs }) =>
    needs
      .filter((need) => wanted(need, child))
      .map((need): Exchange => {
        const key = `${child?.id ?? ""} ${need.kind}`;
        return { kind: "document", key, at: need.refusedAt ?? "", need, child };
      }),
  );

/** Back to when each paged list is known; the empty text: to its beginning. */
function known({ requests, history }: Sources): Readonly<Record<"requests" | "history", string>> {
  return {
    requests: requests.next === undefined ? "" : (requests.items.at(-1)?.sentAt ?? ""),
    history: history.next ?? "",
  };
}

/** Papers of a kind that go with requests that wait: they are looked at with those. */
function goingWith(requests: readonly RequestView[]): (need: NeedView, child: OwnerView["child"]) => number {
  const papers = requests.filter(isOpen).flatMap(({ documents }) => documents);
  return ({ name }, child) =>
    papers.filter(({ kindName, childId }) => kindName === name && childId === child?.id).length;
}

export function exchangesIn(sources: Sources): Exchanges {
  const { requests, history, bookings, enrolments, documents } = sources;
  const withRequests = goingWith(requests.items);
  const asked = enrolments.flatMap(({ firstName, enrolments: of }) =>
    of.map((enrolment): Exchange & { readonly kind: "enrolment" } => ({
      kind: "enrolment",
      key: enrolment.id,
      at: enrolment.askedAt,
      enrolment,
      firstName,
    })),
  );
  const undecided = ({ enrolment: { status } }: (typeof asked)[number]): boolean =>
    status === "asked" || status === "onHold";
  const back = known(sources);
  const since = back.requests > back.history ? back.requests : back.history;
  const acts = actsIn(history.items.filter(({ author }) => author === "office")).map((act): Exchange => {
    return { kind: "act", key: act.key, at: act.first.at, act };
  });
  return {
    yours: [
      ...requests.items.filter(({ state }) => state === "moreAsked").map(requestExchange),
      ...documentExchanges(documents, ({ standing }) => standing === "refused"),
    ].sort(latestFirst),
    waiting: [
      ...[
        ...requests.items.filter((one) => isOpen(one) && one.state !== "moreAsked").map(requestExchange),
        ...asked.filter(undecided),
      ].sort(latestFirst),
      ...inOrder(bookings.filter(({ status, asked: about, past }) => !past && (status === "pending" || about))).map(
        bookingExchange,
      ),
      ...documentExchanges(documents, (need, child) => need.toCheck > withRequests(need, child)),
    ],
    settled: [
      ...requests.items.filter((one) => !isOpen(one)).map(requestExchange),
      ...asked.filter((one) => !undecided(one)),
      ...acts,
    ]
      .filter(({ at }) => at >= since)
      .sort(latestFirst),
    readOn: since === "" ? [] : (["requests", "history"] as const).filter((list) => back[list] === since),
  };
}
