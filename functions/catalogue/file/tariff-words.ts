/** The small texts of `tarifs`, read and written: amounts, brackets, shares, surcharges. Each reader says what to write instead. */
import { quote, type Reader } from "../../import/cells.ts";
import { rateInWords, readRate, type Rate, type Rounding } from "../../kernel/exact.ts";
import { cents, eurosInWords, readEuros, type Cents } from "../../kernel/money.ts";
import type { QuotientOrigin } from "../rules/quotient-origins.ts";
import type {
  FlatSpan,
  LatePickUp,
  LateSurcharge,
  PricePart,
  PricePer,
  Regime,
  SiblingRule,
  TariffAmount,
  TariffCase,
  UnbookedPrice,
} from "../rules/tariffs.ts";
import { fold } from "./fields.ts";
import { oneOf } from "./words.ts";

/** `3,77`: as the file writes amounts, without a sign. */
const plain = (amount: Cents): string => eurosInWords(amount).replace(/[^0-9,]/gu, "");

/** More than any child's day costs. */
const highest = 100_000;
const readPrice = (text: string): Cents | null => {
  const amount = readEuros(text);
  return amount !== null && amount <= highest ? amount : null;
};

const amountShapes =
  "écrivez un prix (« 3,77 »), ce que paient les enfants suivants (« 3,77 puis 3,42 »), ou un taux d’effort entre deux bornes (« 0,36 % de 2,60 à 4,50 ») ; ajoutez « fixe » si la fratrie n’y change rien";

/** `3,77`, `3,77 puis 3,42`, `0,36 % de 2,60 à 4,50`, each with `fixe` after it. */
export const readAmount: Reader<TariffAmount> = (text) => {
  const [, said = "", fixed] = /^(.*?)( fixe)?$/u.exec(fold(text)) ?? [];
  const firm = fixed === undefined ? {} : { firm: true as const };
  const effort = /^(?<rate>[\d.,]+ ?%) de (?<floor>[\d.,]+) (?:€ )?a (?<ceiling>[\d.,]+)(?: ?€)?$/u.exec(said)?.groups;
  if (effort) {
    const [by, floor, ceiling] = [
      readRate(effort["rate"] ?? ""),
      readPrice(effort["floor"] ?? ""),
      readPrice(effort["ceiling"] ?? ""),
    ];
    if (by === null || floor === null || ceiling === null) return { reason: `${quote(text)} : ${amountShapes}` };
    return floor <= ceiling
      ? { value: { kind: "rate", rate: by, floor, ceiling, ...firm } }
      : { reason: `${quote(text)} : la borne haute est sous la borne basse` };
  }
  const amounts = said.split(/ puis /u).map(readPrice);
  return amounts.every((one) => one !== null)
    ? { value: { kind: "amounts", amounts, ...firm } }
    : { reason: `${quote(text)} : ${amountShapes}` };
};

export function amountWords(amount: TariffAmount): string {
  const firm = amount.firm ? " fixe" : "";
  return amount.kind === "rate"
    ? `${percent(amount.rate)} de ${plain(amount.floor)} à ${plain(amount.ceiling)}${firm}`
    : `${amount.amounts.map(plain).join(" puis ")}${firm}`;
}

export interface Quotients {
  readonly from: Cents;
  readonly to: Cents | null;
}

/** `jusqu’à 308`, `de 308,01 à 600`, `à partir de 600,01`, `plus de 600`; amounts have cents, so that no quotient is between two. */
export const readQuotients: Reader<Quotients> = (text) => {
  const folded = fold(text).replace(/€/gu, "").replace(/\s+/gu, " ").trim();
  const read = (shape: RegExp): readonly (Cents | null)[] | null =>
    shape
      .exec(folded)
      ?.slice(1)
      .map((one) => readEuros(one)) ?? null;
  const [upTo] = read(/^jusqu'a ([\d.,]+)$/u) ?? [];
  if (typeof upTo === "number") return { value: { from: cents(0), to: upTo } };
  const [from, to] = read(/^(?:de )?([\d.,]+) (?:a|-|–) ([\d.,]+)$/u) ?? [];
  if (typeof from === "number" && typeof to === "number")
    return from <= to ? { value: { from, to } } : { reason: `${quote(text)} : le second quotient est sous le premier` };
  const [since] = read(/^a partir de ([\d.,]+)$/u) ?? [];
  if (typeof since === "number") return { value: { from: since, to: null } };
  const [above] = read(/^plus de ([\d.,]+)$/u) ?? [];
  if (typeof above === "number") return { value: { from: cents(above + 1), to: null } };
  return {
    reason: `${quote(text)} ne dit pas de quotients : écrivez « jusqu’à 308 », « de 308,01 à 600 » ou « plus de 600 »`,
  };
};

export function quotientsWords({ from, to }: Quotients): string {
  if (to === null) return from === 0 ? "à partir de 0" : `plus de ${plain(cents(from - 1))}`;
  return from === 0 ? `jusqu’à ${plain(to)}` : `de ${plain(from)} à ${plain(to)}`;
}

/** 100 %. */
const whole = 1_000_000;
const shareShape = "écrivez ce qui reste à payer, de 0 à 100 %, par exemple « 80 % » ou « 80 % puis 50 % »";

/** `80 %`, `80 % puis 50 %`: what is still due of a price, from the second child on. */
export const readShares: Reader<readonly Rate[]> = (text) => {
  const value = text.split(/ puis /iu).map(readRate);
  return value.every((one) => one !== null && one <= whole)
    ? { value: value.filter((one) => one !== null) }
    : { reason: `${quote(text)} : ${shareShape}` };
};
const percent = (share: Rate): string => rateInWords(share).replace(/\s/gu, " ");
export const sharesWords = (shares: readonly Rate[]): string => shares.map(percent).join(" puis ");

/** `45,76 %`, `3,20`, `le reste`: what of a price is for one thing. */
export const readPart: Reader<PricePart> = (text) => {
  if (/^(?:le )?reste$/u.test(fold(text))) return { value: { rest: true } };
  const share = readRate(text);
  if (share !== null && share <= whole) return { value: { share } };
  const amount = readPrice(text);
  return amount === null
    ? { reason: `${quote(text)} : écrivez une part du prix (« 45,76 % »), un montant (« 3,20 ») ou « le reste »` }
    : { value: { amount } };
};
export const partWords = (part: PricePart): string =>
  "rest" in part ? "le reste" : "share" in part ? percent(part.share) : plain(part.amount);

/** `+ 50 %`, `+ 2,50`. */
export const readLate: Reader<LateSurcharge> = (text) => {
  const said = text.replace(/^\s*\+/u, "");
  const share = readRate(said);
  if (share !== null) return { value: { share } };
  const amount = readPrice(said);
  return amount === null
    ? { reason: `${quote(text)} : écrivez ce qui s’ajoute, « + 50 % » ou « + 2,50 »` }
    : { value: { amount } };
};
export const lateWords = (late: LateSurcharge): string =>
  `+ ${"share" in late ? percent(late.share) : plain(late.amount)}`;

/** `+ 50 %`, `+ 2,50`, `15,00`. */
export const readUnbooked: Reader<UnbookedPrice> = (text) => {
  if (/^\s*\+/u.test(text)) return readLate(text);
  const instead = readPrice(text);
  return instead === null
    ? {
        reason: `${quote(text)} : écrivez ce qui s’ajoute au prix, « + 50 % » ou « + 2,50 », ou ce qu’elle coûte à tous, « 15,00 »`,
      }
    : { value: { instead } };
};
export const unbookedWords = (unbooked: UnbookedPrice): string =>
  "instead" in unbooked ? plain(unbooked.instead) : lateWords(unbooked);

/** `5,00`: one price, of whoever it is. */
export const readPlain: Reader<Cents> = (text) => {
  const value = readPrice(text);
  return value === null ? { reason: `${quote(text)} : écrivez un prix, par exemple « 5,00 »` } : { value };
};
export const plainWords = plain;

const blockWords = { 15: "quart d’heure", 30: "demi-heure", 60: "heure" } as const;
const readBlockTexts = { quarter: blockWords[15], half: blockWords[30], hour: blockWords[60] } as const;
const readBlockWord = oneOf(readBlockTexts);
const blocks = { quarter: 15, half: 30, hour: 60 } as const;
/** `quart d’heure`, `demi-heure`, `heure`: each that has begun is asked. */
export const readBlock: Reader<15 | 30 | 60> = (text) => {
  const read = readBlockWord(text);
  return "value" in read ? { value: blocks[read.value] } : read;
};
export const blockText = (block: 15 | 30 | 60): string => blockWords[block];

const perTexts = {
  week: "semaine",
  month: "mois",
  period: "période",
  ...readBlockTexts,
} as const;
const readPerWord = oneOf(perTexts);
/** `semaine`, `mois`, `période`: once, however many days; `quart d’heure`, `demi-heure`, `heure`: each that has begun. */
export const readPer: Reader<{ readonly span: FlatSpan } | { readonly block: 15 | 30 | 60 }> = (text) => {
  const read = readPerWord(text);
  if (!("value" in read)) return read;
  const { value } = read;
  return {
    value: value === "week" || value === "month" || value === "period" ? { span: value } : { block: blocks[value] },
  };
};
export const perText = (per: PricePer): string => (per.kind === "span" ? perTexts[per.span] : blockText(per.block));

const timeTexts: Readonly<Record<Extract<PricePer, { readonly kind: "time" }>["counted"], string>> = {
  stay: "depuis l’arrivée",
  clock: "selon l’horloge",
};
/** How begun blocks are counted: `depuis l’arrivée`, `selon l’horloge`. */
export const readTimeCounted = oneOf(timeTexts);
export const timeCountedText = (counted: keyof typeof timeTexts): string => timeTexts[counted];

/** Longer than any town waits for nothing. */
const mostTolerance = 60;
/** `5 minutes`. */
export const readMinutes: Reader<number> = (text) => {
  const value = Number(/^(\d{1,2})(?: ?(?:minutes?|min))?$/u.exec(fold(text))?.[1] ?? Number.NaN);
  return value <= mostTolerance
    ? { value }
    : { reason: `${quote(text)} : écrivez des minutes, de 0 à ${mostTolerance}, par exemple « 5 minutes »` };
};

export const pickUpWords: Readonly<Record<LatePickUp["of"], string>> = {
  child: "chaque enfant",
  household: "toute la famille",
};
export const readPickUp = oneOf(pickUpWords);

/** `10,00 dès la 3e fois`: of the school year. */
export const readAgain: Reader<NonNullable<LatePickUp["again"]>> = (text) => {
  const [, price = "", nth = ""] = /^([\d.,]+)(?: ?€)? des la (\d{1,2})e(?:me)? fois$/u.exec(fold(text)) ?? [];
  const amount = readPrice(price);
  return amount !== null && Number(nth) >= 2
    ? { value: { time: Number(nth), amount } }
    : { reason: `${quote(text)} : écrivez le prix et à partir de quand, par exemple « 10,00 dès la 3e fois »` };
};
export const againWords = ({ time, amount }: NonNullable<LatePickUp["again"]>): string =>
  `${plain(amount)} dès la ${time}e fois`;

const roundingWords: Readonly<Record<Rounding, string>> = {
  nearestCent: "au centime",
  upToFiveCents: "aux 5 centimes supérieurs",
};
export const readRounding = oneOf(roundingWords);
export const roundingText = (rounding: Rounding): string => roundingWords[rounding];

const bookedWords: Readonly<Record<"keeps" | "reprices", string>> = {
  keeps: "garde son prix",
  reprices: "prend le nouveau prix",
};
export const readBooked = oneOf(bookedWords);
export const bookedText = (booked: keyof typeof bookedWords): string => bookedWords[booked];

export const countedWords: Readonly<Record<SiblingRule["counted"], string>> = {
  sameDay: "présents le même jour",
  enrolled: "inscrits",
};
export const readCounted = oneOf(countedWords);

type Residence = Pick<TariffCase, "residents" | "worksHere">;
const residences = {
  residents: { residents: true },
  others: { residents: false },
  workers: { worksHere: true },
  residentsOrWorkers: { residents: true, worksHere: true },
} as const satisfies Readonly<Record<string, Residence>>;
const residenceTexts: Readonly<Record<keyof typeof residences, string>> = {
  residents: "résidents",
  others: "extérieurs",
  workers: "travaillant sur la commune",
  residentsOrWorkers: "résidents ou travaillant sur la commune",
};
const readResidenceWord = oneOf(residenceTexts);
/** `résidents`, `extérieurs`, `travaillant sur la commune`, `résidents ou travaillant sur la commune`. */
export const readResidence: Reader<Residence> = (text) => {
  const read = readResidenceWord(text);
  return "value" in read ? { value: residences[read.value] } : read;
};
export function residenceText({ residents, worksHere }: Residence): string | undefined {
  if (residents === undefined) return worksHere && residenceTexts.workers;
  if (residents) return worksHere ? residenceTexts.residentsOrWorkers : residenceTexts.residents;
  return residenceTexts.others;
}

/** Where a tariff's quotients may come from. */
export const originWords: Readonly<Record<QuotientOrigin, string>> = {
  caf: "CAF",
  msa: "MSA",
  papers: "justificatifs",
  decision: "décision",
  api: "API Particulier",
};
export const readOrigin = oneOf(originWords);

export const regimeWords: Readonly<Record<Regime, string>> = { general: "général", msa: "MSA", other: "autre" };
export const readRegime = oneOf(regimeWords);

/** `3 enfants`. */
export const readFamilySize: Reader<number> = (text) => {
  const value = Number(/^(\d{1,2})(?: enfants)?(?: et plus)?$/u.exec(fold(text))?.[1] ?? Number.NaN);
  return value >= 2 && value <= 12
    ? { value }
    : { reason: `${quote(text)} : écrivez à partir de combien d’enfants, par exemple « 3 enfants »` };
};
