/** Values of a file's fields, as forms hold them: texts by name, several for an address and for links to children. */
import { decimal, readEuros } from "../../../functions/kernel/money.ts";
import type { FieldView, SectionView } from "../../../functions/request/contract/file.ts";
import { readQuarters } from "../quotient/readQuarters.ts";

type Value = FieldView["value"];
export type FormValues = Readonly<Record<string, string>>;

const addressParts = ["line1", "line2", "line3", "line4", "postcode", "town"] as const;
const isFlat = (value: Value): value is Extract<Value, Readonly<Record<string, unknown>>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

type NumberKind = Extract<FieldView["kind"], "amount" | "count" | "parts">;
const isNumber = (kind: FieldView["kind"]): kind is NumberKind =>
  kind === "amount" || kind === "count" || kind === "parts";

/** A number as people type it: cents of an amount, quarters of a part. */
function readNumber(kind: NumberKind, typed: string): number | null {
  if (kind === "amount") return readEuros(typed);
  if (kind === "parts") return readQuarters(typed);
  return /^\d{1,3}$/u.test(typed) ? Number(typed) : null;
}

function textOfNumber(kind: NumberKind, value: number): string {
  if (kind === "count") return String(value);
  if (kind === "parts") return String(value / 4).replace(".", ",");
  return decimal(value).replace(/,00$/u, "");
}

/** Names of a field's inputs, in the order in which they are asked for. `names`: of the children, by their code. */
export function inputsOf({ id, kind }: Pick<FieldView, "id" | "kind">, names: SectionView["names"]): readonly string[] {
  if (kind === "address") return addressParts.map((part) => `${id}.${part}`);
  if (kind === "links") return Object.keys(names).map((child) => `${id}.${child}`);
  return [id];
}

/** What the inputs of a field hold for a value. */
export function asTexts(field: Pick<FieldView, "id" | "kind">, value: Value, names: SectionView["names"]): FormValues {
  const { id, kind } = field;
  if (kind === "address") {
    const flat: Readonly<Record<string, unknown>> = isFlat(value) ? value : {};
    const written = flat["lines"];
    const lines: readonly unknown[] = Array.isArray(written) ? written : [];
    return Object.fromEntries(
      addressParts.map((part, rank) => [`${id}.${part}`, textOf(rank < 4 ? lines[rank] : flat[part])]),
    );
  }
  if (kind === "links") {
    const flat: Readonly<Record<string, unknown>> = isFlat(value) ? value : {};
    return Object.fromEntries(Object.keys(names).map((child) => [`${id}.${child}`, textOf(flat[child])]));
  }
  if (kind === "yesNo") return { [id]: typeof value === "boolean" ? String(value) : "" };
  if (isNumber(kind) && typeof value === "number") return { [id]: textOfNumber(kind, value) };
  return { [id]: textOf(value) };
}

/** The value that the inputs of a field say; what is left empty is nothing. */
export function asValue(
  { id, kind }: Pick<FieldView, "id" | "kind">,
  texts: FormValues,
  names: SectionView["names"],
): Value {
  const at = (name: string): string => (texts[name] ?? "").trim();
  if (kind === "address") {
    const lines = addressParts
      .slice(0, 4)
      .map((part) => at(`${id}.${part}`))
      .filter(Boolean);
    const [postcode, town] = [at(`${id}.postcode`), at(`${id}.town`)];
    return lines.length === 0 && postcode === "" && town === "" ? null : { lines, postcode, town };
  }
  if (kind === "links") {
    const links = Object.keys(names).flatMap((child) => {
      const link = at(`${id}.${child}`);
      return link === "" ? [] : [[child, link] as const];
    });
    return links.length === 0 ? null : Object.fromEntries(links);
  }
  if (kind === "yesNo") return at(id) === "" ? null : at(id) === "true";
  // What is no number is sent as it was typed: the office's rules say what to write instead.
  if (isNumber(kind) && at(id) !== "") return readNumber(kind, at(id)) ?? at(id);
  return at(id) === "" ? null : at(id);
}
