/**
 * The catalogue's file: text that a town's staff member writes, read into the catalogue that the rules know. Pure.
 *
 * It enters whole or not at all: one fault and there is no catalogue. Each fault says its line, the names that lead
 * there, what is wrong and what to write instead. catalogue.md shows the file's shape, and the demo town writes a whole
 * one (`.local/demo/catalogue.yaml`).
 */
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { standsBeside, type Catalogue } from "../rules/catalogue.ts";
import type { Path, WrittenActivity } from "../rules/findings.ts";
import { readAbsences } from "./absences.ts";
import { readAccounts } from "./accounts.ts";
import { readActivities } from "./activities.ts";
import { checkCatalogue } from "../rules/checks.ts";
import { readDocuments } from "./documents.ts";
import { readFileRules } from "./file-rules.ts";
import { valuesOf, type ActivityDraft } from "./drafts.ts";
import { documentsOf } from "../rules/file-rules.ts";
import { faultWords, noticeWords } from "./finding-words.ts";
import { fold, readFields, type Finding, type Findings } from "./fields.ts";
import { placesIn } from "./places.ts";
import { readCalendars, readSites } from "./sites.ts";
import { readSuspension } from "./suspension.ts";
import { readTariffs } from "./tariffs.ts";
import { readYaml } from "./yaml.ts";
import { decodeText } from "../../import/text.ts";

export type { Finding };

export interface CatalogueContent {
  /** Null: the file has faults. */
  readonly catalogue: Catalogue | null;
  /** By line. */
  readonly faults: readonly Finding[];
  /** What stands, and may not be what was meant. */
  readonly notices: readonly Finding[];
}

const byLine = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((one, other) => one.line - other.line);

/** What was read of an activity, with the codes of what has a fault of its own. */
const writtenOf = ({ value, windows, fields }: ActivityDraft): WrittenActivity => ({
  value,
  windows: valuesOf(windows),
  codes: {
    units: fields.codes("prestations"),
    windows: fields.codes("périodes de réservation"),
    pools: fields.codes("limites"),
  },
});

/** `zone`: the portal's, when it is known. Throws `UnreadableFile` when the bytes are no text. */
export function readCatalogueFile(bytes: Uint8Array, zone?: SchoolZone): CatalogueContent {
  const { root, faults: syntax } = readYaml(decodeText(bytes, "catalogue"));
  const faults: Finding[] = syntax.map((fault) => ({ ...fault, path: [] }));
  const notices: Finding[] = [];
  const findings: Findings = {
    fault: (where, reason) => void faults.push({ ...where, reason }),
    notice: (where, reason) => void notices.push({ ...where, reason }),
  };
  const catalogue =
    root &&
    readFields(root, { line: 1, path: [] }, findings, (fields): Catalogue => {
      const calendars = readCalendars(fields);
      const documents = readDocuments(fields);
      const sites = readSites(fields);
      const tariffs = readTariffs(fields);
      const accounts = readAccounts(fields);
      const absences = readAbsences(fields);
      const activities = readActivities(fields);
      if (!fields.has("sites")) fields.fault("il manque « sites » : un catalogue a au moins un site");
      const read = { sites: valuesOf(sites), activities: valuesOf(activities), calendars: valuesOf(calendars) };
      const kinds = valuesOf(documents);
      const file = readFileRules(fields, {
        kinds,
        vaccines: read.activities.some(({ eligibility: { requires = [] } }) => requires.includes("vaccines")),
      });
      const suspension = readSuspension(
        fields,
        activities.map(({ value }) => value.id),
      );
      const whereIs = placesIn(activities, calendars, documents, tariffs.drafts, accounts, absences);
      for (const finding of checkCatalogue(
        {
          ...read,
          // A code that is only at fault itself (capitals) is told where it stands.
          siteCodes: fields.codes("sites").map(fold),
          activities: activities.map(writtenOf),
          documents: kinds,
          // No activity asks for the paper of somebody who is neither the child nor of its household, nor for one of health.
          documentCodes: fields
            .codes("justificatifs")
            .map(fold)
            .filter((code) => !kinds.some((kind) => standsBeside(kind) && fold(kind.id) === code)),
          tariffs: valuesOf(tariffs.drafts),
          tariffCodes: tariffs.codes,
          accounts: valuesOf(accounts),
          accountCodes: fields.codes("comptes de recouvrement").map(fold),
          absences: valuesOf(absences),
          absenceCodes: fields.codes("absences").map(fold),
          askedWithChanges: documentsOf(file),
        },
        zone,
      )) {
        const elsewhere = {
          lineOf: (path: Path) => whereIs(path).line,
          activity: finding.path[0] === "activities" ? (activities[finding.path[1]]?.value.id ?? "") : "",
        };
        if (finding.severity === "fault") findings.fault(whereIs(finding.path), faultWords(finding, elsewhere));
        else findings.notice(whereIs(finding.path), noticeWords(finding, elsewhere));
      }
      const prices = valuesOf(tariffs.drafts);
      return {
        ...read,
        ...(kinds.length > 0 ? { documents: kinds } : {}),
        ...(prices.length > 0 ? { tariffs: prices } : {}),
        ...(accounts.length > 0 ? { accounts: valuesOf(accounts) } : {}),
        ...(absences.length > 0 ? { absences: valuesOf(absences) } : {}),
        ...(file ? { file } : {}),
        ...(suspension === undefined ? {} : { suspension }),
      };
    });
  return {
    catalogue: faults.length === 0 && catalogue ? catalogue : null,
    faults: byLine(faults),
    notices: byLine(notices),
  };
}
