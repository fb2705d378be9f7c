/**
 * What a child's record in its household holds of the child's file: which fields somebody has answered, what parents
 * allow, who may be called or come for the child, and since when a compulsory vaccine is lacking. Enough to judge a
 * booking, to say what is missing or to find a person without reading the file, and nothing of what it says of the
 * child's health. The subject of the file writes it, in the same
 * transaction as the file (child-record/store/records.ts).
 */
import type { PlainDate } from "../../kernel/ids.ts";

/** Somebody whom staff finds by: whom to call for the child, who may come for it. */
export interface HeldContact {
  readonly firstName: string;
  readonly lastName: string;
  /** As they are dialled. */
  readonly phones: readonly string[];
}

export interface HeldRecord {
  /** Of the file that it was made of: a household that the child comes to takes the latest. */
  readonly version: number;
  /** Names of the fields (child-record/rules/fields.ts). */
  readonly said: readonly string[];
  /** Of the consents, those to which a parent has said yes. */
  readonly allowed: readonly string[];
  /** Absent: nobody, or of a record of before. */
  readonly contacts?: readonly HeldContact[] | undefined;
}

export interface HeldHealth {
  readonly version: number;
  readonly said: readonly string[];
  /** First day on which a compulsory vaccine is lacking as things stand; null: never. */
  readonly lackingFrom: PlainDate | null;
}
