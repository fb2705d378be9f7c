/**
 * What becomes of a family's file when the town's software speaks again.
 *
 * Both sides write: the town exports its file several times a year, families correct theirs on the portal in between. A
 * field is judged against what the town said last time:
 * - the town says the same as last time: what stands on the portal stays, whoever wrote it;
 * - the town says something new, and nobody touched the field on the portal: the new value enters;
 * - both have changed it, differently: the portal's value stays and the field is reported, for a staff member to settle.
 *
 * Of a field about which a file says nothing, nothing is judged: neither side has spoken.
 *
 * Who belongs to a household is the town's word alone, except for adults that were added on the portal, and for those who
 * were taken off it there and whom the town's file has held ever since. Nothing is ever deleted because a file does not
 * mention it: a child that left still has its bookings.
 */
import type { Address, Child, Family, Guardian, Household } from "./family.ts";
import { sameName } from "./family.ts";
import { isFieldValue, type FieldValue } from "./field-values.ts";
import { standsFor, type FormerAdult } from "./former-adults.ts";
import { id, type ChildId, type GuardianId, type PlainDate } from "../../kernel/ids.ts";

/** What the town has said of somebody, as far as it ever said anything. */
export type Word<Facts> = { readonly [Field in keyof Facts]?: Facts[Field] | undefined };

/** A record's facts beside what the town said last; `imported` is absent when the portal made the record. */
export interface Filed<Facts, Imported = Word<Facts>> {
  readonly facts: Facts;
  readonly imported: Imported | undefined;
}

/** A field that both sides changed: the portal's value stayed. */
export interface Kept {
  readonly field: string;
  /** Of an adult: as the portal names them. */
  readonly whose?: string | undefined;
  /** What stands on the portal, and what the file says; undefined: nothing. */
  readonly stands: FieldValue | undefined;
  readonly said: FieldValue | undefined;
  /** The town had said something of it before: then it was changed on the portal since. */
  readonly saidBefore: boolean;
}

export interface Merged<Facts> {
  readonly facts: Facts;
  readonly kept: readonly Kept[];
}

/** An adult with all that a file can say of them. */
export interface FiledAdult extends Guardian {
  readonly birthName?: string | undefined;
  readonly birthDate?: PlainDate | undefined;
  readonly workPhone?: string | undefined;
  readonly profession?: string | undefined;
  readonly employer?: string | undefined;
  /** What they are to each child, by its code. */
  readonly links?: Links | undefined;
}
type Links = Readonly<Partial<Record<string, string>>>;
/** What an adult is to a child, as the family says it too (sections/adult-fields.ts). */
export const adultLinks = [
  "mother",
  "father",
  "stepparent",
  "grandparent",
  "guardian",
  "fosterParent",
  "other",
] as const;
/** How the adults of a household live together, as the family says it too (sections/household.ts). */
export const situations = ["married", "civilUnion", "together", "separated", "single", "widowed"] as const;

export interface HouseholdFacts {
  readonly guardians: readonly FiledAdult[];
  readonly address: Address;
  readonly resident: boolean;
  readonly situation?: string | undefined;
}
/** But for its adults. */
export type HouseholdOwn = Omit<HouseholdFacts, "guardians">;
/** The town's word on an adult names them, whatever else it leaves out. */
export type AdultWord = Word<FiledAdult> & Pick<Guardian, "id" | "firstName" | "lastName">;
export type HouseholdWord = Word<HouseholdOwn> & { readonly guardians: readonly AdultWord[] };
export type ChildFacts = Pick<Child, "firstName" | "lastName" | "birthDate" | "grade" | "school">;

/**
 * What a file says of someone. `unsaid`: fields of which it says nothing at all, because it has no such column or the
 * cell could not be read; of those that only some files have, it names none then. That is another thing than an empty
 * cell, which says that there is none.
 */
export type Said<Facts> = Facts & { readonly unsaid?: readonly (keyof Facts)[] | undefined };

/**
 * `townCode`: what the file calls it, where the portal keeps a code of before. `linkedTo`: what adults of the file, by
 * their ranks in it, are to the child.
 */
export type SaidChild = Said<Child> & {
  readonly townCode?: ChildId | undefined;
  readonly linkedTo?: readonly SaidLink[] | undefined;
};
export interface SaidLink {
  readonly adult: GuardianId;
  readonly link: string;
}

export interface SaidHousehold extends Omit<Household, "guardians"> {
  readonly guardians: readonly Said<FiledAdult>[];
  readonly situation?: string | undefined;
  readonly unsaid?: readonly "resident"[] | undefined;
}
export interface SaidFamily extends Family {
  readonly household: SaidHousehold;
  readonly children: readonly SaidChild[];
  /** The household is on file, and what is said of it is left aside. */
  readonly childrenOnly?: true;
}

const namesOf = <Facts extends object>(facts: Facts): readonly (keyof Facts)[] =>
  Object.keys(facts).filter((name): name is keyof Facts & string => name in facts);

/** The town's word from now on: where a file says nothing, it is what it was, be that nothing. */
export function wordAfter<Facts extends object>(
  said: Facts,
  unsaid: readonly (keyof Facts)[],
  before: Word<Facts> | undefined,
): Word<Facts> {
  const word: { -readonly [Field in keyof Facts]?: Facts[Field] | undefined } = before ? { ...before } : {};
  for (const field of namesOf(said)) if (!unsaid.includes(field)) word[field] = said[field];
  return word;
}

const childFields = [
  "firstName",
  "lastName",
  "birthDate",
  "grade",
  "school",
] as const satisfies readonly (keyof ChildFacts)[];
const guardianFields = [
  "title",
  "firstName",
  "lastName",
  "email",
  "phone",
  "payer",
  "birthName",
  "birthDate",
  "workPhone",
  "profession",
  "employer",
] as const satisfies readonly (keyof FiledAdult)[];
/** The facts of an adult that only some files have a column for. */
export const furtherAdultFields = ["birthName", "birthDate", "workPhone", "profession", "employer", "links"] as const;
const householdFields = ["address", "resident", "situation"] as const satisfies readonly (keyof HouseholdOwn)[];

/** An address compares as a whole, in this order of its parts; every other field is a scalar. */
const same = (one: unknown, other: unknown): boolean =>
  one === other ||
  JSON.stringify(one, ["lines", "postcode", "town"]) === JSON.stringify(other, ["lines", "postcode", "town"]);

const shown = (value: unknown): FieldValue | undefined => (isFieldValue(value) ? value : undefined);

/** `unsaid`: fields of which the file says nothing. */
function mergeFields<Facts extends object>(
  { facts, imported }: Filed<Facts>,
  said: Facts,
  fields: readonly (keyof Facts & string)[],
  unsaid: readonly (keyof Facts)[] = [],
): Merged<Facts> {
  const merged = { ...facts };
  const kept: Kept[] = [];
  for (const field of fields) {
    if (!(field in said) || unsaid.includes(field) || same(said[field], facts[field])) continue;
    if (imported && same(said[field], imported[field])) continue;
    if (imported && same(facts[field], imported[field])) merged[field] = said[field];
    else
      kept.push({
        field,
        stands: shown(facts[field]),
        said: shown(said[field]),
        saidBefore: imported?.[field] !== undefined,
      });
  }
  return { facts: merged, kept };
}

/** What an adult is to the children is judged child by child: a file names those that it names, and no other. */
function mergeLinks(
  { facts, imported }: Filed<FiledAdult>,
  { links: said = {} }: Pick<FiledAdult, "links">,
): { readonly links: Links | undefined; readonly kept: readonly Kept[] } {
  const links: Partial<Record<string, string>> = { ...facts.links };
  const kept: Kept[] = [];
  for (const [child, link] of Object.entries(said)) {
    const [stands, before] = [facts.links?.[child], imported?.links?.[child]];
    if (link === undefined || link === stands || link === before) continue;
    if (stands === before) links[child] = link;
    else
      kept.push({
        field: "links",
        stands: stands === undefined ? undefined : { [child]: stands },
        said: { [child]: link },
        saidBefore: before !== undefined,
      });
  }
  return { links: Object.keys(links).length === 0 ? undefined : links, kept };
}

/** The town's word on an adult from now on: of children whom a file does not name, it is what it was. */
export function adultWordAfter(
  said: FiledAdult,
  unsaid: readonly (keyof FiledAdult)[],
  before: AdultWord | undefined,
): AdultWord {
  const { id, firstName, lastName } = said;
  const links = { ...before?.links, ...said.links };
  return {
    ...wordAfter<FiledAdult>(said, unsaid, before),
    ...(Object.keys(links).length === 0 ? {} : { links }),
    id,
    firstName,
    lastName,
  };
}

export const mergeChild = (filed: Filed<ChildFacts>, { unsaid, ...said }: Said<ChildFacts>): Merged<ChildFacts> =>
  mergeFields<ChildFacts>(filed, said, childFields, unsaid);

/** What a file says of a household, its adults ranked as on file (`rankGuardians`). */
export type RankedHousehold = HouseholdOwn & Pick<SaidHousehold, "guardians" | "unsaid">;

export function mergeHousehold(
  { facts, imported }: Filed<HouseholdFacts, HouseholdWord>,
  { guardians, unsaid: unsaidOfHome, ...said }: RankedHousehold,
): Merged<HouseholdFacts> {
  const { guardians: known, ...standing } = facts;
  const rest = mergeFields<HouseholdOwn>({ facts: standing, imported }, said, householdFields, unsaidOfHome);
  const onFileBy = byId(known);
  const before = byId(imported?.guardians ?? []);
  const listed = byId(guardians);
  const addedHere = known.filter((guardian) => !listed.has(guardian.id) && !before.has(guardian.id));
  // Taken off on the portal: the town says what it said before, and knows no better. Unless nobody else were left.
  const gone = guardians.filter(({ id: rank }) => before.has(rank) && !onFileBy.has(rank));
  const takenOff = gone.length < guardians.length + addedHere.length ? gone : [];
  const saidAnew = takenOff.filter((one) => {
    const was = before.get(one.id);
    const says = (field: keyof FiledAdult): boolean => field in one && one.unsaid?.includes(field) !== true;
    return guardianFields.some((field) => says(field) && !same(one[field], was?.[field]));
  });
  const adults = guardians
    .filter((one) => !takenOff.includes(one))
    .map(({ unsaid, ...guardian }): Merged<FiledAdult> => {
      const onFile = onFileBy.get(guardian.id);
      if (!onFile) return { facts: guardian, kept: [] };
      const filed = { facts: onFile, imported: before.get(guardian.id) };
      const merged = mergeFields<FiledAdult>(filed, guardian, guardianFields, unsaid);
      const { links, kept } = mergeLinks(filed, guardian);
      const whose = `${onFile.firstName} ${onFile.lastName}`;
      return {
        facts: { ...merged.facts, links },
        kept: [...merged.kept, ...kept].map((one) => ({ ...one, whose })),
      };
    });
  const stayingOff = saidAnew.map(({ firstName, lastName }): Kept => ({
    field: "guardians",
    whose: `${firstName} ${lastName}`,
    stands: undefined,
    said: undefined,
    saidBefore: true,
  }));
  return {
    facts: {
      ...rest.facts,
      guardians: [...adults.map((adult) => adult.facts), ...addedHere].sort(
        (one, other) => Number(one.id) - Number(other.id),
      ),
    },
    kept: [...rest.kept, ...adults.flatMap((adult) => adult.kept), ...stayingOff],
  };
}

const byId = <Adult extends { readonly id: GuardianId }>(guardians: readonly Adult[]): ReadonlyMap<GuardianId, Adult> =>
  new Map(guardians.map((guardian) => [guardian.id, guardian]));

/** What an adult is known again by. */
export type Known = Pick<AdultWord, "id" | "firstName" | "lastName" | "email" | "phone">;
const sameAdult = (one: Known, other: Known): boolean =>
  sameName(one.firstName, other.firstName) && sameName(one.lastName, other.lastName);
/** A new surname, after a wedding or a correction, with the same first name and the same address or number. */
const sameReach = (one: Known, other: Known): boolean =>
  sameName(one.firstName, other.firstName) &&
  ((one.email !== undefined && one.email === other.email) || (one.phone !== undefined && one.phone === other.phone));

/** The most adults a household ever counts, those who left included: ranks have one digit. */
export const mostGuardians = 9;

/**
 * The adults who were held twice, once a file names one of them by the entry that is gone alone: what the town called the
 * one that stays before is remembered as theirs too, so that either of its lines means that adult from then on.
 */
export function formerAfter(
  ranked: readonly Known[],
  former: readonly (Known & FormerAdult)[],
  before: readonly Known[],
): readonly (Known & FormerAdult)[] {
  const alone = ranked.flatMap(({ id: rank }) => {
    const into = standsFor(former, rank);
    const was = before.find((one) => one.id === into);
    if (!was || into === rank || ranked.some((one) => one.id === into)) return [];
    const { firstName, lastName, email, phone } = was;
    return former.some((one) => sameAdult(one, was)) ? [] : [{ id: rank, into, firstName, lastName, email, phone }];
  });
  return [...former, ...alone];
}

/**
 * Gives the adults of a file the ranks they already have, whatever the order of the lines. An adult who is not
 * recognised gets a rank that nobody ever had: a sign-in names its rank, and must never come to stand for someone else.
 * `onFile` holds them as the portal shows them and as the town last wrote them: a name corrected on one side is still
 * known. Null when more than nine adults have followed each other.
 */
export function rankGuardians<Adult extends Guardian>(
  said: readonly Adult[],
  onFile: readonly Known[],
  lastRank: number,
): { readonly guardians: readonly Adult[]; readonly lastRank: number } | null {
  const free = new Set(onFile.map((guardian) => guardian.id));
  const found = new Map<Guardian, GuardianId>();
  for (const rule of [sameAdult, sameReach]) {
    for (const guardian of said) {
      const match = found.has(guardian)
        ? undefined
        : onFile.find((candidate) => free.has(candidate.id) && rule(guardian, candidate));
      if (!match) continue;
      free.delete(match.id);
      found.set(guardian, match.id);
    }
  }
  let last = lastRank;
  const rankOf = (guardian: Guardian): GuardianId | null =>
    found.get(guardian) ?? (last < mostGuardians ? id("GuardianId", String((last += 1))) : null);
  const guardians: Adult[] = [];
  for (const guardian of said) {
    const rank = rankOf(guardian);
    if (!rank) return null;
    guardians.push({ ...guardian, id: rank });
  }
  return { guardians: guardians.sort((one, other) => Number(one.id) - Number(other.id)), lastRank: last };
}
