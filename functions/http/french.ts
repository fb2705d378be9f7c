/**
 * What zod says of a field that has no sentence of its own, in French: the same words as `zod/v4/locales/fr.js` for
 * what the contract can refuse, without its thirty formats. That file is 3 kB of every function that answers HTTP; a
 * test holds the two together.
 */
import type { core } from "zod/mini";

const types: Readonly<Record<string, string>> = {
  string: "chaîne de caractères",
  number: "nombre",
  int: "entier",
  boolean: "booléen",
  undefined: "indéfini",
  null: "null",
  array: "tableau",
  object: "objet",
  nan: "NaN",
};
const sized: Readonly<Record<string, string>> = { string: "caractères", array: "éléments" };
const typeName = (type: string): string => types[type] ?? type;
const shown = (values: readonly unknown[], separator: string): string =>
  values.map((value) => (typeof value === "string" ? `"${value}"` : String(value))).join(separator);

/** What JSON, or a missing field, can bring. */
const received = (input: unknown): string =>
  input === null ? "null" : Array.isArray(input) ? "array" : Number.isNaN(input) ? "nan" : typeof input;

/** `doit avoir <=80 caractères`, `doit être >=0`. */
function bound(origin: string, limit: string): string {
  const unit = sized[origin];
  return `${types[origin] ?? "valeur"} doit ${unit === undefined ? `être ${limit}` : `avoir ${limit} ${unit}`}`;
}

export const french: core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case "invalid_type":
      return `Entrée invalide : ${typeName(issue.expected)} attendu, ${typeName(received(issue.input))} reçu`;
    case "invalid_value":
      return issue.values.length === 1
        ? `Entrée invalide : ${shown(issue.values, "")} attendu`
        : `Option invalide : une valeur parmi ${shown(issue.values, "|")} attendue`;
    case "too_big":
      return `Trop grand : ${bound(issue.origin, `${issue.inclusive ? "<=" : "<"}${issue.maximum}`)}`;
    case "too_small":
      return `Trop petit : ${bound(issue.origin, `${issue.inclusive ? ">=" : ">"}${issue.minimum}`)}`;
    case "unrecognized_keys":
      return `Clé${issue.keys.length > 1 ? "s" : ""} non reconnue${issue.keys.length > 1 ? "s" : ""} : ${shown(issue.keys, ", ")}`;
    case "invalid_key":
      return `Clé invalide dans ${issue.origin}`;
    case "invalid_format":
    case "invalid_union":
    case "invalid_element":
    case "not_multiple_of":
    case "custom":
      return "Entrée invalide";
  }
};
