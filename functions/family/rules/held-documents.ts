/**
 * What a child's file, or a household's, holds of each kind of supporting document: enough to say what is missing,
 * and to judge a booking, without reading the documents. The subject of documents keeps it (document/follow/hold.ts);
 * it stands in the records of the family because every page and every booking reads those.
 */
import type { DocumentId, DocumentKindId, Instant, PlainDate } from "../../kernel/ids.ts";

export interface HeldDocument {
  /** The accepted one that holds longest; `until` included, absent: for ever. */
  readonly accepted?: { readonly id: DocumentId; readonly until?: PlainDate | undefined } | undefined;
  /** How many wait for staff. What is on its way, or being scanned, is not there yet. */
  readonly toCheck: number;
  /** The last one, when it could not be taken and nothing was sent since. */
  readonly refused?: { readonly id: DocumentId; readonly at: Instant; readonly reason: string } | undefined;
}

/** By kind; a kind of which nothing was ever sent is absent. */
export type HeldDocuments = Readonly<Partial<Record<DocumentKindId, HeldDocument>>>;
