/**
 * Families that are there already and may be the one that asks: by names in whatever order and spelling, births, phones,
 * mails and the address. Each comes with its reasons, the likeliest first; the word is staff's.
 */
import { addressKey } from "../../family/rules/doubles.ts";
import type { Address } from "../../family/rules/family.ts";
import { childKeys, nameKeys } from "../../family/rules/same-person.ts";
import type { FamilyCode, PlainDate } from "../../kernel/ids.ts";
import type { Told } from "./first-request.ts";

interface KnownAdult {
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** A family of the portal. `home`: what its address is compared by. */
export interface KnownFamily {
  readonly code: FamilyCode;
  readonly household: { readonly home: string; readonly adults: readonly KnownAdult[] } | null;
  readonly children: readonly {
    readonly firstName: string;
    readonly lastName: string;
    readonly birthDate: PlainDate;
  }[];
}

export type LikelyReason =
  | { readonly what: "child" | "adult" | "phone" | "email"; readonly name: string }
  | { readonly what: "address" };

export interface Likely {
  readonly code: FamilyCode;
  readonly names: readonly string[];
  readonly reasons: readonly LikelyReason[];
}

/** Homonyms are many, addresses are shared by a whole building: alone they count little. */
const weights: Readonly<Record<LikelyReason["what"], number>> = { child: 8, email: 6, phone: 5, adult: 3, address: 1 };
/** Less is no likeness: an address alone. */
const least = 3;
export const mostLikely = 8;

const foldPhone = (phone: string): string => phone.replace(/\D/gu, "").replace(/^(?:0033|33(?=\d{9}$))/u, "0");
const foldEmail = (email: string): string => email.trim().toLowerCase();
const nameOf = ({ firstName, lastName }: KnownAdult): string => `${firstName} ${lastName}`;

function reasonsOf(told: Sought, { household, children }: KnownFamily): readonly LikelyReason[] {
  const reasons: LikelyReason[] = [];
  for (const child of children)
    if (childKeys(child).some((key) => told.children.has(key))) reasons.push({ what: "child", name: nameOf(child) });
  for (const adult of household?.adults ?? []) {
    const name = nameOf(adult);
    if (nameKeys(adult).some((key) => told.adults.has(key))) reasons.push({ what: "adult", name });
    if (adult.phone !== undefined && told.phones.has(foldPhone(adult.phone))) reasons.push({ what: "phone", name });
    if (adult.email !== undefined && told.emails.has(foldEmail(adult.email))) reasons.push({ what: "email", name });
  }
  if (household && household.home === told.home) reasons.push({ what: "address" });
  return reasons;
}

interface Sought {
  readonly children: ReadonlySet<string>;
  readonly adults: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
  readonly emails: ReadonlySet<string>;
  readonly home: string;
}

const weigh = (reasons: readonly LikelyReason[]): number => reasons.reduce((sum, { what }) => sum + weights[what], 0);

/** `homeOf`: how `home` was made of an address. */
export function likelyFamilies(
  { adults, children, address }: Told,
  known: Iterable<KnownFamily>,
  homeOf: (address: Address) => string = addressKey,
): readonly Likely[] {
  const told: Sought = {
    children: new Set(children.flatMap(childKeys)),
    adults: new Set(adults.flatMap(nameKeys)),
    phones: new Set(adults.flatMap(({ phone }) => (phone === undefined ? [] : [foldPhone(phone)]))),
    emails: new Set(adults.flatMap(({ email }) => (email === undefined ? [] : [foldEmail(email)]))),
    home: homeOf(address),
  };
  const found: { readonly likely: Likely; readonly weight: number }[] = [];
  for (const family of known) {
    const reasons = reasonsOf(told, family);
    const weight = weigh(reasons);
    if (weight < least) continue;
    const names = [...(family.household?.adults ?? []), ...family.children].map(nameOf);
    found.push({ likely: { code: family.code, names, reasons }, weight });
  }
  return found
    .sort((one, other) => other.weight - one.weight || (one.likely.code < other.likely.code ? -1 : 1))
    .slice(0, mostLikely)
    .map(({ likely }) => likely);
}
