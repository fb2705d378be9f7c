/**
 * What is wrong with a catalogue, or may not be what was meant: where, what, and the facts that explain it. Without words,
 * and without knowing where it was written, so that the file (file/finding-words.ts) and a form can both say it.
 */
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type {
  AbsenceRulesId,
  CollectionAccountId,
  DocumentKindId,
  Instant,
  PlainDate,
  PoolName,
  SiteId,
  TariffId,
  UnitId,
  WindowId,
} from "../../kernel/ids.ts";
import type { LocalTime, Weekday } from "../../kernel/time.ts";
import type { Cents } from "../../kernel/money.ts";
import type { AbsenceRules } from "./absence-rules.ts";
import type { CollectionAccount } from "./accounts.ts";
import type { LineFacts, Tariff } from "./tariffs.ts";
import { documentsOf } from "./file-rules.ts";
import {
  standsBeside,
  type Activity,
  type BookingWindow,
  type Catalogue,
  type DocumentKind,
  type Quota,
  type RecurringWindow,
  type Site,
} from "./catalogue.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";

/** The parts of an activity, each known by its code; its quota has none. */
export type Part = "units" | "windows" | "pools";
/**
 * From the catalogue down to a field, by ranks in its lists and by codes:
 * `["activities", 0, "units", "journee", "bookBefore"]`. Without a field: the whole part.
 */
export type Path =
  | readonly ["activities", number, ...rest: readonly string[]]
  | readonly ["calendars", number, ...rest: readonly string[]]
  | readonly ["documents", number, ...rest: readonly string[]]
  | readonly ["tariffs", number, ...rest: readonly string[]]
  | readonly ["accounts", number, ...rest: readonly string[]]
  | readonly ["absences", number, ...rest: readonly string[]];

/** What can never work: such a catalogue is not taken. */
export type Fault =
  | { readonly code: "siteUnknown"; readonly site: SiteId; readonly known: readonly string[] }
  | {
      readonly code: "siteLimitUnknown";
      readonly limit: PoolName;
      readonly site: SiteId;
      readonly known: readonly string[];
    }
  | { readonly code: "windowOutside"; readonly from: PlainDate; readonly to: PlainDate }
  | { readonly code: "windowsOverlap"; readonly other: Path }
  | { readonly code: "windowNeedsHolidays" }
  | { readonly code: "windowShut"; readonly closesAt: Instant; readonly from: PlainDate }
  | { readonly code: "windowOpensAfterItsDays"; readonly opensAt: Instant }
  | { readonly code: "windowNeverInTime"; readonly opensAt: Instant; readonly last: Instant }
  | { readonly code: "unitUnknown"; readonly unit: UnitId; readonly known: readonly string[] }
  | { readonly code: "excludesItself" }
  | { readonly code: "containsItself"; readonly circle: readonly UnitId[] }
  | { readonly code: "limitUnknown"; readonly limit: PoolName; readonly known: readonly string[] }
  | { readonly code: "placesOutside"; readonly date: PlainDate }
  | { readonly code: "editionAfterEnd"; readonly to: PlainDate }
  | { readonly code: "editionTwice"; readonly other: Path; readonly id: string; readonly effectiveFrom: PlainDate }
  | { readonly code: "deadlineNeedsHolidays" }
  | { readonly code: "beyondQuotaNever"; readonly date: PlainDate; readonly from: Instant; readonly until: Instant }
  | { readonly code: "minimumNeedsHolidays" }
  /** Each day has a window of its own. */
  | { readonly code: "minimumOfOneDay"; readonly window: WindowId }
  | { readonly code: "minimumTooLong"; readonly days: number; readonly most: number }
  /** So many days of one week are demanded, and fewer are allowed at once. */
  | {
      readonly code: "minimumBeyondQuota";
      readonly needed: number;
      readonly days: number;
      readonly per: Quota["per"];
    }
  | { readonly code: "documentUnknown"; readonly document: DocumentKindId; readonly known: readonly string[] }
  /** The certificate of an absence is the absent child's. */
  | { readonly code: "certificateNotOfChild"; readonly document: DocumentKindId }
  | { readonly code: "tariffUnknown"; readonly tariff: TariffId; readonly known: readonly string[] }
  | { readonly code: "tariffTwice"; readonly other: Path; readonly tariff: TariffId; readonly effectiveFrom: PlainDate }
  /** The activity begins before its tariff does. */
  | { readonly code: "tariffStartsLate"; readonly tariff: TariffId; readonly from: PlainDate }
  | {
      readonly code: "unitWithoutPrice";
      readonly unit: UnitId;
      readonly tariff: TariffId;
      readonly effectiveFrom: PlainDate;
    }
  /** No line of the tariff is for such a child. */
  | { readonly code: "caseWithoutPrice"; readonly unit: UnitId; readonly case: LineFacts }
  /** Both included; without a last one, all above. */
  | { readonly code: "quotientsWithoutPrice"; readonly from: Cents; readonly to: Cents | null }
  | { readonly code: "quotientsTwice"; readonly from: Cents; readonly to: Cents }
  | { readonly code: "accountUnknown"; readonly account: CollectionAccountId; readonly known: readonly string[] }
  | { readonly code: "absencesUnknown"; readonly absences: AbsenceRulesId; readonly known: readonly string[] }
  | { readonly code: "seriesTwice"; readonly other: Path; readonly series: string }
  /** An account without a price: nothing could be collected. */
  | { readonly code: "accountWithoutTariff" }
  /** Nothing would be there to pay from, or a place would be kept for somebody who has not paid. */
  | { readonly code: "prepaidWithoutWallet" | "prepaidWithList" | "prepaidWithApproval" }
  /** Which day bears a price of several changes as they are taken and given up: none could be paid by itself. */
  | { readonly code: "prepaidWithSpan" }
  /** Nothing would be held, or a day that is not by itself: what goes together is not paid apart, and a share is given for good. */
  | { readonly code: "heldWithoutPrepaid" | "heldWithMinimum" | "heldWithQuota" }
  | { readonly code: "calendarTwice"; readonly other: Path; readonly zone: SchoolZone; readonly schoolYear: string }
  | { readonly code: "calendarsOverlap"; readonly other: Path; readonly zone: SchoolZone };

/** What works, otherwise than people may expect. */
export type Notice =
  | { readonly code: "noLimit" }
  | { readonly code: "noWindow" }
  /** `wholly`: for all families, and not for those of a later step only. `from`: of several windows, the one that begins then. */
  | {
      readonly code: "windowTooLate";
      readonly from?: PlainDate;
      readonly opensAt: Instant;
      readonly last: Instant;
      readonly wholly: boolean;
    }
  | { readonly code: "weekdaysForgotten"; readonly weekdays: readonly Weekday[] }
  | { readonly code: "weekdaysIdle"; readonly weekdays: readonly Weekday[] }
  | {
      readonly code: "deadlineAfterStart";
      readonly date: PlainDate;
      readonly ruled: Instant;
      readonly last: Instant;
      readonly start: LocalTime;
    }
  | { readonly code: "laterDayEarlier"; readonly first: DayUntil; readonly second: DayUntil }
  | { readonly code: "schoolDaysUnknown"; readonly date: PlainDate; readonly counted: PlainDate }
  | { readonly code: "waitingNeverFreed" }
  | { readonly code: "waitingTight"; readonly date: PlainDate; readonly given: Instant; readonly booked: Instant }
  | { readonly code: "beyondQuotaLate"; readonly date: PlainDate; readonly from: Instant; readonly until: Instant }
  | { readonly code: "minimumIsWholeWeek"; readonly days: number; readonly open: number }
  | { readonly code: "minimumNobodyWaits" }
  /** Days of one group that open one after the other. */
  | { readonly code: "minimumAcrossWindows"; readonly first: DayOpening; readonly second: DayOpening }
  /** Of a group, that day opens once it is too late for it, and too few others are left. */
  | {
      readonly code: "minimumTooLate";
      readonly date: PlainDate;
      readonly opensAt: Instant;
      readonly until: Instant;
    }
  /** Asked where an activity asks for it, and none does. */
  | { readonly code: "documentAskedByNone" }
  /** Quotients from there on pay less than those below. */
  | { readonly code: "priceFalls"; readonly from: Cents }
  | { readonly code: "lineNeverUsed" }
  | { readonly code: "tariffUsedByNone" }
  | { readonly code: "accountUsedByNone" }
  | { readonly code: "absencesUsedByNone" }
  /** It has prices, the file has accounts, and nobody collects it. */
  | { readonly code: "tariffWithoutAccount" }
  /** `portal`: whether it is the portal's zone that another one is read instead of, or the file's first. */
  | { readonly code: "calendarUnread"; readonly zone: SchoolZone; readonly read: SchoolZone; readonly portal: boolean };

/** A day, and until when something may be done about it. */
export interface DayUntil {
  readonly date: PlainDate;
  readonly until: Instant;
}

/** A day, and from when on it may be booked. */
export interface DayOpening {
  readonly date: PlainDate;
  readonly opensAt: Instant;
}

export type Finding = { readonly path: Path } & (
  | ({ readonly severity: "fault" } & Fault)
  | ({ readonly severity: "notice" } & Notice)
);

/** Takes the findings of one part of the catalogue; `field` names what in it. */
export interface Findings {
  readonly fault: (fault: Fault, ...field: readonly string[]) => void;
  readonly notice: (notice: Notice, ...field: readonly string[]) => void;
  /** Those of a part of it. */
  readonly of: (part: Part | "quota" | "lines", code?: string) => Findings;
  readonly path: Path;
}

/** Findings at that path, added to the list. */
export const findingsAt = (found: Finding[], path: Path): Findings => ({
  path,
  fault: (fault, ...field) => void found.push({ severity: "fault", path: [...path, ...field], ...fault }),
  notice: (notice, ...field) => void found.push({ severity: "notice", path: [...path, ...field], ...notice }),
  of: (part, code) => findingsAt(found, [...path, part, ...(code === undefined ? [] : [code])]),
});

/**
 * An activity as somebody has written it: what is at fault by itself is not there, but its code is, so that whoever
 * names it is not told that there is no such thing.
 */
export interface WrittenActivity {
  readonly value: Activity;
  /** In the order in which they are written: of two that share days, the second is told. */
  readonly windows: readonly (BookingWindow | RecurringWindow)[];
  readonly codes: Readonly<Record<Part, readonly string[]>>;
}

/** The same of a whole catalogue. */
export interface WrittenCatalogue {
  readonly sites: readonly Site[];
  readonly siteCodes: readonly string[];
  readonly activities: readonly WrittenActivity[];
  readonly calendars: readonly SchoolCalendar[];
  readonly documents: readonly DocumentKind[];
  readonly documentCodes: readonly string[];
  readonly tariffs: readonly Tariff[];
  readonly tariffCodes: readonly string[];
  readonly accounts: readonly CollectionAccount[];
  readonly accountCodes: readonly string[];
  readonly absences: readonly AbsenceRules[];
  readonly absenceCodes: readonly string[];
  /** What changes of families' files ask for. */
  readonly askedWithChanges: readonly DocumentKindId[];
}

/** A catalogue of which nothing is left out. */
export const asWritten = ({
  sites,
  activities,
  calendars,
  documents = [],
  tariffs = [],
  accounts = [],
  absences = [],
  file,
}: Catalogue): WrittenCatalogue => ({
  sites,
  siteCodes: sites.map(({ id }) => id),
  calendars,
  documents,
  // No activity asks for the paper of somebody who is neither the child nor of its household, nor for one of health.
  documentCodes: documents.filter((kind) => !standsBeside(kind)).map(({ id }) => id),
  tariffs,
  tariffCodes: tariffs.map(({ id }) => id),
  accounts,
  accountCodes: accounts.map(({ id }) => id),
  absences,
  absenceCodes: absences.map(({ id }) => id),
  askedWithChanges: documentsOf(file),
  activities: activities.map((value) => {
    const windows = [...value.windows, ...(value.recurring ?? [])];
    return {
      value,
      windows,
      codes: {
        units: value.units.map(({ id }) => id),
        windows: windows.map(({ id }) => id),
        pools: value.pools.map(({ id }) => id),
      },
    };
  }),
});
