/**
 * A measure that staff takes in a household: an adult is shut out of a child's file, or kept safe from the others' knowing
 * where they live. It is never deleted: lifted, it says when and why. What holds is what the marks in the family's records
 * say (family/rules/seen.ts), which are written with it. Pure.
 */
import type {
  ChildId,
  FamilyCode,
  GuardianId,
  IdempotencyKey,
  Instant,
  Login,
  PlainDate,
  ProtectionId,
} from "../../kernel/ids.ts";

/** Who did something, and why. */
export interface Word {
  readonly at: Instant;
  readonly by: Login;
  /** As the staff member was called then. */
  readonly byName: string;
  readonly reason: string;
  /** The same act sent twice is one. */
  readonly key: IdempotencyKey;
}

/** Whom it is about: an adult, and the child of whom they may know nothing; without one, the adult's own address. */
export interface About {
  readonly guardianId: GuardianId;
  readonly childId?: ChildId | undefined;
}

export interface Protection extends About {
  readonly id: ProtectionId;
  readonly familyCode: FamilyCode;
  readonly adultName: string;
  readonly childName?: string | undefined;
  /** Of the decision that it rests on. */
  readonly decidedOn: PlainDate;
  readonly begun: Word;
  readonly lifted?: Word | undefined;
}

export const isSame = (one: About, other: About): boolean =>
  one.guardianId === other.guardianId && one.childId === other.childId;

/** The one that holds, of the same adult and child. */
export const standing = (all: readonly Protection[], about: About): Protection | undefined =>
  all.find((one) => one.lifted === undefined && isSame(one, about));

/** The marks of a record once this adult is in them, or out; undefined: none is left. */
export function marked(
  marks: readonly GuardianId[] = [],
  adult: GuardianId,
  held: boolean,
): readonly GuardianId[] | undefined {
  const rest = marks.filter((one) => one !== adult);
  const all = held ? [...rest, adult].sort() : rest;
  return all.length === 0 ? undefined : all;
}

export const latestFirst = (one: Protection, other: Protection): number =>
  one.begun.at < other.begun.at ? 1 : one.begun.at > other.begun.at ? -1 : one.id < other.id ? -1 : 1;
