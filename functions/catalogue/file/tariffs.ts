/** `tarifs`: what the town asks for what it offers. catalogue.md shows its shape. */
import type { TariffId } from "../../kernel/ids.ts";
import { readDate, readYesNo } from "../../import/cells.ts";
import { rate } from "../../kernel/exact.ts";
import type {
  LatePickUp,
  PricePart,
  PricePer,
  PriceSplit,
  SiblingRule,
  Tariff,
  TariffCase,
  TariffLine,
} from "../rules/tariffs.ts";
import type { Draft } from "./drafts.ts";
import type { Fields } from "./fields.ts";
import {
  againWords,
  amountWords,
  blockText,
  countedWords,
  lateWords,
  partWords,
  perText,
  pickUpWords,
  plainWords,
  quotientsWords,
  bookedText,
  readAgain,
  readAmount,
  readBlock,
  readBooked,
  readCounted,
  readFamilySize,
  readLate,
  readMinutes,
  readPart,
  readPer,
  readPickUp,
  readPlain,
  readQuotients,
  originWords,
  readOrigin,
  readRegime,
  readResidence,
  readRounding,
  readShares,
  readTimeCounted,
  readUnbooked,
  regimeWords,
  residenceText,
  roundingText,
  sharesWords,
  timeCountedText,
  unbookedWords,
} from "./tariff-words.ts";
import { agesWords, dateWords, readAges, readCode, readLabel } from "./words.ts";

export interface TariffDraft extends Draft<Tariff> {
  readonly lines: readonly Draft<TariffLine>[];
}

function readCase(own: Fields): TariffCase {
  const residence = own.optional("pour", readResidence);
  const regimes = own.texts("régime", readRegime) ?? [];
  const ages = own.optional("âges", readAges);
  const grades = own.texts("classes", readLabel) ?? [];
  const ownMeal = own.optional("panier repas", readYesNo);
  return {
    ...residence,
    ...(regimes.length > 0 ? { regimes } : {}),
    ...(ages ? { ages } : {}),
    ...(grades.length > 0 ? { grades } : {}),
    ...(ownMeal ? { ownMeal } : {}),
  };
}

const shareOf = (part: PricePart | undefined): number => (part && "share" in part ? part.share : 0);

/** Parts that leave room for one another; anything else is a fault of the group. */
function readSplit(own: Fields): PriceSplit | undefined {
  const [care, food] = [own.optional("garde", readPart), own.optional("repas", readPart)];
  if (care && food && "rest" in care && "rest" in food) {
    own.fault("« garde » et « repas » sont tous les deux « le reste » : dites ce qu’est l’un des deux");
    return undefined;
  }
  if (shareOf(care) + shareOf(food) > shareOf({ share: rate(1_000_000) })) {
    own.fault("« garde » et « repas » font ensemble plus de 100 % du prix");
    return undefined;
  }
  return care || food ? { ...(care ? { care } : {}), ...(food ? { food } : {}) } : undefined;
}

/** `par`, with what only blocks of time have. */
function readPricePer(own: Fields): PricePer | undefined {
  const per = own.optional("par", readPer);
  const tolerance = own.optional("tolérance", readMinutes);
  const counted = own.optional("compté", readTimeCounted);
  if (per && "block" in per) {
    if (tolerance !== undefined && tolerance >= per.block)
      own.fault("la « tolérance » est aussi longue que ce qui est compté : donnez-en une plus courte");
    return { kind: "time", block: per.block, tolerance: tolerance ?? 0, counted: counted ?? "stay" };
  }
  if (own.has("tolérance") || own.has("compté"))
    own.fault("« tolérance » et « compté » vont avec « par: quart d’heure », « demi-heure » ou « heure »");
  return per && { kind: "span", span: per.span };
}

function readLine(own: Fields): Draft<TariffLine> | undefined {
  const units = own.texts("prestations", readCode("UnitId"));
  const whom = readCase(own);
  const brackets = own
    .pairs("tranches", readQuotients, readAmount)
    .map(([{ from, to }, amount]) => ({ from, to, amount }))
    .sort((one, other) => one.from - other.from);
  const amount = own.optional("prix", readAmount);
  const per = readPricePer(own);
  const split = own.group("dont", readSplit);
  if (!own.has("prestations")) own.fault("il manque « prestations » : dites lesquelles ont ce prix");
  if (own.has("tranches") === own.has("prix"))
    own.fault(
      own.has("prix")
        ? "« prix » et « tranches » sont donnés tous les deux : gardez l’un des deux"
        : "il manque le prix : écrivez « prix », ou « tranches » s’il dépend du quotient",
    );
  // Without one of its brackets, quotients would be said to have no price.
  const whole = brackets.length === own.codes("tranches").length;
  if (!units || units.length === 0 || !whole || (!amount && brackets.length === 0)) return undefined;
  return {
    value: {
      units,
      case: whom,
      price: amount ? { kind: "amount", amount } : { kind: "brackets", brackets },
      ...(per ? { per } : {}),
      ...(split ? { split } : {}),
    },
    fields: own,
  };
}

function readSiblings(own: Fields): SiblingRule | undefined {
  const counted = own.needed("rang compté", readCounted);
  const shares = own.optional("reste à payer", readShares) ?? [];
  const bracketBelow = own.optional("tranche inférieure", readFamilySize) ?? null;
  return counted ? { counted, shares, bracketBelow } : undefined;
}

function readLatePickUp(own: Fields): LatePickUp | undefined {
  const amount = own.needed("prix", readPlain);
  const block = own.optional("par", readBlock) ?? null;
  const tolerance = own.optional("tolérance", readMinutes) ?? 0;
  const of = own.optional("pour", readPickUp) ?? "child";
  const again = own.optional("récidive", readAgain) ?? null;
  return amount === undefined ? undefined : { amount, block, tolerance, of, again };
}

/** `note`: takes the code, of a tariff that is at fault too: who names it is not told that there is none. */
function readTariff(own: Fields, note: (id: TariffId) => void): TariffDraft | undefined {
  const id = own.needed("code", readCode("TariffId"));
  if (id) note(id);
  const effectiveFrom = own.needed("à compter du", readDate);
  const name = own.needed("nom", readLabel);
  let written = 0;
  const lines = own.items("prix", (line) => {
    written += 1;
    return readLine(line);
  });
  if (!own.has("prix")) own.fault("il manque « prix » : un tarif a au moins un prix");
  const siblings = own.group("fratrie", readSiblings) ?? null;
  const late = own.optional("réservation tardive", readLate) ?? null;
  const unbooked = own.optional("sans réservation", readUnbooked);
  const latePickUp = own.group("départ tardif", readLatePickUp);
  const rounding = own.optional("arrondi", readRounding) ?? "nearestCent";
  const quotients = own.texts("quotient accepté", readOrigin) ?? [];
  const keepsBooked = own.optional("déjà réservé", readBooked) === "keeps";
  // Without one of its lines, it would be said to have no price for somebody.
  if (!id || !effectiveFrom || name === undefined || lines.length < written) return undefined;
  const value = { id, effectiveFrom, name, lines: lines.map((line) => line.value), siblings, late, rounding };
  const more = {
    ...(unbooked ? { unbooked } : {}),
    ...(latePickUp ? { latePickUp } : {}),
    ...(quotients.length > 0 ? { quotients } : {}),
    ...(keepsBooked ? { keepsBooked } : {}),
  };
  return { value: { ...value, ...more }, lines, fields: own };
}

export interface Tariffs {
  readonly drafts: readonly TariffDraft[];
  /** Those at fault too. */
  readonly codes: readonly TariffId[];
}

export function readTariffs(fields: Fields): Tariffs {
  const codes: TariffId[] = [];
  const drafts = fields.items("tarifs", (own) => readTariff(own, (id) => void codes.push(id)));
  return { drafts, codes };
}

type Text = Readonly<Record<string, unknown>>;
interface LineText extends Text {
  readonly dont: Text | undefined;
}
interface TariffText extends Text {
  readonly prix: readonly LineText[];
  readonly fratrie: Text | undefined;
  readonly "départ tardif": Text | undefined;
}

const lineText = ({ units, case: whom, price, per, split }: TariffLine): LineText => ({
  prestations: units,
  pour: residenceText(whom),
  régime: whom.regimes?.map((one) => regimeWords[one]),
  âges: whom.ages && agesWords(whom.ages),
  classes: whom.grades,
  "panier repas": whom.ownMeal ? "oui" : undefined,
  prix: price.kind === "amount" ? amountWords(price.amount) : undefined,
  tranches:
    price.kind === "brackets"
      ? new Map(price.brackets.map((one) => [quotientsWords(one), amountWords(one.amount)]))
      : undefined,
  par: per && perText(per),
  tolérance: per?.kind === "time" && per.tolerance > 0 ? `${per.tolerance} minutes` : undefined,
  compté: per?.kind === "time" && per.counted === "clock" ? timeCountedText(per.counted) : undefined,
  dont: split && {
    garde: split.care && partWords(split.care),
    repas: split.food && partWords(split.food),
  },
});

const latePickUpText = ({ amount, block, tolerance, of, again }: LatePickUp): Text => ({
  prix: plainWords(amount),
  par: block === null ? undefined : blockText(block),
  tolérance: tolerance === 0 ? undefined : `${tolerance} minutes`,
  pour: of === "child" ? undefined : pickUpWords[of],
  récidive: again ? againWords(again) : undefined,
});

/** The same as the file says it. What is `undefined` or empty is left out by who writes the file. */
export const tariffText = ({
  id,
  effectiveFrom,
  name,
  lines,
  siblings,
  late,
  unbooked,
  latePickUp,
  rounding,
  quotients,
  keepsBooked,
}: Tariff): TariffText => ({
  code: id,
  "à compter du": dateWords(effectiveFrom),
  nom: name,
  prix: lines.map(lineText),
  fratrie: siblings
    ? {
        "rang compté": countedWords[siblings.counted],
        "reste à payer": siblings.shares.length > 0 ? sharesWords(siblings.shares) : undefined,
        "tranche inférieure": siblings.bracketBelow === null ? undefined : `${siblings.bracketBelow} enfants`,
      }
    : undefined,
  "réservation tardive": late ? lateWords(late) : undefined,
  "sans réservation": unbooked && unbookedWords(unbooked),
  "départ tardif": latePickUp && latePickUpText(latePickUp),
  "quotient accepté": quotients?.map((one) => originWords[one]),
  "déjà réservé": keepsBooked ? bookedText("keeps") : undefined,
  arrondi: rounding === "nearestCent" ? undefined : roundingText(rounding),
});
