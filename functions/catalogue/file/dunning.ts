/** `relances` of a collection account: when and how a family is asked again for what is late. catalogue.md shows its shape. */
import { quote, type Reader } from "../../import/cells.ts";
import { cents, priceInWords, readEuros, type Cents } from "../../kernel/money.ts";
import type { Dunning, DunningChannel, DunningStep } from "../rules/accounts.ts";
import { fold, type Fields } from "./fields.ts";
import { oneOf, readParagraph } from "./words.ts";

const channelWords: Readonly<Record<DunningChannel, string>> = { mail: "e-mail", letter: "courrier" };
const readChannel = oneOf(channelWords);

const mostDays = 365;
const readAfter: Reader<number> = (text) => {
  const [, days = ""] = /^(\d{1,3}) jours?$/u.exec(fold(text)) ?? [];
  return Number(days) >= 1 && Number(days) <= mostDays
    ? { value: Number(days) }
    : { reason: `${quote(text)} ne dit pas quand relancer : écrivez « 8 jours », ${mostDays} au plus` };
};
const readMinimum: Reader<Cents> = (text) => {
  const amount = readEuros(text);
  return amount !== null && amount > 0
    ? { value: amount }
    : { reason: `${quote(text)} n’est pas un montant : écrivez par exemple 5,00` };
};

function readStep(own: Fields): { readonly step: DunningStep; readonly fields: Fields } | undefined {
  const after = own.needed("après", readAfter);
  const by = own.needed("par", readChannel);
  const text = own.needed("texte", readParagraph);
  return after === undefined || !by || text === undefined ? undefined : { step: { after, by, text }, fields: own };
}

export function readDunning(own: Fields): Dunning | undefined {
  const minimum = own.optional("minimum", readMinimum) ?? cents(1);
  const read = own.items("étapes", readStep);
  if (read.length === 0 && !own.has("étapes")) own.fault("il manque « étapes »");
  for (const [rank, { step, fields }] of read.entries()) {
    const before = read[rank - 1];
    if (before && step.after <= before.step.after)
      fields.fault("cette étape n’est pas après la précédente : écrivez-les dans leur ordre", "après");
  }
  return { minimum, steps: read.map(({ step }) => step) };
}

/** The same as the file says it. */
export const dunningText = ({ minimum, steps }: Dunning): Readonly<Record<string, unknown>> => ({
  ...(minimum === 1 ? {} : { minimum: priceInWords(minimum).replace("\u00a0€", "") }),
  étapes: steps.map(({ after, by, text }) => ({ après: `${after} jours`, par: channelWords[by], texte: text })),
});
