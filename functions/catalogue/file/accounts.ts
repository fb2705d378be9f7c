/** `comptes de recouvrement`: who collects what activities cost. catalogue.md shows its shape. */
import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from "ibantools";
import { quote, type Reader } from "../../import/cells.ts";
import type { CollectionAccountId } from "../../kernel/ids.ts";
import { cents, priceInWords, readEuros, type Cents } from "../../kernel/money.ts";
import {
  usualDueDays,
  usualNoticeDays,
  usualThreshold,
  type Collection,
  type CollectionAccount,
  type Creditor,
} from "../rules/accounts.ts";
import { isCreditorId } from "../rules/creditor-id.ts";
import { dunningText, readDunning } from "./dunning.ts";
import { readTreasury, treasuryText } from "./treasury.ts";
import type { Draft } from "./drafts.ts";
import { fold, type Fields } from "./fields.ts";
import { oneOf, readCode, readLabel, readParagraph, readSentence } from "./words.ts";

const collectionWords: Readonly<Record<Collection, string>> = { regie: "régie", role: "rôle", titre: "titre" };
const readCollection = oneOf(collectionWords);

const shaped =
  (shape: RegExp, what: string): Reader<string> =>
  (text) =>
    shape.test(text) ? { value: text } : { reason: `${quote(text)} n’est pas ${what}` };

const readSeries = shaped(
  /^[A-Z][A-Z0-9]{0,5}$/u,
  "une série : 1 à 6 majuscules sans accent ou chiffres, une lettre d’abord",
);
/** Its zeros count. */
const readPayfip = shaped(/^[0-9]{6}$/u, "un numéro de client PayFiP : six chiffres, zéros compris, entre guillemets");
const readProduct = shaped(
  /^(?!0+$)[A-Z0-9]{1,4}$/u,
  "un code produit : 1 à 4 majuscules ou chiffres, ceux que le comptable a créés dans Hélios",
);

/** Above it, families would owe for months and read nothing of it. */
const mostThreshold = 10_000;

/** `15,00`, or `aucun`. */
const readThreshold: Reader<Cents | null> = (text) => {
  if (fold(text) === "aucun") return { value: null };
  const amount = readEuros(text);
  return amount !== null && amount > 0 && amount <= mostThreshold
    ? { value: amount }
    : {
        reason: `${quote(text)} n’est pas un seuil : écrivez un montant jusqu’à 100 €, par exemple 15,00, ou « aucun »`,
      };
};

/** No till holds a family's money beyond it. */
const mostInWallet = 200_000;

/** `jusqu’à 300,00`. */
const readWallet: Reader<{ readonly most: Cents }> = (text) => {
  const [, typed = ""] = /^jusqu'a (.+)$/u.exec(fold(text)) ?? [];
  const most = readEuros(typed);
  return most !== null && most >= 100 && most <= mostInWallet
    ? { value: { most } }
    : {
        reason: `${quote(text)} ne dit pas combien un porte-monnaie peut contenir : écrivez « jusqu’à 300,00 », de 1 à 2 000 €`,
      };
};

const mostDueDays = 90;
const readDueDays: Reader<number> = (text) => {
  const [, days = ""] = /^(\d{1,2}) jours?$/u.exec(fold(text)) ?? [];
  return Number(days) >= 1 && Number(days) <= mostDueDays
    ? { value: Number(days) }
    : { reason: `${quote(text)} ne dit pas en combien de temps payer : écrivez « 30 jours », ${mostDueDays} au plus` };
};

const readCreditorId: Reader<string> = (text) => {
  const tidy = text.replace(/\s/gu, "").toUpperCase();
  return isCreditorId(tidy)
    ? { value: tidy }
    : {
        reason: `${quote(text)} n’est pas un identifiant créancier SEPA : 13 caractères comme FR72ZZZ123456, donnés par la Banque de France`,
      };
};
const readIban: Reader<string> = (text) => {
  const tidy = electronicFormatIBAN(text) ?? "";
  return isValidIBAN(tidy) && isSEPACountry(tidy.slice(0, 2))
    ? { value: tidy }
    : { reason: `${quote(text)} n’est pas un IBAN : recopiez-le du relevé du compte, caractère par caractère` };
};
const readBic: Reader<string> = (text) => {
  const tidy = text.replace(/\s/gu, "").toUpperCase();
  return isValidBIC(tidy)
    ? { value: tidy }
    : { reason: `${quote(text)} n’est pas un BIC : 8 ou 11 caractères, écrits à côté de l’IBAN` };
};

/** A mandate may shorten the fourteen days, never to the point that nobody can react. */
const noticeDays = { least: 5, most: 60 } as const;
const readNotice: Reader<number> = (text) => {
  const [, days = ""] = /^(\d{1,2}) jours?$/u.exec(fold(text)) ?? [];
  const { least, most } = noticeDays;
  return Number(days) >= least && Number(days) <= most
    ? { value: Number(days) }
    : {
        reason: `${quote(text)} ne dit pas combien de temps avant un prélèvement la famille est prévenue : écrivez « ${usualNoticeDays} jours », de ${least} à ${most}`,
      };
};

/** `{ ICS: FR72ZZZ123456, créancier: Ville, IBAN: FR76…, BIC: … }` */
function readCreditor(own: Fields): Creditor | undefined {
  const id = own.needed("ICS", readCreditorId);
  const name = own.needed("créancier", readLabel);
  const iban = own.needed("IBAN", readIban);
  const bic = own.needed("BIC", readBic);
  const notice = own.optional("prévenir", readNotice) ?? usualNoticeDays;
  if (id === undefined || name === undefined || iban === undefined || bic === undefined) return undefined;
  return { id, name, iban, bic, noticeDays: notice };
}

function readAccount(id: CollectionAccountId, own: Fields): Draft<CollectionAccount> | undefined {
  const name = own.needed("nom", readLabel);
  const collection = own.needed("recouvrement", readCollection);
  const series = own.needed("série", readSeries);
  const payfip = own.optional("numéro PayFiP", readPayfip);
  const productCode = own.optional("code produit", readProduct);
  const wallet = own.optional("porte-monnaie", readWallet);
  const treasury = own.group("trésorerie", readTreasury);
  const threshold = own.optional("seuil", readThreshold);
  const dueDays = own.optional("à payer sous", readDueDays) ?? usualDueDays;
  const dunning = own.group("relances", readDunning);
  const signer = own.needed("signataire", readLabel);
  const capacity = own.needed("qualité", readLabel);
  const accountant = own.needed("comptable", readLabel);
  const address = own.texts("adresse du comptable", readLabel) ?? [];
  const ways = own.texts("moyens de paiement", readSentence) ?? [];
  const contest = own.needed("contestation", readParagraph);
  const vat = own.optional("TVA", readSentence);
  const debit = own.group("prélèvement", readCreditor);
  for (const [lines, field] of [
    [address, "adresse du comptable"],
    [ways, "moyens de paiement"],
  ] as const)
    if (lines.length === 0 && !own.has(field)) own.fault(`il manque « ${field} »`);
  if (collection === "role" && productCode === undefined && !own.has("code produit"))
    own.fault("il manque « code produit » : la référence de paiement d’un rôle en est faite");
  if (treasury && collection !== undefined && collection !== "role")
    own.fault(
      "seul un rôle s’envoie à la trésorerie : enlevez « trésorerie », ou écrivez « recouvrement: rôle »",
      "trésorerie",
    );
  if (threshold === null && collection !== undefined && collection !== "regie")
    own.fault(
      "seule une régie encaisse sans seuil (art. D. 1611-1 du CGCT) : enlevez « seuil », ou écrivez « recouvrement: régie »",
      "seuil",
    );
  if (wallet && collection !== undefined && collection !== "regie")
    own.fault(
      "seule une régie encaisse avant que rien ne soit dû : enlevez « porte-monnaie », ou écrivez « recouvrement: régie »",
      "porte-monnaie",
    );
  if (debit && collection !== undefined && collection !== "regie")
    own.fault(
      "seule une régie prélève elle-même ; pour un rôle ou un titre, c’est la trésorerie : enlevez « prélèvement », ou écrivez « recouvrement: régie »",
      "prélèvement",
    );
  if (
    name === undefined ||
    !collection ||
    series === undefined ||
    signer === undefined ||
    capacity === undefined ||
    accountant === undefined ||
    contest === undefined
  )
    return undefined;
  return {
    value: {
      id,
      name,
      collection,
      series,
      ...(payfip === undefined ? {} : { payfip }),
      ...(productCode === undefined ? {} : { productCode }),
      ...(wallet ? { wallet } : {}),
      ...(treasury ? { treasury } : {}),
      threshold: threshold === undefined ? cents(usualThreshold) : threshold,
      dueDays,
      ...(dunning ? { dunning } : {}),
      signer: { name: signer, capacity },
      accountant: { name: accountant, address },
      ways,
      contest,
      ...(vat === undefined ? {} : { vat }),
      ...(debit ? { debit } : {}),
    },
    fields: own,
  };
}

export const readAccounts = (fields: Fields): readonly Draft<CollectionAccount>[] =>
  fields.each("comptes de recouvrement", readCode("CollectionAccountId"), readAccount);

/** The same as the file says it, without what goes without saying. */
export const accountText = (account: CollectionAccount) => ({
  nom: account.name,
  recouvrement: collectionWords[account.collection],
  série: account.series,
  "numéro PayFiP": account.payfip,
  "code produit": account.productCode,
  "porte-monnaie": account.wallet && `jusqu’à ${priceInWords(account.wallet.most).replace("\u00a0€", "")}`,
  trésorerie: account.treasury && treasuryText(account.treasury),
  seuil:
    account.threshold === null
      ? "aucun"
      : account.threshold === usualThreshold
        ? undefined
        : priceInWords(account.threshold).replace("\u00a0€", ""),
  "à payer sous": account.dueDays === usualDueDays ? undefined : `${account.dueDays} jours`,
  relances: account.dunning && dunningText(account.dunning),
  signataire: account.signer.name,
  qualité: account.signer.capacity,
  comptable: account.accountant.name,
  "adresse du comptable": account.accountant.address,
  "moyens de paiement": account.ways,
  contestation: account.contest,
  TVA: account.vat,
  prélèvement: account.debit && {
    ICS: account.debit.id,
    créancier: account.debit.name,
    IBAN: account.debit.iban,
    BIC: account.debit.bic,
    prévenir: account.debit.noticeDays === usualNoticeDays ? undefined : `${account.debit.noticeDays} jours`,
  },
});
