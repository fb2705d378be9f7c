/** What the cells of a file of quotients say: amounts, months, where a value comes from, by which way it was counted. */
import { id, type PlainDate, type PlainMonth } from "../../kernel/ids.ts";
import { readEuros, type Cents } from "../../kernel/money.ts";
import { quotientKinds, type QuotientKind } from "../../kernel/town-for-functions.ts";
import { quote, readDate, type Reader } from "../../import/cells.ts";
import { foldHeading } from "../../import/header.ts";
import { monthOf, statedOrigins, type StatedOrigin } from "../rules/quotient.ts";

/** Above, it is a slip of the keyboard, as in what staff types. */
const mostCents = 100_000_000;

/** A formula is a text like any other, and no amount: nothing here counts anything. */
export const readValue: Reader<Cents> = (text) => {
  const value = readEuros(text);
  if (value === null) {
    const kind = "n’est pas un montant : écrivez par exemple 722 ou 987,50 ; 0 est un quotient";
    return { reason: `${quote(text)} ${kind}`, kind };
  }
  return value > mostCents ? { reason: "ce montant dépasse un million d’euros" } : { value };
};

const months: readonly (readonly string[])[] = [
  ["janvier", "janv", "jan"],
  ["fevrier", "fevr", "fev"],
  ["mars"],
  ["avril", "avr"],
  ["mai"],
  ["juin"],
  ["juillet", "juil"],
  ["aout"],
  ["septembre", "sept"],
  ["octobre", "oct"],
  ["novembre", "nov"],
  ["decembre", "dec"],
];

/** Day that exists: `2026-11-30`, with or without midnight, or as French people write it. */
export const readDay: Reader<PlainDate> = (text) => {
  const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/u.exec(text);
  return readDate(iso ? `${iso[3] ?? ""}/${iso[2] ?? ""}/${iso[1] ?? ""}` : text);
};

/** `11/2026`, `2026-11`, `202611`, `nov. 2026`, `novembre 2026`, or a day of the month. */
export const readMonth: Reader<PlainMonth> = (text) => {
  const numbers =
    /^(?<month>0?[1-9]|1[0-2])[/.-](?<year>20[0-9]{2})$/u.exec(text)?.groups ??
    /^(?<year>20[0-9]{2})[/.-]?(?<month>0[1-9]|1[0-2])$/u.exec(text)?.groups;
  if (numbers)
    return { value: id("PlainMonth", `${numbers["year"] ?? ""}-${(numbers["month"] ?? "").padStart(2, "0")}`) };
  const words = /^(?<name>\p{L}+)\.? (?<year>20[0-9]{2})$/u.exec(text.replace(/\s+/gu, " "))?.groups;
  const named = words ? months.findIndex((names) => names.includes(foldHeading(words["name"] ?? ""))) : -1;
  if (words && named >= 0)
    return { value: id("PlainMonth", `${words["year"] ?? ""}-${String(named + 1).padStart(2, "0")}`) };
  const day = readDay(text);
  if ("value" in day) return { value: monthOf(day.value) };
  const kind = "n’est pas un mois : écrivez mm/aaaa, par exemple 11/2026";
  return { reason: `${quote(text)} ${kind}`, kind };
};

/** What is counted from papers is counted by the portal, one family at a time. */
const originNames: Readonly<Record<StatedOrigin, readonly string[]>> = {
  caf: ["caf", "cnaf", "regimegeneral", "caissedallocationsfamiliales"],
  msa: ["msa", "ccmsa", "regimeagricole", "mutualitesocialeagricole"],
  decision: ["decision", "decisionduservice", "commission", "ccas"],
};

export const readOrigin: Reader<StatedOrigin> = (text) => {
  const name = foldHeading(text);
  const value = statedOrigins.find((origin) => originNames[origin].includes(name));
  const kind = "n’est pas une origine connue : écrivez CAF, MSA ou Décision";
  return value ? { value } : { reason: `${quote(text)} ${kind}`, kind };
};

const kindNames: Readonly<Record<QuotientKind, readonly string[]>> = {
  caf: ["caf", "msa", "cafmsa", "cafoumsa", "qfcaf", "quotientcaf", "quotientcafoumsa", "quotientfamilialcaf"],
  fiscal: ["fiscal", "qffiscal", "quotientfiscal", "impots"],
  perPerson: ["personne", "parpersonne", "quotientparpersonne"],
};

/** The way of counting that a line names must be the town's: two are never compared, nor put for one another. */
export const readKind =
  (own: QuotientKind): Reader<QuotientKind> =>
  (text) => {
    const value = quotientKinds.find((kind) => kindNames[kind].includes(foldHeading(text)));
    if (value === own) return { value };
    const kind = value
      ? "est un autre mode de calcul que celui de la collectivité : il n’est jamais mélangé au sien"
      : "n’est pas un mode de calcul connu";
    return { reason: `${quote(text)} ${kind}`, kind };
  };
