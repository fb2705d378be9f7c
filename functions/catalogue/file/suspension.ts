/** `impayés`: whether families that are late in paying still book. catalogue.md shows its shape. */
import { quote, type Reader } from "../../import/cells.ts";
import type { ActivityId } from "../../kernel/ids.ts";
import { priceInWords, readEuros, type Cents } from "../../kernel/money.ts";
import { longestGrace, type SuspensionRule } from "../rules/suspension.ts";
import { fold, nearest, type Fields } from "./fields.ts";
import { oneOf, readCode, readParagraph } from "./words.ts";

const stateWords: Readonly<Record<"suspended" | "open", string>> = { suspended: "suspendues", open: "ouvertes" };
const readState = oneOf(stateWords);

/** Above it a family would have owed for years. */
const mostFrom = 1_000_000;
const readFrom: Reader<Cents> = (text) => {
  const amount = readEuros(text);
  return amount !== null && amount > 0 && amount <= mostFrom
    ? { value: amount }
    : { reason: `${quote(text)} n’est pas un montant : écrivez par exemple 50,00, de 0,01 à 10 000 €` };
};
const readAfter: Reader<number> = (text) => {
  const [, days = ""] = /^(\d{1,3}) jours?$/u.exec(fold(text)) ?? [];
  return days !== "" && Number(days) <= longestGrace
    ? { value: Number(days) }
    : {
        reason: `${quote(text)} ne dit pas combien de jours après l’échéance : écrivez « 15 jours », ${longestGrace} au plus`,
      };
};

/** An activity of the same file. */
function readException(known: readonly ActivityId[]): Reader<ActivityId> {
  return (text) => {
    const code = readCode("ActivityId")(text);
    if ("reason" in code || known.includes(code.value)) return code;
    const guess = nearest(text, known);
    return {
      reason: `aucune activité n’a le code ${quote(text)}${guess === undefined ? "" : ` : vouliez-vous dire « ${guess} » ?`}`,
    };
  };
}

/** Undefined: nothing is said. Null: families book whatever they owe. `known`: the activities of the file. */
export function readSuspension(fields: Fields, known: readonly ActivityId[]): SuspensionRule | null | undefined {
  const read = fields.group("impayés", (own): { readonly rule: SuspensionRule | null } | undefined => {
    const state = own.needed("réservations", readState);
    const asked = state === "open" ? own.optional : own.needed;
    const from = asked("dès", readFrom);
    const after = asked("après", readAfter);
    const except = own.texts("sauf", readException(known));
    const text = own.optional("texte", readParagraph);
    if (state === "open") {
      for (const name of ["dès", "après", "sauf", "texte"].filter((one) => own.has(one)))
        own.fault(`ne s’écrit qu’avec « réservations: ${stateWords.suspended} » : enlevez « ${name} »`, name);
      return { rule: null };
    }
    if (!state || from === undefined || after === undefined || !except) return undefined;
    return { rule: { from, after, except, ...(text === undefined ? {} : { text }) } };
  });
  return read?.rule;
}

/** The same as the file says it; undefined: nothing is said. */
export const suspensionText = (
  rule: SuspensionRule | null | undefined,
): Readonly<Record<string, unknown>> | undefined =>
  rule === undefined
    ? undefined
    : rule === null
      ? { réservations: stateWords.open }
      : {
          réservations: stateWords.suspended,
          dès: priceInWords(rule.from).replace("\u00a0€", ""),
          après: `${rule.after} jours`,
          ...(rule.except.length > 0 ? { sauf: [...rule.except] } : {}),
          ...(rule.text === undefined ? {} : { texte: rule.text }),
        };
