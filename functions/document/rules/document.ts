/**
 * A supporting document: one file of one kind, and what became of it. Several pages are several documents of one kind,
 * which staff decides on together.
 *
 *     sending ──> toCheck ──> accepted | refused
 *        └──────> unfit
 *     whichever ──> removed (by staff: its file goes, that it was there stays; what a family takes back goes whole)
 */
import { isFresh } from "../../approval/rules/word.ts";
import { plusMinutes } from "../../kernel/time.ts";
import type { HeldDocument } from "../../family/rules/held-documents.ts";
import {
  id,
  type ChildId,
  type DocumentId,
  type DocumentKindId,
  type FamilyCode,
  type FileId,
  type IdempotencyKey,
  type Instant,
  type Login,
  type PlainDate,
  type RequestId,
} from "../../kernel/ids.ts";
import type { FileType, Unfit } from "./judge-file.ts";

/** Whose it is: a child's, one set for all its households, or a household's own. */
export interface Owner {
  /** The household that sends or asks: a child's document is reached through one that has the child. */
  readonly familyCode: FamilyCode;
  readonly childId?: ChildId | undefined;
}

/** The days of an absence that a certificate is about, both included. */
export interface AboutDays {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Longer than anybody is absent on one certificate: a school year. */
export const mostDaysAbout = 366;

/** A staff member's word. */
export interface Decided {
  readonly at: Instant;
  readonly by: Login;
  /** It was decided with this request, which tells the family of it. */
  readonly request?: RequestId | undefined;
  /** Of the decision: documents decided together bear the same. */
  readonly token: IdempotencyKey;
}

/** What a staff member does for a family, and why. */
export interface ByOffice {
  readonly by: Login;
  readonly reason: string;
}

export type DocumentState =
  /** Announced: on its way, or being scanned. */
  | { readonly status: "sending" }
  | { readonly status: "toCheck" }
  /** `until` included; absent: for ever. */
  | { readonly status: "accepted"; readonly decided: Decided; readonly until?: PlainDate | undefined }
  | { readonly status: "refused"; readonly decided: Decided; readonly reason: string }
  /** Not even shown to staff. */
  | { readonly status: "unfit"; readonly at: Instant; readonly why: Unfit }
  | { readonly status: "removed"; readonly removed: ByOffice & { readonly at: Instant } };

export interface SentDocument {
  readonly id: DocumentId;
  readonly owner: Owner;
  readonly kind: DocumentKindId;
  readonly fileId: FileId;
  /** As the family calls it, tidied. */
  readonly name: string;
  readonly sentAt: Instant;
  /** Its place among the files that were chosen with it (page-order.ts). */
  readonly page?: { readonly of: string; readonly rank: number } | undefined;
  readonly sentBy: Login;
  /** Of the certificate of an absence: which days it is about. */
  readonly about?: AboutDays | undefined;
  /** By a staff member, for the family: why. */
  readonly broughtIn?: string | undefined;
  /** It proves something of the child's health: staff opens it from there alone, where each look is recorded. */
  readonly health?: true | undefined;
  /** While a request that waits goes with it: staff sees it beside what it proves, and nowhere by itself. */
  readonly request?: RequestId | undefined;
  /** Known once it was judged. */
  readonly file?: { readonly type: FileType; readonly size: number } | undefined;
  readonly state: DocumentState;
  readonly version: number;
}

/** Names a document: by kind, then by time, of which the milliseconds are its rank. `nonce`: twelve letters and digits. */
export const documentIdOf = (kind: DocumentKindId, sentAt: number, nonce: string): DocumentId =>
  id("DocumentId", `${kind}.${new Date(sentAt).toISOString().replace(/\D/gu, "")}.${nonce}`);

/** The kind that a document's name says. */
export const kindOf = (document: DocumentId): DocumentKindId => id("DocumentKindId", document.split(".")[0] ?? "");

/** Documents of one kind that may wait at once: more is a mistake, or mischief. */
export const mostWaiting = 20;

/** Whether the family may take it back: what staff has accepted is what its file rests on, and what it did stays. */
export const mayRemove = ({ state, broughtIn }: Pick<SentDocument, "state" | "broughtIn">): boolean =>
  state.status !== "accepted" && state.status !== "removed" && broughtIn === undefined;

/** Minutes after which what was announced and has not come is not shown: its form has ended, and so has its scan. */
const shownFor = 30;

/** Whether a family, and staff, see it in the list of what was sent. */
export const isShown = ({ state, sentAt }: Pick<SentDocument, "state" | "sentAt">, now: Instant): boolean =>
  state.status !== "sending" || now < plusMinutes(sentAt, shownFor);

/** Whether there is a file to open. */
export const isReadable = ({ state }: Pick<SentDocument, "state">): boolean =>
  state.status === "toCheck" || state.status === "accepted" || state.status === "refused";

/** As its family sees it: a word of staff that can still be taken back is not said yet. */
export const forFamily = (document: SentDocument, now: Instant): SentDocument => {
  const { state } = document;
  const isWord = state.status === "accepted" || state.status === "refused";
  return isWord && state.decided.request === undefined && isFresh(state.decided.at, now)
    ? { ...document, state: { status: "toCheck" } }
    : document;
};

type Accepted = Extract<DocumentState, { status: "accepted" }>;
const holdsLonger = (one: Accepted, other: Accepted): boolean =>
  one.until === undefined || (other.until !== undefined && one.until > other.until);

/** What the file holds of a kind, from all documents of that kind. `why`: the words for what no staff member saw. */
export function heldOf(documents: readonly SentDocument[], why: (unfit: Unfit) => string): HeldDocument | undefined {
  const latestFirst = documents
    .filter(({ state }) => state.status !== "sending" && state.status !== "removed")
    .sort((one, other) => (one.id < other.id ? 1 : -1));
  if (latestFirst.length === 0) return undefined;
  let best: { readonly id: DocumentId; readonly state: Accepted } | null = null;
  for (const { id: documentId, state } of latestFirst)
    if (state.status === "accepted" && (best === null || holdsLonger(state, best.state)))
      best = { id: documentId, state };
  const [last] = latestFirst;
  const refused =
    last?.state.status === "refused"
      ? { id: last.id, at: last.state.decided.at, reason: last.state.reason }
      : last?.state.status === "unfit"
        ? { id: last.id, at: last.state.at, reason: why(last.state.why) }
        : undefined;
  return {
    ...(best
      ? { accepted: { id: best.id, ...(best.state.until === undefined ? {} : { until: best.state.until }) } }
      : {}),
    toCheck: documents.filter(({ state }) => state.status === "toCheck").length,
    ...(refused ? { refused } : {}),
  };
}
