import type { AnyBooked } from "../approval/rules/built-on.ts";
import type { CatalogueCache } from "../catalogue/store/catalogue-cache.ts";
import type { Bucket } from "../files/bucket.ts";
import type { Clock } from "../kernel/clock.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { Table } from "../table/table.ts";
import type { SentDocument } from "./rules/document.ts";

/** What looking at documents needs. */
export interface DocumentReading {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
}

/** What a family's own look needs besides: by which quotient the town counts, and what it wants said of it. */
export interface OwnDocumentReading extends DocumentReading {
  readonly town: Pick<TownForFunctions, "quotient">;
}

/** What looking on behalf of the office needs besides. */
export interface OfficeDocumentReading extends DocumentReading {
  /** Whether the portal may send mail yet: its sender is verified. */
  readonly canMail: boolean;
}

/** What deciding on them needs besides. */
export interface DocumentDeciding extends DocumentReading {
  /** Whether something has been booked, which a decision that is taken back would leave without ground. */
  readonly bookedSince: AnyBooked;
}

/** What opening them needs besides. */
export interface DocumentOpening extends DocumentReading {
  readonly bucket: Bucket;
}

/** What sending them needs besides. */
export interface DocumentDependencies extends DocumentOpening {
  /** Whether a request that waits for the office was sent with it. */
  readonly goesWithRequest: (document: SentDocument) => Promise<boolean>;
}
