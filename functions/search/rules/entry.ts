/**
 * What finding a person, or the same person twice, needs of the table's records: one entry a record. No address, only a
 * mark by which two are compared; nothing of health, bookings or money.
 */
import type { HeldContact } from "../../family/rules/held-record.ts";
import type { ChildId, FamilyCode, GuardianId, PlainDate } from "../../kernel/ids.ts";

export interface IndexedAdult {
  /** Absent of an entry of before. */
  readonly id?: GuardianId | undefined;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** At work. */
  readonly workPhone?: string | undefined;
  readonly birthName?: string | undefined;
}

export interface HouseholdEntry {
  readonly kind: "household";
  readonly code: FamilyCode;
  /** Of the record: an older one never replaces a newer one. */
  readonly version: number;
  readonly closed: boolean;
  /** The same for households at one address. */
  readonly home: string;
  /** None of one that has become part of another: whoever looks for them finds them there. */
  readonly adults: readonly IndexedAdult[];
  /** Codes of households that have become part of it: whoever looks for one of them means this one. */
  readonly formerCodes?: readonly FamilyCode[] | undefined;
}

export interface ChildEntry {
  readonly kind: "child";
  /** Of the household that has it. */
  readonly code: FamilyCode;
  readonly id: ChildId;
  readonly version: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: PlainDate;
  /** What the town's software calls it by now. */
  readonly townCode?: ChildId | undefined;
  /** Codes under which it was held twice: whoever looks for one of them means this child. */
  readonly formerCodes?: readonly ChildId[] | undefined;
  /** Whom its file names beside its parents. */
  readonly contacts?: readonly HeldContact[] | undefined;
  /** It has left this household for another one. */
  readonly left: boolean;
}

/** A household with its children. */
export interface IndexedFamily {
  readonly code: FamilyCode;
  /** Null while only a child of it has been told. */
  readonly household: HouseholdEntry | null;
  /** Those who have not left. */
  readonly children: readonly ChildEntry[];
}

export type Entry = HouseholdEntry | ChildEntry;

/** Which record an entry is of. */
export const subjectOf = (entry: Entry): string =>
  entry.kind === "household" ? entry.code : `${entry.code}#${entry.id}`;

/** Whether two entries of one record say the same, whatever else changed in it. */
export function saysTheSame(one: Entry, other: Entry): boolean {
  const said = (entry: Entry): string => JSON.stringify({ ...entry, version: 0 });
  return said(one) === said(other);
}
