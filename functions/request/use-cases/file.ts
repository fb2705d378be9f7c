/** Ma fiche famille: its parts as forms show them, with what waits for the office. One wave of reads. */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SectionId } from "../../catalogue/rules/file-rules.ts";
import { schoolsOf } from "../../catalogue/rules/schools.ts";
import type { SeenBy } from "../../family/rules/seen.ts";
import type { Section, Standing, Target } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import type { FieldView, FileView, SectionView } from "../contract/file.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { isOpen, partsOf, samePart, type FileRequest, type Part } from "../rules/request.ts";
import { linkedChildren, textIn } from "../rules/seen.ts";
import { readRequests } from "../store/requests.ts";
import { requestWords as words } from "../words.fr.ts";
import { asValue, ruleOf, saidOf, sectionOf, targetOf } from "./parts.ts";

/** What « Ma fiche famille » shows; other parts are asked for by their name. */
const shownTogether: readonly SectionId[] = ["household", "adult", "adultLeaving", "child", "childLeaving"];

/**
 * Adults who are to come, as this one may know of it: whoever may not know of a child is told of nobody who is linked to
 * it, as in « Suivre mes demandes ».
 */
const comingAdults = (requests: readonly FileRequest[], by: SeenBy, known: ReadonlySet<string>): FileView["coming"] =>
  requests
    .filter((one) => isOpen(one) && one.section === "newAdult")
    .filter((one) => by === "office" || linkedChildren(one).every((child) => known.has(child)))
    .map(({ id: requestId, changes }) => ({
      requestId,
      name: ["firstName", "lastName"].map((field) => textIn(changes, field)).join(" "),
    }));

/** The open request that would change a field of a part of the file, and what it asks for there. */
export function waitingFor(
  requests: readonly FileRequest[],
  section: SectionId,
  target: Target,
  field: string,
): { readonly request: FileRequest; readonly part: Part } | undefined {
  for (const request of requests) {
    if (!isOpen(request)) continue;
    const part = partsOf(request).find(
      (one) => samePart(one, { section, ...target }) && one.changes.some((change) => change.field === field),
    );
    if (part) return { request, part };
  }
  return undefined;
}

export function sectionView(
  section: Section,
  standing: Standing,
  catalogue: Pick<Catalogue, "file" | "documents" | "activities">,
  requests: readonly FileRequest[],
): SectionView {
  const { target, whose, values, names = {}, without = [] } = standing;
  const town = { schools: schoolsOf(catalogue) };
  const fields = section.fields.flatMap((field): readonly FieldView[] => {
    const { id, label, hint } = field;
    const rule = ruleOf(catalogue, section, id);
    if (!rule.shown || without.includes(id)) return [];
    const value = values[id] ?? null;
    const offered = field.offered?.(town, value) ?? [];
    const [kind, choices] = offered.length > 0 ? (["choice", offered] as const) : [field.kind, field.choices];
    const said = saidOf(section, id, value, names);
    // Who is to come is no change of one who waits: twins are two requests.
    const waiting = section.enters ? undefined : waitingFor(requests, section.id, target, id);
    const after = waiting?.part.changes.find((change) => change.field === id)?.after;
    const afterSaid = waiting && saidOf(section, id, asValue(after), names);
    return [
      {
        id,
        label,
        ...(hint === undefined ? {} : { hint }),
        kind,
        ...(choices ? { choices: choices.map((one) => ({ ...one })) } : {}),
        required: rule.required,
        change: rule.change,
        documents: rule.documents.flatMap((kindId) => {
          const known = catalogue.documents?.find((one) => one.id === kindId);
          return known
            ? [{ kind: kindId, name: known.name, ...(known.hint === undefined ? {} : { hint: known.hint }) }]
            : [];
        }),
        value,
        ...(said === undefined ? {} : { said }),
        ...(waiting
          ? { waiting: { requestId: waiting.request.id, ...(afterSaid === undefined ? {} : { said: afterSaid }) } }
          : {}),
      },
    ];
  });
  return {
    section: section.id,
    title: section.title,
    ...targetOf(target),
    ...(whose === null ? {} : { whose }),
    names: Object.fromEntries(
      Object.entries(names).flatMap(([code, name]) => (name === undefined ? [] : [[code, name]])),
    ),
    fields,
  };
}

export interface Asked extends Target {
  readonly section?: SectionId | undefined;
}

export async function readFile(
  dependencies: RequestDependencies,
  code: FamilyCode,
  by: SeenBy,
  { section: named, ...target }: Asked,
): Promise<FileView> {
  const { table, catalogue } = dependencies;
  const wanted = (named === undefined ? shownTogether : [named]).map((id) => sectionOf(dependencies, id));
  const [latest, { requests }, ...standings] = await Promise.all([
    catalogue.latest(),
    readRequests(table, code, undefined),
    ...wanted.map((section) => section.read(table, code, by, targetOf(target))),
  ]);
  const sections = wanted.flatMap((section, rank) =>
    (standings[rank] ?? []).map((standing) => sectionView(section, standing, latest, requests)),
  );
  if (sections.length === 0) throw new Problem("notFound", words.noPart);
  const known = new Set(standings.flat().flatMap(({ names = {} }) => Object.keys(names)));
  return { sections, coming: named === undefined ? comingAdults(requests, by, known) : [] };
}
