/** `trésorerie` of a collection account: the codes by which the treasury knows a budget. catalogue.md shows its shape. */
import { quote, type Reader } from "../../import/cells.ts";
import { usualTreasury, type TreasuryCodes } from "../rules/accounts.ts";
import type { Fields } from "./fields.ts";

const shaped =
  (shape: RegExp, what: string): Reader<string> =>
  (text) =>
    shape.test(text) ? { value: text } : { reason: `${quote(text)} n’est pas ${what}` };

const readPost = shaped(
  /^(?:[0-9]{6,7}|02[AB][0-9]{3,4})$/u,
  "un codique : six ou sept chiffres, zéros compris, entre guillemets",
);
const readCollectivity = shaped(
  /^(?!000)[0-9]{3}$/u,
  "un code collectivité : trois chiffres, zéros compris, entre guillemets",
);
const readBudget = shaped(/^[A-Z0-9][0-9]$/u, "un code budget : deux chiffres, ou une majuscule et un chiffre");
const readReceipt = shaped(/^[0-9]{1,7}$/u, "un code recette : des chiffres, entre guillemets");
const readPeriod = shaped(/^[0-9]$/u, "une période : un chiffre");
const readNature = shaped(/^[0-9]{3,12}$/u, "un compte : de 3 à 12 chiffres");

/** Its last digit makes the others' sum a multiple of ten. */
function isSiret(text: string): boolean {
  const sum = Array.from(text)
    .reverse()
    .reduce((total, digit, rank) => {
      const value = Number(digit) * (rank % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return /^[0-9]{14}$/u.test(text) && sum % 10 === 0;
}
const readSiret: Reader<string> = (text) => {
  const digits = text.replace(/\s/gu, "");
  return isSiret(digits)
    ? { value: digits }
    : { reason: `${quote(text)} n’est pas un SIRET : quatorze chiffres, dont le dernier vérifie les autres` };
};
const readFirst: Reader<number> = (text) =>
  /^[1-9][0-9]{0,5}$/u.test(text)
    ? { value: Number(text) }
    : { reason: `${quote(text)} n’est pas un numéro de rôle : écrivez le prochain, par exemple 12` };

export function readTreasury(own: Fields): TreasuryCodes | undefined {
  const post = own.needed("poste", readPost);
  const siret = own.needed("SIRET", readSiret);
  const collectivity = own.needed("collectivité", readCollectivity);
  const budget = own.needed("budget", readBudget);
  const receipt = own.optional("code recette", readReceipt);
  const period = own.optional("période", readPeriod) ?? usualTreasury.period;
  const nature = own.optional("compte", readNature) ?? usualTreasury.nature;
  const firstRole = own.optional("premier rôle", readFirst) ?? usualTreasury.firstRole;
  if (post === undefined || siret === undefined || collectivity === undefined || budget === undefined) return undefined;
  return {
    post,
    siret,
    collectivity,
    budget,
    ...(receipt === undefined ? {} : { receipt }),
    period,
    nature,
    firstRole,
  };
}

/** The same as the file says it, without what goes without saying. */
export const treasuryText = (codes: TreasuryCodes): Readonly<Record<string, string>> => ({
  poste: codes.post,
  SIRET: codes.siret,
  collectivité: codes.collectivity,
  budget: codes.budget,
  ...(codes.receipt === undefined ? {} : { "code recette": codes.receipt }),
  ...(codes.period === usualTreasury.period ? {} : { période: codes.period }),
  ...(codes.nature === usualTreasury.nature ? {} : { compte: codes.nature }),
  ...(codes.firstRole === usualTreasury.firstRole ? {} : { "premier rôle": String(codes.firstRole) }),
});
