/** The household as the town knows it: its adults, its address, its children. */
import type { FormerAdult } from "./former-adults.ts";
import type { HeldDocuments } from "./held-documents.ts";
import type { HeldEnrolment } from "./held-enrolments.ts";
import type { HeldHealth, HeldRecord } from "./held-record.ts";
import type { Owed } from "./owes.ts";
import type { ChildId, FamilyCode, GuardianId, Instant, PlainDate } from "../../kernel/ids.ts";

export interface Guardian {
  readonly id: GuardianId;
  /** `Mme`, `M.`: as printed on invoices. */
  readonly title?: string | undefined;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
  /** As people dial and read it: `06 12 34 56 78`, or `+32470123456` for a foreign number. */
  readonly phone?: string | undefined;
  /** Receives the invoices. */
  readonly payer: boolean;
}

export interface Address {
  readonly lines: readonly string[];
  readonly postcode: string;
  readonly town: string;
}

export interface Household {
  readonly code: FamilyCode;
  /** At least one; ordered by rank. */
  readonly guardians: readonly Guardian[];
  readonly address: Address;
  /** Lives in the territory: some windows open earlier for residents. */
  readonly resident: boolean;
  /**
   * Since when staff has closed its account: it books nothing any more, and still sees its file, its history and what
   * it owes.
   */
  readonly closedAt?: Instant | undefined;
  /** What it holds of supporting documents of its own. */
  readonly documents?: HeldDocuments | undefined;
  /** Adults whose address, phones and e-mail the others are not told (rules/seen.ts). */
  readonly shielded?: readonly GuardianId[] | undefined;
  /** Ranks under which it held an adult a second time, before the two were made one. */
  readonly formerAdults?: readonly FormerAdult[] | undefined;
  /** It has become part of that household: it is not there any more. */
  readonly mergedInto?: FamilyCode | undefined;
  /** Codes of households that have become part of it. */
  readonly formerCodes?: readonly FamilyCode[] | undefined;
  /** When it last confirmed its file, and until when that holds (functions/certification). */
  readonly certified?: { readonly at: Instant; readonly until: PlainDate } | undefined;
  /** What it is still to pay of its invoices (functions/billing). */
  readonly owes?: readonly Owed[] | undefined;
}

export interface Child {
  readonly id: ChildId;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: PlainDate;
  /** School grade in French: `PS`, `CE1`. */
  readonly grade?: string | undefined;
  readonly school?: string | undefined;
  /** In which activities this household has enrolled it, or asked to. */
  readonly enrolments?: readonly HeldEnrolment[] | undefined;
  /** Its other households: each has a record of the child, with the same code, and books for it on its own. */
  readonly sharedWith?: readonly FamilyCode[] | undefined;
  /**
   * The first day on which it comes, whatever the household, the activity and the year: three months begin with it, in
   * which a vaccine that is lacking is to be given. Kept by the subject of bookings (booking/follow/note-admission.ts).
   */
  readonly admittedOn?: PlainDate | undefined;
  /** It leaves this household: what it has there is judged until the day before (sections/child-leaving.ts). */
  readonly leavingFrom?: PlainDate | undefined;
  /** Adults of this household who are shut out of its file (rules/seen.ts). */
  readonly shutOut?: readonly GuardianId[] | undefined;
  /** Codes under which it was held a second time, before the two were made one. */
  readonly formerCodes?: readonly ChildId[] | undefined;
  /** What its file holds of supporting documents: the same in each of its households. */
  readonly documents?: HeldDocuments | undefined;
  /** What is said in its file, and in the part of it that is its health: the same in each of its households. */
  readonly record?: HeldRecord | undefined;
  readonly health?: HeldHealth | undefined;
}

export interface Family {
  readonly household: Household;
  /** Eldest first. */
  readonly children: readonly Child[];
}

/** Letters that carry no separable accent, so that Unicode's decomposition leaves them alone. */
const plainLetters: Readonly<Record<string, string>> = { Œ: "OE", Æ: "AE", Ø: "O", Ł: "L", Đ: "D" };

/** What of a name counts when two writings of it are compared: its letters, without accents or case. */
export const foldName = (name: string): string =>
  name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[ŒÆØŁĐ]/gu, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, "");

/**
 * Whether someone who types their own name means the one on file: accents, hyphens, apostrophes, case and spaces are
 * written in many ways, and an invoice prints none of them (`D ARTAGNAN ANNE LISE` is `d’Artagnan Anne-Lise`).
 */
export function sameName(typed: string, onFile: string): boolean {
  const letters = foldName(onFile);
  return letters !== "" && foldName(typed) === letters;
}

/** Whether two records, or two lines, are of one person. */
export const sameChild = (one: Omit<Child, "id">, other: Omit<Child, "id">): boolean =>
  one.birthDate === other.birthDate &&
  sameName(one.firstName, other.firstName) &&
  sameName(one.lastName, other.lastName);

/** As a letter names an adult: `Mme Martin`; first and last name when the file gives no title. */
export const nameInLetters = ({ title, firstName, lastName }: Guardian): string => `${title ?? firstName} ${lastName}`;

/** Whether a mail can reach somebody of the household: else it has to be called. */
export const hasAddress = ({ guardians }: Pick<Household, "guardians">): boolean =>
  guardians.some(({ email }) => email !== undefined);

/**
 * Age in whole years on a day. Born on 29 February: a year older from 1 March in ordinary years, as French law counts.
 */
export function ageOn(birthDate: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** First names by the child's code, eldest first: a value that names children by code is said with them. */
export const childNames = (children: readonly Child[]): Readonly<Partial<Record<string, string>>> =>
  Object.fromEntries([...children].sort(eldestFirst).map(({ id, firstName }) => [id, firstName]));

/** Eldest first, then by first name: the order in which every page shows a family's children. */
export const eldestFirst = (
  one: Pick<Child, "birthDate" | "firstName">,
  other: Pick<Child, "birthDate" | "firstName">,
): number =>
  one.birthDate < other.birthDate
    ? -1
    : one.birthDate > other.birthDate
      ? 1
      : one.firstName.localeCompare(other.firstName, "fr");
