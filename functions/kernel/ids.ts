/**
 * Names of things. A branded string cannot be passed where another is meant; the pattern of each brand stands here once
 * and the contract reads it.
 */
declare const brand: unique symbol;
export type Branded<T extends string> = string & { readonly [brand]: T };

/** Code famille: issued by the town, printed on invoices, the sign-in name of the first guardian. */
export type FamilyCode = Branded<"FamilyCode">;
/** Name of a sign-in: a family code, or a name issued to another adult or a staff member. */
export type Login = Branded<"Login">;
/** Rank of an adult in the household's file, from 1. */
export type GuardianId = Branded<"GuardianId">;
export type ChildId = Branded<"ChildId">;
export type SiteId = Branded<"SiteId">;
export type ActivityId = Branded<"ActivityId">;
export type UnitId = Branded<"UnitId">;
/** Période de réservation of an activity: `toussaint`. */
export type WindowId = Branded<"WindowId">;
/** A limit on places, within its activity or its site: `maternels`. */
export type PoolName = Branded<"PoolName">;
/** A decision to receive nobody for some days. */
export type ClosureId = Branded<"ClosureId">;
/** A kind of supporting document that the town asks for: `assurance`. */
export type DocumentKindId = Branded<"DocumentKindId">;
/** What a town asks for a kind of care, over the years: `mercredis`. */
export type TariffId = Branded<"TariffId">;
/** Who collects what activities cost, and by which way: `regie-enfance`. */
export type CollectionAccountId = Branded<"CollectionAccountId">;
/** What absences from some activities change on the bill: `mercredis`. */
export type AbsenceRulesId = Branded<"AbsenceRulesId">;
/** One operation of PayFiP, as the treasury names it: a payer is sent there with it, once. */
export type PayfipOperationId = Branded<"PayfipOperationId">;
/** A batch of direct debits of one collection account: `ALSH-P2027-0001`. What is sent to the bank is named for it. */
export type DebitBatchId = Branded<"DebitBatchId">;
/** One document that was sent: its kind, when, and what tells it from others. Sorts by kind, then by time. */
export type DocumentId = Branded<"DocumentId">;
/** A family's request that a child be enrolled in an activity, and what became of it: the key that it was sent under. */
export type EnrolmentId = Branded<"EnrolmentId">;
/** A measure that protects a child, or an adult's address: the key that it was sent under. */
export type ProtectionId = Branded<"ProtectionId">;
/** A file of the bucket, named by chance: its name says nothing of whose it is. */
export type FileId = Branded<"FileId">;
/** What a family that has no code yet has sent: named by chance, and its name says nothing of whose it is. */
export type FirstRequestId = Branded<"FirstRequestId">;
/** What a family asks of its file, or did to it: when, and what tells it from others. Sorts by time. */
export type RequestId = Branded<"RequestId">;
/** Chosen by the client, one per confirmation: sending it again changes nothing and returns the same answers. */
export type IdempotencyKey = Branded<"IdempotencyKey">;
/** A calendar day without time or zone, `yyyy-mm-dd`. */
export type PlainDate = Branded<"PlainDate">;
/** A month of a year, `yyyy-mm`. */
export type PlainMonth = Branded<"PlainMonth">;
/** A point in time, ISO 8601 in UTC with seconds: `2026-11-23T07:30:00Z`. Sorts as text. */
export type Instant = Branded<"Instant">;

/** Patterns are without flags, so that OpenAPI can carry them. */
export const patterns = {
  /** Towns that number their families from 1 on have codes of one to three digits. */
  FamilyCode: /^([0-9]{1,3}|[A-Z0-9]{4,12})$/,
  /** A short code too, and the adults of its family: `7.2`. */
  Login: /^([0-9]{1,3}(\.[1-9])?|[A-Z0-9][A-Z0-9._-]{3,31})$/,
  GuardianId: /^[1-9]$/,
  ChildId: /^[A-Z0-9]{1,16}$/,
  SiteId: /^[a-z0-9-]{2,40}$/,
  ActivityId: /^[a-z0-9-]{2,60}$/,
  UnitId: /^[a-z0-9-]{1,24}$/,
  WindowId: /^[a-z0-9-]{1,24}$/,
  /** Short: every claim on a hot day carries the names of its limits. */
  PoolName: /^[a-z0-9-]{1,12}$/,
  ClosureId: /^[A-Za-z0-9_-]{8,64}$/,
  DocumentKindId: /^[a-z0-9-]{2,40}$/,
  TariffId: /^[a-z0-9-]{2,40}$/,
  CollectionAccountId: /^[a-z0-9-]{2,40}$/,
  AbsenceRulesId: /^[a-z0-9-]{2,40}$/,
  PayfipOperationId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  DebitBatchId: /^[A-Z][A-Z0-9]{0,5}-P[0-9]{4}-[0-9]{4}$/,
  DocumentId: /^[a-z0-9-]{2,40}[.][0-9]{17}[.][a-z0-9]{12}$/,
  EnrolmentId: /^[A-Za-z0-9_-]{16,64}$/,
  ProtectionId: /^[A-Za-z0-9_-]{16,64}$/,
  RequestId: /^[0-9]{17}[.][a-z0-9]{12}$/,
  FileId: /^[A-Za-z0-9_-]{32}$/,
  FirstRequestId: /^[A-Za-z0-9_-]{24}$/,
  IdempotencyKey: /^[A-Za-z0-9_-]{16,64}$/,
  PlainDate: /^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/,
  PlainMonth: /^[0-9]{4}-(0[1-9]|1[0-2])$/,
  Instant: /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/,
} as const;
export type BrandName = keyof typeof patterns;

const is = <B extends BrandName>(name: B, text: string): text is Branded<B> => patterns[name].test(text);

/**
 * Text of a brand, or a programming error: for text that the code itself made. People's input goes through `readId`.
 */
export function id<B extends BrandName>(name: B, text: string): Branded<B> {
  if (is(name, text)) return text;
  throw new TypeError(`Not a ${name}: ${JSON.stringify(text.slice(0, 40))}`);
}

/** Text of a brand, or null. */
export const readId = <B extends BrandName>(name: B, text: string): Branded<B> | null => (is(name, text) ? text : null);

/** A sign-in name as people type it: spaces and case do not matter. */
export const tidyLogin = (typed: string): string => typed.normalize("NFKC").replace(/\s+/gu, "").toUpperCase();

/** A unit of an activity: `mercredis/journee`. */
export type UnitKey = `${ActivityId}/${UnitId}`;
