/**
 * A first request: what a family that has no code yet tells the office of itself. It becomes a family on a staff
 * member's word alone.
 *
 *     unconfirmed ──> waiting ──> accepted | attached | refused
 *
 * Nobody but staff learns from one whether a family is there already: it is taken, confirmed and answered alike.
 */
import { ageOn, sameChild, type Address } from "../../family/rules/family.ts";
import { samePerson } from "../../family/rules/same-person.ts";
import type {
  ChildId,
  DocumentId,
  DocumentKindId,
  FamilyCode,
  FileId,
  FirstRequestId,
  IdempotencyKey,
  Instant,
  Login,
  PlainDate,
} from "../../kernel/ids.ts";
import { plusSeconds } from "../../kernel/clock.ts";

export interface RequestedAdult {
  readonly title?: "Mme" | "M." | undefined;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
}

export interface RequestedChild {
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: PlainDate;
  readonly school?: string | undefined;
  readonly grade?: string | undefined;
}

/** What is told. The first adult's address is the one that is confirmed, and the only one that ever learns a code. */
export interface Told {
  readonly adults: readonly RequestedAdult[];
  readonly children: readonly RequestedChild[];
  readonly address: Address;
  readonly message?: string | undefined;
}

export const mostAdults = 2;
export const mostChildren = 8;
/** Documents of one request: a stranger's, until it is a family's. */
export const mostDocuments = 5;
/** Wrong codes after which another one must be asked for. */
export const mostTries = 5;
/** Codes that are sent for one request. */
export const mostCodes = 3;
/** Hours for which a code is right, and days for which an unconfirmed request is kept. */
export const codeHours = 24;
const unconfirmedDays = 2;

/** How it ended: in a family made of it, in one that was there, or not. */
export const endings = ["accepted", "attached", "refused"] as const;
export type Ending = (typeof endings)[number];

export interface Decided {
  readonly what: Ending;
  readonly at: Instant;
  readonly by: Login;
  readonly byName: string;
  readonly token: IdempotencyKey;
  /** Told to the family when it is refused; kept among staff otherwise. */
  readonly reason?: string | undefined;
  readonly familyCode?: FamilyCode | undefined;
}

export type RequestState = "unconfirmed" | "waiting" | Ending;

export interface FirstRequest extends Told {
  readonly id: FirstRequestId;
  /** The first adult's, as it was typed. */
  readonly email: string;
  readonly state: RequestState;
  readonly sentAt: Instant;
  readonly confirmedAt?: Instant | undefined;
  readonly decided?: Decided | undefined;
  readonly version: number;
}

export interface RequestDocument {
  readonly id: DocumentId;
  readonly fileId: FileId;
  readonly name: string;
  readonly sentAt: Instant;
}

/** Whose document it is once its request has become a family: the household's, or one of its children's. */
export interface TakenOver {
  readonly familyCode: FamilyCode;
  readonly childId?: ChildId | undefined;
  readonly kind: DocumentKindId;
}

/** Age from which a person is no longer a child of this portal: majority. */
const adultAge = 18;

interface ChildFault {
  readonly rank: number;
  readonly fault: "unborn" | "grown" | "twice";
}

/** What is wrong with a child, by its rank: its birth in the future, its age, a child listed twice. */
export function childFaults(children: readonly RequestedChild[], today: PlainDate): readonly ChildFault[] {
  return children.flatMap((child, rank): readonly ChildFault[] => {
    if (child.birthDate > today) return [{ rank, fault: "unborn" }];
    if (ageOn(child.birthDate, today) >= adultAge) return [{ rank, fault: "grown" }];
    return children.slice(0, rank).some((other) => sameChild(other, child)) ? [{ rank, fault: "twice" }] : [];
  });
}

/** Whether the second adult is the first one again. */
export const adultTwice = ([one, other]: readonly RequestedAdult[]): boolean =>
  one !== undefined && other !== undefined && samePerson(one, other);

const days = (number: number): number => number * 86_400;

/** Until when a request is kept, by how it stands: what nobody decides goes too, and its documents with it. */
export function keptUntil(state: RequestState, since: Instant, keptDays: number): Instant {
  if (state === "unconfirmed") return plusSeconds(since, days(unconfirmedDays));
  return plusSeconds(since, days(state === "waiting" ? 3 * keptDays : keptDays));
}
