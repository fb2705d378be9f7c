/**
 * Several changes that go together, each of one section of the file: what of them may, how each stands, and what is asked
 * for in all of them. One change is a list of one, and its faults stand at its fields; those of several, at the fields of
 * their part (`parts.1.values.phone`).
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SectionId } from "../../catalogue/rules/file-rules.ts";
import type { Values } from "../../family/rules/field-values.ts";
import type { SeenBy } from "../../family/rules/seen.ts";
import type { Section, Standing, Target } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, PlainDate } from "../../kernel/ids.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { mayGoTogether, mostParts, samePart, type Asked, type FileRequest, type Part } from "../rules/request.ts";
import { requestWords as words } from "../words.fr.ts";
import { readStanding, sectionOf, targetOf } from "./parts.ts";
import { invalid, readChanges, type ReadChange, type Wanted } from "./read-changes.ts";

export interface WantedPart extends Target {
  readonly section: SectionId;
  readonly changes: readonly Wanted[];
}

/** A part of a request beside what stands of it. */
export interface StandingPart<C> {
  readonly section: Section;
  readonly standing: Standing;
  readonly changes: readonly C[];
}
export type ReadPart = StandingPart<ReadChange>;

/** Where a fault at a field of a part stands, among so many. */
export const placeIn =
  (parts: number, rank: number) =>
  (field: string): string =>
    parts === 1 ? field : `parts.${rank}.${field}`;

/** Refuses too many of them, the same twice, and what goes by itself. */
export function checkTogether(wanted: readonly Omit<WantedPart, "changes">[]): void {
  if (wanted.length === 1) return;
  if (wanted.length > mostParts) throw new Problem("notPossible", words.tooManyParts(mostParts));
  if (!wanted.every(({ section }) => mayGoTogether(section))) throw new Problem("notPossible", words.goesAlone);
  if (wanted.some((one, rank) => wanted.findIndex((other) => samePart(one, other)) !== rank))
    throw new Problem("notPossible", words.partTwice);
}

/** How each of them stands; null: one is not, or not any more, in the family's file. */
export async function readParts<C>(
  dependencies: RequestDependencies,
  code: FamilyCode,
  by: SeenBy,
  wanted: readonly (Target & { readonly section: SectionId; readonly changes: readonly C[] })[],
): Promise<readonly StandingPart<C>[] | null> {
  const read = await Promise.all(
    wanted.map(async ({ section: sectionId, changes, ...target }) => {
      const section = sectionOf(dependencies, sectionId);
      const standing = await readStanding(dependencies, section, code, by, target);
      return standing ? [{ section, standing, changes }] : [];
    }),
  );
  const found = read.flat();
  return found.length === wanted.length ? found : null;
}

interface About {
  readonly catalogue: Pick<Catalogue, "file" | "documents" | "activities">;
  readonly today: PlainDate;
  readonly requests: readonly FileRequest[];
  readonly byOffice: boolean;
}

/** The changes that are left of each, by the fields' rules; a part of which nothing is left is left out. */
export async function readAllChanges(
  parts: readonly StandingPart<Wanted>[],
  about: About,
): Promise<readonly ReadPart[]> {
  const read: ReadPart[] = [];
  const refused: { readonly rank: number; readonly problem: Problem }[] = [];
  for (const [rank, { section, standing, changes }] of parts.entries())
    try {
      read.push({ section, standing, changes: await readChanges(changes, { ...about, section, standing }) });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused.push({ rank, problem: error });
    }
  const faults = refused.flatMap(({ rank, problem }) =>
    (problem.details.errors ?? []).map(({ field, message }) => ({
      field: placeIn(parts.length, rank)(field),
      message,
    })),
  );
  if (faults.length > 0) throw invalid(faults);
  const met = refused.filter(({ problem }) => problem.code === "changed");
  if (met.length > 0) throw new Problem("changed", met.map(({ problem }) => problem.details.detail).join(" "));
  const [first] = refused;
  if (first && read.length === 0) throw first.problem;
  refuseTogether(read.map(({ section, standing, changes }) => ({ section, standing, values: valuesOf(changes) })));
  return read;
}

const valuesOf = (changes: readonly Pick<ReadChange, "field" | "after">[]): Values =>
  Object.fromEntries(changes.map(({ field, after }) => [field, after]));

/** What cannot be true of several parts at once, although it can of each. */
export function refuseTogether(
  parts: readonly { readonly section: Section; readonly standing: Standing; readonly values: Values }[],
): void {
  for (const section of new Set(parts.map((one) => one.section))) {
    const own = parts.filter((one) => one.section === section);
    const fault = own.length > 1 ? section.refuseTogether?.(own) : null;
    if (fault) throw new Problem("notPossible", fault);
  }
}

/** A part as a request holds it; the first of them with the others. */
export function askedIn(parts: readonly ReadPart[]): Asked {
  const [first, ...more] = parts.map(({ section, standing: { target, whose }, changes }): Part => ({
    section: section.id,
    ...targetOf(target),
    ...(whose === null ? {} : { whose }),
    changes: changes.map(({ field, before, after }) => ({ field, before, after })),
  }));
  if (!first) throw new Error("A request asks for something");
  return { ...first, ...(more.length === 0 ? {} : { more }) };
}

/** Other households of the children of these parts. */
export const othersOf = (parts: readonly Pick<ReadPart, "standing">[]): readonly FamilyCode[] => [
  ...new Set(parts.flatMap(({ standing: { others } }) => others)),
];
