/**
 * What becomes of a family's file when the town's software speaks again.
 *
 * Both sides write: the town exports its file several times a year, families correct theirs on the portal in between. A
 * field is judged against what the town said last time:
 * - the town says the same as last time: what stands on the portal stays, whoever wrote it;
 * - the town says something new, and nobody touched the field on the portal: the new value enters;
 * - both have changed it, differently: the portal's value stays and the field is reported, for a staff member to settle.
 *
 * Who belongs to a household is the town's word alone, except for adults that were added on the portal, and for those who
 * were taken off it there and whom the town's file has held ever since. Nothing is ever deleted because a file does not
 * mention it: a child that left still has its bookings.
 */
import type { Address, Child, Family, Guardian, Household } from "./family.ts";
import { sameName } from "./family.ts";
import { id, type ChildId, type GuardianId } from "../../kernel/ids.ts";

/** A record's facts beside what the town said last; `imported` is absent when the portal made the record. */
export interface Filed<Facts> {
  readonly facts: Facts;
  readonly imported: Facts | undefined;
}

export interface Merged<Facts> {
  readonly facts: Facts;
  /** Fields that both sides changed: the portal's value stayed. */
  readonly kept: readonly string[];
}

export interface HouseholdFacts {
  readonly guardians: readonly Guardian[];
  readonly address: Address;
  readonly resident: boolean;
}
export type ChildFacts = Omit<Child, "id">;

/**
 * What a file says of someone. `unsaid`: fields of which it says nothing at all, because it has no such column or the
 * cell could not be read. That is another thing than an empty cell, which says that there is none.
 */
export type Said<Facts> = Facts & { readonly unsaid?: readonly (keyof Facts)[] | undefined };

/** `townCode`: what the file calls it, where the portal keeps a code of before. */
export type SaidChild = Said<Child> & { readonly townCode?: ChildId | undefined };

export interface SaidFamily extends Family {
  readonly household: Said<Household> & { readonly guardians: readonly Said<Guardian>[] };
  readonly children: readonly SaidChild[];
}

/** Where a file says nothing, the town's word is what it was; a first time, what the file's reader took for it. */
export function completed<Facts extends object>(
  said: Facts,
  unsaid: readonly (keyof Facts)[] | undefined,
  before: Facts | undefined,
): Facts {
  const complete = { ...said };
  if (before) for (const field of unsaid ?? []) complete[field] = before[field];
  return complete;
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
] as const satisfies readonly (keyof Guardian)[];
const householdFields = ["address", "resident"] as const satisfies readonly (keyof HouseholdFacts)[];

/** An address compares as a whole, in this order of its parts; every other field is a scalar. */
const same = (one: unknown, other: unknown): boolean =>
  one === other ||
  JSON.stringify(one, ["lines", "postcode", "town"]) === JSON.stringify(other, ["lines", "postcode", "town"]);

function mergeFields<Facts extends object>(
  { facts, imported }: Filed<Facts>,
  said: Facts,
  fields: readonly (keyof Facts & string)[],
): Merged<Facts> {
  const merged = { ...facts };
  const kept: string[] = [];
  for (const field of fields) {
    if (imported && same(said[field], imported[field])) continue;
    if (same(said[field], facts[field])) continue;
    if (imported && same(facts[field], imported[field])) merged[field] = said[field];
    else kept.push(field);
  }
  return { facts: merged, kept };
}

export const mergeChild = (filed: Filed<ChildFacts>, said: ChildFacts): Merged<ChildFacts> =>
  mergeFields(filed, said, childFields);

/** `said` has its guardians ranked as on file (`rankGuardians`). */
export function mergeHousehold(
  { facts, imported }: Filed<HouseholdFacts>,
  said: HouseholdFacts,
): Merged<HouseholdFacts> {
  const rest = mergeFields({ facts, imported }, said, householdFields);
  const known = byId(facts.guardians);
  const before = byId(imported?.guardians ?? []);
  const listed = byId(said.guardians);
  const addedHere = facts.guardians.filter((guardian) => !listed.has(guardian.id) && !before.has(guardian.id));
  // Taken off on the portal: the town says what it said before, and knows no better. Unless nobody else were left.
  const gone = said.guardians.filter(({ id: rank }) => before.has(rank) && !known.has(rank));
  const takenOff = gone.length < said.guardians.length + addedHere.length ? gone : [];
  const saidAnew = takenOff.filter((one) => {
    const was = before.get(one.id);
    return guardianFields.some((field) => !same(one[field], was?.[field]));
  });
  const adults = said.guardians
    .filter((one) => !takenOff.includes(one))
    .map((guardian) => {
      const onFile = known.get(guardian.id);
      return onFile
        ? mergeFields({ facts: onFile, imported: before.get(guardian.id) }, guardian, guardianFields)
        : { facts: guardian, kept: [] };
    });
  return {
    facts: {
      ...rest.facts,
      guardians: [...adults.map((adult) => adult.facts), ...addedHere].sort(
        (one, other) => Number(one.id) - Number(other.id),
      ),
    },
    kept: [...rest.kept, ...adults.flatMap((adult) => adult.kept), ...saidAnew.map(() => "guardians")],
  };
}

const byId = (guardians: readonly Guardian[]): ReadonlyMap<GuardianId, Guardian> =>
  new Map(guardians.map((guardian) => [guardian.id, guardian]));

const sameAdult = (one: Guardian, other: Guardian): boolean =>
  sameName(one.firstName, other.firstName) && sameName(one.lastName, other.lastName);
/** A new surname, after a wedding or a correction, with the same first name and the same address or number. */
const sameReach = (one: Guardian, other: Guardian): boolean =>
  sameName(one.firstName, other.firstName) &&
  ((one.email !== undefined && one.email === other.email) || (one.phone !== undefined && one.phone === other.phone));

/** The most adults a household ever counts, those who left included: ranks have one digit. */
export const mostGuardians = 9;

/**
 * Gives the adults of a file the ranks they already have, whatever the order of the lines. An adult who is not
 * recognised gets a rank that nobody ever had: a sign-in names its rank, and must never come to stand for someone else.
 * `onFile` holds them as the portal shows them and as the town last wrote them: a name corrected on one side is still
 * known. Null when more than nine adults have followed each other.
 */
export function rankGuardians<Adult extends Guardian>(
  said: readonly Adult[],
  onFile: readonly Guardian[],
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
