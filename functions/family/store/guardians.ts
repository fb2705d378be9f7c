/**
 * The adults of a household in its record: a map by their rank, so that each can be written without the others, and so
 * that what another module keeps with an adult stays when the town or the family changes a name or a phone.
 *
 * A record of before holds them as a list. It is read as it stands, and brought over by the first write to an adult or
 * the next import.
 */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { Guardian } from "../rules/family.ts";
import { furtherAdultFields, type FiledAdult } from "../rules/family-merge.ts";
import { id, type GuardianId } from "../../kernel/ids.ts";
import type { Item } from "../../table/batch.ts";
import { changesTo, type Change } from "../../table/change.ts";

const facts = lazily(() => ({
  title: z.optional(z.string()),
  firstName: z.string(),
  lastName: z.string(),
  email: z.optional(z.string()),
  phone: z.optional(z.string()),
  payer: z.boolean(),
}));
export const guardianFacts = lazily(() => z.object({ id: branded("GuardianId"), ...facts() }));
/** What only some files say, and the family in its file (sections/adult.ts). */
const further = lazily(() => ({
  birthName: z.optional(z.string()),
  birthDate: z.optional(branded("PlainDate")),
  workPhone: z.optional(z.string()),
  profession: z.optional(z.string()),
  employer: z.optional(z.string()),
  links: z.optional(z.record(z.string(), z.string())),
}));
const filedFacts = lazily(() => z.extend(guardianFacts(), further()));
/** The town's word on an adult, as far as it said anything. */
export const adultWord = lazily(() => z.extend(filedFacts(), { payer: z.optional(z.boolean()) }));

/**
 * From when an adult is no longer of the household, why, and when that was written. They are in it until it is done, in
 * its time (family/follow/end-stays.ts): what was decided can be taken back before.
 */
const leaving = lazily(() => z.object({ from: branded("PlainDate"), why: z.string(), at: branded("Instant") }));
export type Leaving = z.infer<ReturnType<typeof leaving>>;

// Loose: bringing a list over must not lose what others keep in it.
const entry = lazily(() => z.looseObject({ ...facts(), leaving: z.optional(leaving()) }));
export const guardiansAttribute = lazily(() =>
  z.union([
    z.record(branded("GuardianId"), entry()).check(z.refine((adults) => Object.keys(adults).length > 0)),
    z.array(z.extend(entry(), { id: branded("GuardianId") })).check(z.minLength(1)),
  ]),
);
export type StoredGuardians = z.infer<ReturnType<typeof guardiansAttribute>>;

type Stored = z.infer<ReturnType<typeof entry>>;
const factsOf = ({ title, firstName, lastName, email, phone, payer }: Omit<Guardian, "id">): Omit<Guardian, "id"> => ({
  title,
  firstName,
  lastName,
  email,
  phone,
  payer,
});

function byRank(stored: StoredGuardians): ReadonlyMap<string, Stored> {
  if (!Array.isArray(stored)) return new Map(Object.entries(stored));
  return new Map(stored.map(({ id: rank, ...rest }) => [rank, rest]));
}

/** The adults, ordered by rank. */
export const guardiansOf = (stored: StoredGuardians): readonly Guardian[] =>
  [...byRank(stored)]
    .map(([rank, one]) => ({ id: id("GuardianId", rank), ...factsOf(one) }))
    .sort((one, other) => Number(one.id) - Number(other.id));

/** The same with all that a town's file can say of them. */
export const filedAdultsOf = (stored: StoredGuardians): readonly FiledAdult[] =>
  [...byRank(stored)]
    .map(([rank, one]) => z.parse(filedFacts(), { ...one, id: rank }))
    .sort((one, other) => Number(one.id) - Number(other.id));

/** An adult once these facts are written. */
export const guardianWith = (adult: Guardian, facts: Item): Guardian => ({
  id: adult.id,
  ...factsOf(z.parse(entry(), { ...adult, ...facts })),
});

/** An adult with whatever is kept of them. */
export interface StoredAdult {
  readonly guardian: Guardian;
  readonly facts: Item;
  readonly leaving?: Leaving | undefined;
}
export const adultsOf = (stored: StoredGuardians): readonly StoredAdult[] => {
  const entries = byRank(stored);
  return guardiansOf(stored).map((guardian) => {
    const facts = entries.get(guardian.id);
    return { guardian, facts: facts ?? {}, leaving: facts?.leaving };
  });
};

/** What must change so that the household has one adult more. */
export const addedAdult = (stored: StoredGuardians, rank: GuardianId, facts: Item): readonly Change[] =>
  Array.isArray(stored)
    ? [{ path: ["guardians"], value: Object.fromEntries([...byRank(stored), [rank, facts] as const]) }]
    : [{ path: ["guardians", rank], value: facts }];

/** The same for one less. */
export const removedAdult = (stored: StoredGuardians, rank: GuardianId): readonly Change[] =>
  Array.isArray(stored)
    ? [{ path: ["guardians"], value: Object.fromEntries([...byRank(stored)].filter(([one]) => one !== rank)) }]
    : [{ path: ["guardians", rank], value: undefined }];

/** What must change so that of two ranks one is left, with these facts and every other that it had. */
export function oneAdultOf(
  stored: StoredGuardians,
  { gone, kept }: { readonly gone: GuardianId; readonly kept: GuardianId },
  facts: Item,
): readonly Change[] {
  if (!Array.isArray(stored)) return [...adultChanges(stored, kept, facts), ...removedAdult(stored, gone)];
  const left = [...byRank(stored)].filter(([rank]) => rank !== gone);
  return [
    {
      path: ["guardians"],
      value: Object.fromEntries(left.map(([rank, known]) => [rank, rank === kept ? { ...known, ...facts } : known])),
    },
  ];
}

/** What must change so that an adult has these facts, and keeps every other. */
export function adultChanges(stored: StoredGuardians, rank: GuardianId, facts: Item): readonly Change[] {
  const before = byRank(stored);
  if (Array.isArray(stored))
    return [
      {
        path: ["guardians"],
        value: Object.fromEntries(
          [...before].map(([one, known]) => [one, one === rank ? { ...known, ...facts } : known]),
        ),
        over: Object.fromEntries(before),
      },
    ];
  return changesTo(before.get(rank) ?? {}, facts, ["guardians", rank]);
}

/** What an import writes of an adult: all that a file can say. */
const filedFactsOf = (one: FiledAdult): Item => ({
  ...factsOf(one),
  ...Object.fromEntries(furtherAdultFields.map((field) => [field, one[field]])),
});

/** The attribute of a household that enters. */
export const storedGuardians = (guardians: readonly FiledAdult[]): StoredGuardians =>
  Object.fromEntries(guardians.map((one) => [one.id, { ...factsOf(one), ...filedFactsOf(one) }]));

/** What must change in the record so that the household has these adults, those and no others. */
export const guardianChanges = (stored: StoredGuardians, guardians: readonly Guardian[]): readonly Change[] =>
  changesToAdults(
    stored,
    guardians.map((one) => [one.id, factsOf(one)]),
  );

/** The same, of all that a file can say. */
export const filedChanges = (stored: StoredGuardians, adults: readonly FiledAdult[]): readonly Change[] =>
  changesToAdults(
    stored,
    adults.map((one) => [one.id, filedFactsOf(one)]),
  );

function changesToAdults(stored: StoredGuardians, adults: readonly (readonly [GuardianId, Item])[]): readonly Change[] {
  const before = byRank(stored);
  if (Array.isArray(stored)) {
    const all = adults.map(([rank, facts]) => [rank, { ...before.get(rank), ...facts }] as const);
    return [{ path: ["guardians"], value: Object.fromEntries(all) }];
  }
  const staying = new Set<string>(adults.map(([rank]) => rank));
  return [
    ...adults.flatMap(([rank, facts]) => {
      const known = before.get(rank);
      return known ? changesTo(known, facts, ["guardians", rank]) : [{ path: ["guardians", rank], value: facts }];
    }),
    ...[...before.keys()]
      .filter((rank) => !staying.has(rank))
      .map((rank) => ({ path: ["guardians", rank], value: undefined })),
  ];
}
