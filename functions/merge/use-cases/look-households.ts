/** What would become of everything if two households became one, before anybody decides; and what stands against it. */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { slotsOf } from "../../booking/rules/slots.ts";
import { readAllOf } from "../../document/store/documents.ts";
import { readEnrolments } from "../../enrolment/store/enrolments.ts";
import { nameInLetters } from "../../family/rules/family.ts";
import { samePerson } from "../../family/rules/same-person.ts";
import { adultFields, adultValues } from "../../family/sections/adult-fields.ts";
import { householdSection } from "../../family/sections/household.ts";
import type { Values } from "../../family/rules/field-values.ts";
import type { ChildRecord } from "../../family/store/families.ts";
import { Problem } from "../../http/problem.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { eurosInWords } from "../../kernel/money.ts";
import { readQuotients, standingValues } from "../../quotient/store/quotients.ts";
import { isOpen, isUndoable } from "../../request/rules/request.ts";
import { readAllRequests } from "../../request/store/requests.ts";
import type { GuardianLogin } from "../../sign-in/store/logins.ts";
import type { Table } from "../../table/table.ts";
import type { HouseholdMergePreview } from "../contract/households.ts";
import { differingAdults, survivingSignIn } from "../rules/adults.ts";
import {
  alikeChildren,
  differingHomes,
  pairOfChildren,
  sameMonth,
  type HomeField,
  type SignInFate,
} from "../rules/households.ts";
import { readHouseholdMerge } from "../store/household-merges.ts";
import { readMerges } from "../store/merges.ts";
import {
  homeOf,
  hasMoney,
  isBilled,
  isDebited,
  readTwoHouseholds,
  seenOfHouseholds,
  type HouseholdSide,
  type Somebody,
  type TwoHouseholds,
} from "../store/two-households.ts";
import { householdMergeWords as words } from "../words.fr.ts";
import { excludesOn, familyDays, foresee, twofoldChildren } from "./foresee.ts";
import { linesOf, lossesOf } from "./losses.ts";

export interface HouseholdCodes {
  readonly gone: FamilyCode;
  readonly kept: FamilyCode;
}

/** Both, where they are there; whoever made them one before is named. */
export async function theTwoHouseholds(table: Table, codes: HouseholdCodes): Promise<TwoHouseholds> {
  if (codes.gone === codes.kept) throw new Problem("notPossible", words.same);
  const two = await readTwoHouseholds(table, codes);
  if (two) return two;
  const before = (await readHouseholdMerge(table, codes.gone)) ?? (await readHouseholdMerge(table, codes.kept));
  throw new Problem(
    "notFound",
    before ? words.already(before.byName, before.at, before.gone, before.kept) : words.gone,
  );
}

/** A decision on a request is told a moment after it can no longer be taken back: until then it is not over. */
const secondsToTell = 60;

/** What is to be settled first, whatever staff chooses. */
export async function blocksOf(table: Table, { gone, kept }: TwoHouseholds, now: Instant): Promise<readonly string[]> {
  const [requests, merges, billed, money, debited] = await Promise.all([
    readAllRequests(table, gone.household.code),
    readMerges(table),
    isBilled(table, gone.household.code),
    hasMoney(table, gone.household.code),
    isDebited(table, gone.household.code),
  ]);
  const open = requests.filter(
    (request) => isOpen(request) || isUndoable(request, plusSeconds(now, -secondsToTell)),
  ).length;
  const isMerging = merges.some(({ done, households }) => !done && households.includes(gone.household.code));
  return [
    ...(kept.household.closed ? [words.closed(kept.household.code)] : []),
    ...(open > 0 ? [words.requests(gone.household.code, open)] : []),
    ...(isMerging ? [words.merging] : []),
    // What was stated to it names it, and a run would state the days that pass a second time.
    ...(billed ? [words.billed(gone.household.code)] : []),
    ...(money && !billed ? [words.money(gone.household.code)] : []),
    // It names the family that signed it, and its bank knows it by that name.
    ...(debited ? [words.debited(gone.household.code)] : []),
  ];
}

/** What is to be settled first if somebody of the one that goes is that one of the other. Null: nothing. */
export function whyNotOne({ gone, kept }: TwoHouseholds, one: Somebody, other: Somebody): string | null {
  if (other.leaving) return words.keptLeaves(nameInLetters(other.guardian), other.leaving.from);
  const hidden = (side: HouseholdSide, { guardian: { id } }: Somebody): boolean =>
    (side.household.shielded ?? []).includes(id);
  // Whoever holds the sign-in of the other entry would read what was kept from it.
  const learns = (side: HouseholdSide, somebody: Somebody): boolean =>
    side.logins.has(somebody.guardian.id) && !hidden(side, somebody);
  const isShielded = hidden(gone, one) || hidden(kept, other);
  return isShielded && (learns(gone, one) || learns(kept, other)) ? words.shielded(nameInLetters(one.guardian)) : null;
}

/** What becomes of a sign-in of the household that goes. */
export function fateOf(
  login: GuardianLogin | undefined,
  other: GuardianLogin | undefined,
  kept: FamilyCode,
): SignInFate | undefined {
  if (!login) return undefined;
  if (!other) return { kind: "moves", login: login.login };
  const said = (one: GuardianLogin) => ({ ...one, invited: one.termsVersion === null });
  const left = survivingSignIn(said(login), said(other), kept);
  return left?.login === other.login
    ? { kind: "ends", login: login.login, instead: other.login }
    : { kind: "moves", login: login.login, replaces: other.login };
}

/** What an entry says, every field of it. */
export const saidBySomebody = ({ facts, guardian: { payer } }: Somebody): Values => ({ ...adultValues(facts), payer });

const fullName = ({ title, firstName, lastName }: Somebody["guardian"]): string =>
  [title, firstName, lastName].filter((part) => part !== undefined && part !== "").join(" ");

const reachedAlike = ({ guardian: one }: Somebody, { guardian: other }: Somebody): boolean =>
  samePerson(one, other) ||
  (one.email !== undefined &&
    one.email.toLowerCase() === other.email?.toLowerCase() &&
    one.firstName === other.firstName) ||
  (one.phone !== undefined && one.phone === other.phone && one.firstName === other.firstName);

const homeNames: Readonly<Record<HomeField, string>> = {
  address: "Adresse",
  situation: "Situation familiale",
  resident: "Habite la commune",
};

function homeWords(field: HomeField, { household }: HouseholdSide): string {
  if (field === "resident") return household.resident ? "oui" : "non";
  const value = homeOf(household)[field];
  return householdSection.fields.find(({ id }) => id === field)?.say(value, {}) ?? "";
}

const holding = ({ protections }: HouseholdSide) => protections.filter(({ lifted }) => lifted === undefined);

function personView(two: TwoHouseholds, somebody: Somebody): HouseholdMergePreview["people"][number] {
  const { gone, kept } = two;
  const { id } = somebody.guardian;
  const names = Object.fromEntries([...gone.children, ...kept.children].map((child) => [child.id, child.firstName]));
  const login = gone.logins.get(id);
  return {
    guardianId: id,
    name: fullName(somebody.guardian),
    isThere: somebody.isThere,
    measures: holding(gone).filter(({ guardianId }) => guardianId === id).length,
    ...(login ? { signIn: login.login } : {}),
    candidates: kept.people.map((other) => {
      const [said, stood] = [saidBySomebody(somebody), saidBySomebody(other)];
      const fate = fateOf(login, kept.logins.get(other.guardian.id), kept.household.code);
      const blocked = whyNotOne(two, somebody, other);
      return {
        guardianId: other.guardian.id,
        name: fullName(other.guardian),
        alike: reachedAlike(somebody, other),
        fields: somebody.isThere && other.isThere ? differencesOf(said, stood, names) : [],
        ...(fate ? { signIn: fateView(fate) } : {}),
        ...(blocked === null ? {} : { blocked }),
      };
    }),
  };
}

const differencesOf = (said: Values, stood: Values, names: Readonly<Record<string, string>>) =>
  differingAdults(said, stood).map((field) => ({
    field,
    name: adultFields[field].label,
    gone: adultFields[field].say(said[field] ?? null, names),
    kept: adultFields[field].say(stood[field] ?? null, names),
  }));

const fateView = (fate: SignInFate) =>
  fate.kind === "moves"
    ? { login: fate.login, fate: fate.kind, ...(fate.replaces === undefined ? {} : { replaces: fate.replaces }) }
    : { login: fate.login, fate: fate.kind, instead: fate.instead };

const childView = ({ id, firstName, lastName }: ChildRecord) => ({ childId: id, name: `${firstName} ${lastName}` });

const payerName = ({ people }: HouseholdSide): string => {
  const there = people.filter(({ isThere }) => isThere);
  const one = there.find(({ guardian }) => guardian.payer) ?? there[0];
  return one ? nameInLetters(one.guardian) : "";
};

async function quotientsOf(table: Table, { gone, kept }: HouseholdCodes): Promise<HouseholdMergePreview["quotients"]> {
  const [theirs, own] = await Promise.all([readQuotients(table, gone), readQuotients(table, kept)]);
  const standing = standingValues(own);
  return standingValues(theirs).flatMap((value) => {
    const other = standing.find((one) => sameMonth(one, value));
    if (!other || (other.value === value.value && other.from === value.from && other.until === value.until)) return [];
    return [{ month: value.month, gone: eurosInWords(value.value), kept: eurosInWords(other.value) }];
  });
}

interface Foreseeing {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly schoolZone: SchoolZone;
}

async function daysOf(
  { table, schoolZone }: Omit<Foreseeing, "catalogue">,
  catalogue: Catalogue,
  { gone, kept }: TwoHouseholds,
): Promise<Pick<HouseholdMergePreview, "moved" | "givenUp" | "givenUpTotal">> {
  const codes = { gone: gone.household.code, kept: kept.household.code };
  const days = familyDays(table);
  const excludes = excludesOn(catalogue, schoolZone);
  const found = await inParallel(twofoldChildren(codes, gone.children), 8, async (two) => {
    const others = [...gone.children, ...kept.children]
      .filter(({ id }) => id === two.gone.childId)
      .flatMap(({ sharedWith = [] }) => sharedWith)
      .filter((code) => code !== codes.gone && code !== codes.kept);
    return foresee(days, two, [...new Set(others)], excludes);
  });
  const units = found.flat();
  const losses = units.flatMap((unit) => lossesOf(codes.gone, codes.kept, unit));
  const moved = units.filter(({ fate }) => fate.kind === "moves").length;
  return { moved, ...linesOf(losses, slotsOf(catalogue, schoolZone)) };
}

export async function foreseeHouseholds(
  dependencies: Foreseeing,
  codes: HouseholdCodes,
  now: Instant,
): Promise<HouseholdMergePreview> {
  const { table, catalogue: cache } = dependencies;
  const [two, catalogue] = await Promise.all([theTwoHouseholds(table, codes), cache.latest()]);
  const { gone, kept } = two;
  const [blocks, days, quotients, enrolments, documents, requests] = await Promise.all([
    blocksOf(table, two, now),
    daysOf(dependencies, catalogue, two),
    quotientsOf(table, codes),
    readEnrolments(table, codes.gone),
    readAllOf(table, { familyCode: codes.gone }),
    readAllRequests(table, codes.gone),
  ]);
  const inBoth = gone.children.filter(({ id }) => kept.children.some((child) => child.id === id));
  const [mine, theirs] = [homeOf(gone.household), homeOf(kept.household)];
  return {
    gone: { familyCode: codes.gone, name: payerName(gone) },
    kept: { familyCode: codes.kept, name: payerName(kept) },
    seen: seenOfHouseholds(two),
    blocks: [...blocks],
    alikeChildren: alikeChildren(gone.children, kept.children).map(({ gone: one, kept: other }) => ({
      pair: pairOfChildren(one.id, other.id),
      gone: childView(one),
      kept: childView(other),
    })),
    people: gone.people.map((somebody) => personView(two, somebody)),
    home: differingHomes(mine, theirs).map((field) => ({
      field,
      name: homeNames[field],
      gone: homeWords(field, gone),
      kept: homeWords(field, kept),
    })),
    quotients,
    children: {
      joining: gone.children.filter((child) => !inBoth.includes(child)).map(childView),
      inBoth: inBoth.map(childView),
    },
    measures: holding(gone).length + holding(kept).length,
    ...days,
    enrolments: enrolments.length,
    documents: documents.length,
    requests: requests.length,
  };
}
