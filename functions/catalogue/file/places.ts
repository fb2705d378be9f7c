/** Where in the file something stands that the rules found in the catalogue: from its path to its line. */
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { AbsenceRules } from "../rules/absence-rules.ts";
import type { CollectionAccount } from "../rules/accounts.ts";
import type { DocumentKind } from "../rules/catalogue.ts";
import type { Part, Path } from "../rules/findings.ts";
import type { ActivityDraft, Draft } from "./drafts.ts";
import type { TariffDraft } from "./tariffs.ts";
import type { Fields, Where } from "./fields.ts";

/** What the file calls each field that something is found of: the first of them that is written. */
const fieldNames = {
  siteId: ["site"],
  within: ["limites du site"],
  id: ["code"],
  effectiveFrom: ["à compter du"],
  from: ["du"],
  to: ["au"],
  each: ["pour"],
  closes: ["clôture"],
  steps: ["ouverture à tous", "ouverture aux résidents"],
  implies: ["contient"],
  excludes: ["exclut"],
  pools: ["limites"],
  placesOn: ["places certains jours"],
  bookBefore: ["réserver avant"],
  cancelBefore: ["annuler avant"],
  furtherFrom: ["au-delà"],
  minimum: ["minimum"],
  zone: ["zone"],
  schoolYear: ["année scolaire"],
  starts: ["du"],
  documents: ["dossier"],
  asked: ["demandé"],
  tariff: ["tarif"],
  account: ["compte"],
  prepaid: ["prépaiement"],
  holdMinutes: ["place gardée"],
  absences: ["absences"],
  document: ["justificatif"],
  series: ["série"],
  lines: ["prix"],
  brackets: ["tranches"],
} as const satisfies Readonly<Record<string, readonly string[]>>;
const isField = (name: string): name is keyof typeof fieldNames => Object.hasOwn(fieldNames, name);

function whereIn(fields: Fields, field: string | undefined): Where {
  if (field === undefined) return fields.where;
  if (!isField(field)) throw new Error(`The catalogue's file has no name for ${field}`);
  const names: readonly string[] = fieldNames[field];
  return fields.at(names.find((name) => fields.has(name)) ?? names.at(-1) ?? field);
}

const isPart = (name: string | undefined): name is Part => name === "units" || name === "windows" || name === "pools";

/** The group of the file that a path leads to, and which field of it. */
function groupOf(draft: ActivityDraft, rest: readonly string[]): readonly [Fields | undefined, string | undefined] {
  const [part, code, field] = rest;
  if (part === "quota") return [draft.quota?.fields, code];
  if (!isPart(part) || code === undefined) return [draft.fields, part];
  const parts: readonly Draft<{ readonly id: string }>[] = draft[part];
  return [parts.find(({ value }) => value.id === code)?.fields, field];
}

/** A tariff, or one of its lines by its rank, and which field of it. */
function lineOf(
  draft: TariffDraft | undefined,
  [part, rank, field]: readonly string[],
): readonly [Fields | undefined, string | undefined] {
  return part === "lines" && rank !== undefined ? [draft?.lines[Number(rank)]?.fields, field] : [draft?.fields, part];
}

export const placesIn =
  (
    activities: readonly ActivityDraft[],
    calendars: readonly Draft<SchoolCalendar>[],
    documents: readonly Draft<DocumentKind>[],
    tariffs: readonly TariffDraft[],
    accounts: readonly Draft<CollectionAccount>[],
    absences: readonly Draft<AbsenceRules>[],
  ) =>
  ([list, rank, ...rest]: Path): Where => {
    const draft = activities[rank];
    const [fields, field] =
      list === "calendars"
        ? [calendars[rank]?.fields, rest[0]]
        : list === "documents"
          ? [documents[rank]?.fields, rest[0]]
          : list === "tariffs"
            ? lineOf(tariffs[rank], rest)
            : list === "accounts"
              ? [accounts[rank]?.fields, rest[0]]
              : list === "absences"
                ? [absences[rank]?.fields, rest[0]]
                : draft
                  ? groupOf(draft, rest)
                  : [undefined, undefined];
    if (!fields) throw new Error(`The catalogue's file holds nothing at ${[list, rank, ...rest].join("/")}`);
    return whereIn(fields, field);
  };
