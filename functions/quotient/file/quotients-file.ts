/**
 * A file of quotients, a line a family and month: as spreadsheets, the CAF's own lists and other software write them.
 * Pure: which families there are, and what stands of theirs, is compared afterwards (rules/entry.ts).
 */
import type { FamilyCode, PlainDate, PlainMonth } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import type { QuotientKind, QuotientValidity } from "../../kernel/town-for-functions.ts";
import { readFamilyCode } from "../../import/cells.ts";
import type { Fault } from "../../import/fault.ts";
import type { Columns } from "../../import/header.ts";
import { readLines } from "../../import/lines.ts";
import { faultyField, spanOf } from "../rules/entry.ts";
import { quotientWords as words } from "../words.fr.ts";
import type { StatedOrigin } from "../rules/quotient.ts";
import { readDay, readKind, readMonth, readOrigin, readValue } from "./cells.ts";

type Field = "familyCode" | "value" | "month" | "origin" | "kind" | "from" | "until";

export const quotientColumns: Columns<Field> = {
  familyCode: {
    heading: "code famille",
    needed: true,
    also: [
      "identifiant famille",
      "identifiant",
      "n° famille",
      "numéro famille",
      "famille",
      "matricule famille",
      "id famille",
      "code foyer",
    ],
  },
  value: {
    heading: "quotient",
    needed: true,
    also: ["quotient familial", "qf", "valeur", "valeur qf", "montant", "montant qf", "qf caf", "qf mensuel"],
  },
  month: {
    heading: "mois",
    needed: false,
    also: ["mois du quotient", "mois qf", "mois de référence", "période", "date qf", "date du quotient"],
  },
  origin: { heading: "origine", needed: false, also: ["organisme", "caisse", "régime", "source", "d’après"] },
  kind: { heading: "mode de calcul", needed: false, also: ["type", "type de quotient", "type qf", "nature"] },
  from: {
    heading: "compte à partir du",
    needed: false,
    also: ["date d’effet", "effet", "début", "date de début", "début de validité", "valable du", "du"],
  },
  until: {
    heading: "valable jusqu’au",
    needed: false,
    also: ["fin", "date de fin", "fin de validité", "validité", "au", "date limite"],
  },
};

/** What the person says of a file that has no such column, and the town's own rules. */
export interface FileOptions {
  readonly month: PlainMonth;
  readonly origin: StatedOrigin;
  readonly kind: QuotientKind;
  readonly validity: QuotientValidity;
  readonly today: PlainDate;
}

/** What a good line says. */
export interface QuotientLine {
  readonly line: number;
  readonly familyCode: FamilyCode;
  readonly month: PlainMonth;
  readonly value: Cents;
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly origin: StatedOrigin;
}

/** The cells of a line as they stand, those that are not empty. */
export type QuotientCells = Readonly<Partial<Record<Field, string>>>;

export interface QuotientFault extends Pick<Fault<"quotients">, "line" | "column" | "reason"> {
  /** Of a line that stays out: what it says, to be mended. */
  readonly said?: QuotientCells;
}

const allFields = [
  "familyCode",
  "value",
  "month",
  "origin",
  "kind",
  "from",
  "until",
] as const satisfies readonly Field[];
/** Characters of a cell that are given back: more is no code, amount or date. */
const longestCell = 200;
const cellsOf = (text: (field: Field) => string): QuotientCells =>
  Object.fromEntries(
    allFields.flatMap((field) => {
      const cell = text(field).slice(0, longestCell);
      return cell === "" ? [] : [[field, cell] as const];
    }),
  );

export interface QuotientFile {
  readonly lines: readonly QuotientLine[];
  /** Lines that stay out, and why. */
  readonly faults: readonly QuotientFault[];
  readonly notices: readonly QuotientFault[];
  readonly ignoredColumns: readonly string[];
  readonly lineCount: number;
}

const shown = ({ line, column, reason }: QuotientFault): QuotientFault => ({
  line,
  reason,
  ...(column === undefined ? {} : { column }),
});
const inOrder = (one: QuotientFault, other: QuotientFault): number => one.line - other.line;

/** Throws `UnreadableFile`. One value a family and month: the second of two is refused, and says where the first is. */
export function readQuotientsFile(bytes: Uint8Array, options: FileOptions): QuotientFile {
  const { kind, validity, today } = options;
  const lines: QuotientLine[] = [];
  const seen = new Map<string, number>();
  const ownKind = readKind(kind);
  const said = new Map<number, QuotientCells>();
  const { findings, placeOf } = readLines(
    bytes,
    "quotients",
    () => quotientColumns,
    (line) => {
      // Of a line that turns out to be good, it is taken back below.
      said.set(line.number, cellsOf(line.text));
      const familyCode = line.needed("familyCode", readFamilyCode);
      const value = line.needed("value", readValue);
      const of = line.isBlank("kind") ? kind : line.optional("kind", ownKind);
      const month = line.isBlank("month") ? options.month : line.optional("month", readMonth);
      const origin = line.isBlank("origin") ? options.origin : line.optional("origin", readOrigin);
      const [from, until] = [line.optional("from", readDay), line.optional("until", readDay)];
      const unread = (field: "from" | "until", read: PlainDate | undefined): boolean =>
        read === undefined && !line.isBlank(field);
      if (!familyCode || value === undefined || !of || !month || !origin) return familyCode;
      if (unread("from", from) || unread("until", until)) return familyCode;
      const span = spanOf({ month, from, until }, today, validity);
      if ("fault" in span) {
        line.fault(words[span.fault], faultyField[span.fault]);
        return familyCode;
      }
      const name = `${familyCode} ${month}`;
      const before = seen.get(name);
      if (before !== undefined) {
        line.fault(`la ligne ${before} donne déjà le quotient de ce mois à la famille ${familyCode}`, "familyCode");
        return familyCode;
      }
      seen.set(name, line.number);
      lines.push({ line: line.number, familyCode, month, value, origin, ...span });
      said.delete(line.number);
      return familyCode;
    },
  );
  for (const { line, cells } of findings.broken)
    said.set(
      line,
      cellsOf((field) => (cells[placeOf(field) ?? -1] ?? "").trim()),
    );
  const withCells = (fault: QuotientFault): QuotientFault => {
    const cells = said.get(fault.line);
    return { ...shown(fault), ...(cells ? { said: cells } : {}) };
  };
  return {
    lines,
    faults: [...findings.faults, ...findings.broken].map(withCells).sort(inOrder),
    notices: findings.notices.map(shown).sort(inOrder),
    ignoredColumns: findings.ignoredColumns,
    lineCount: findings.lineCount,
  };
}
