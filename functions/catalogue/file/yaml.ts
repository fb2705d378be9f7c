/**
 * The catalogue's file as values that know their line.
 *
 * The format is YAML: a person writes it without brackets or quotes, with comments, and a group written once
 * (`&journée`) can be used again (`*journée`). The package `yaml` keeps the position of every node, which CSV has too,
 * but CSV cannot nest, and JSON5 or TOML ask for punctuation or repeated paths that a town's staff member would not forgive.
 * Of YAML's several ways to read a scalar none is used (schema « failsafe »): everything is text here, and what a text
 * means is said by who asks for it. `non` is never a boolean, `07:30` never a number.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from "yaml";

export type Value =
  /** Also what is left empty. */
  | { readonly kind: "text"; readonly line: number; readonly text: string }
  | { readonly kind: "map"; readonly line: number; readonly entries: readonly Entry[] }
  | { readonly kind: "list"; readonly line: number; readonly items: readonly Value[] };

export interface Entry {
  readonly key: string;
  readonly line: number;
  readonly value: Value;
}

export interface LineFault {
  readonly line: number;
  readonly reason: string;
}

/** What to look for, by the code of the parser's complaint. */
const complaints: Partial<Record<YAMLError["code"], string>> = {
  TAB_AS_INDENT: "une tabulation en début de ligne : mettez des espaces",
  BAD_INDENT:
    "le retrait de cette ligne ne va pas avec celui des lignes voisines : ce qui est de même rang commence dans la même colonne, et tout crochet ouvert se ferme",
  MISSING_CHAR: "un guillemet, un crochet ou une accolade s’ouvre et ne se ferme pas",
  MULTILINE_IMPLICIT_KEY: "il manque « : » après le nom, ou un guillemet fermant",
  BLOCK_AS_IMPLICIT_KEY:
    'un texte qui contient « : » se met entre guillemets ("travaux : cour") ; sinon, alignez la ligne suivante sous la bonne',
  BAD_SCALAR_START: "un texte qui commence par un signe de ponctuation se met entre guillemets",
  MULTIPLE_DOCS: "un seul catalogue par fichier : enlevez la ligne « --- »",
};

const complaint = ({ code }: YAMLError): string =>
  complaints[code] ?? "cette ligne ne peut pas être lue : vérifiez son retrait, ses deux-points et ses guillemets";

/**
 * Where the slip is: a text whose quote is not closed runs to the end of the file, and is to be mended where it begins.
 */
function slipOf(document: Document.Parsed, { pos: [at] }: YAMLError): number {
  let slip = at;
  visit(document, {
    Scalar: (_, { type, range }) => {
      if ((type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE") && range && range[0] < at && at <= range[1])
        slip = range[0];
    },
  });
  return slip;
}

/** More than any town writes; what lies beyond is a group that repeats itself within itself. */
const deepest = 20;
const mostValues = 200_000;

class Endless extends Error {}

function toValue(document: Document.Parsed, lines: LineCounter, note: (fault: LineFault) => void): Value | null {
  let made = 0;
  const lineOf = (node: unknown): number => {
    const range = isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range : null;
    return range ? lines.linePos(range[0]).line : 1;
  };
  const read = (node: unknown, line: number, depth: number): Value => {
    made += 1;
    if (depth > deepest || made > mostValues) throw new Endless();
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target) return read(target, line, depth + 1);
      note({ line, reason: `« *${node.source} » renvoie à « &${node.source} », qui n’est écrit nulle part plus haut` });
      return { kind: "text", line, text: "" };
    }
    if (isMap(node))
      return {
        kind: "map",
        line,
        entries: node.items.flatMap(({ key, value }): readonly Entry[] => {
          const keyLine = lineOf(key);
          if (isScalar(key) && typeof key.value === "string")
            return [
              {
                key: key.value.trim(),
                line: keyLine,
                value: read(value, isScalar(value) && value.value !== "" ? lineOf(value) : keyLine, depth + 1),
              },
            ];
          note({ line: keyLine, reason: "un nom est un texte simple, suivi de « : »" });
          return [];
        }),
      };
    if (isSeq(node))
      return { kind: "list", line, items: node.items.map((item) => read(item, lineOf(item), depth + 1)) };
    return { kind: "text", line, text: isScalar(node) && typeof node.value === "string" ? node.value.trim() : "" };
  };
  try {
    return read(document.contents, lineOf(document.contents), 0);
  } catch (error) {
    if (!(error instanceof Endless)) throw error;
    note({ line: 1, reason: "un groupe se contient lui-même, ou le fichier est démesuré" });
    return null;
  }
}

/** The whole file; null when it cannot be read as YAML, its faults then say why. */
export function readYaml(text: string): { readonly root: Value | null; readonly faults: readonly LineFault[] } {
  const lines = new LineCounter();
  // Names given twice are looked for where names are compared, accents and case aside.
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    prettyErrors: false,
    uniqueKeys: false,
  });
  // The first only: the parser's further complaints follow from it more often than not.
  const [error] = document.errors;
  if (error)
    return { root: null, faults: [{ line: lines.linePos(slipOf(document, error)).line, reason: complaint(error) }] };
  const found: LineFault[] = [];
  const root = toValue(document, lines, (fault) => void found.push(fault));
  return { root, faults: found };
}
