/**
 * The families' file: one line an adult, or two adults side by side. Lines with the same code make one household,
 * wherever they stand in the file; the address and « résident » are said on the first line and may be left empty, or
 * repeated, on the others.
 */
import { foldName, type Address, type Guardian } from "../rules/family.ts";
import { foldCode, fullest } from "../rules/codes.ts";
import { mostGuardians, type Said } from "../rules/family-merge.ts";
import { id, type FamilyCode } from "../../kernel/ids.ts";
import {
  readAddressLines,
  readEmail,
  readFamilyCode,
  readPhone,
  readPostcode,
  readTitle,
  readTown,
  readYesNo,
} from "../../import/cells.ts";
import { foldHeading, withHeadings, type Column, type Columns, type SaidHeading } from "../../import/header.ts";
import { readLines, type Findings, type Line } from "../../import/lines.ts";
import { takeName } from "./names.ts";

type AdultField = "title" | "lastName" | "firstName" | "fullName" | "email" | "phone" | "mobile";
type Field =
  AdultField | `${AdultField}2` | "familyCode" | "address" | "addressMore" | "postcode" | "town" | "resident" | "payer";

/** What the columns of an adult are called; in a file with two adults a line, each name says which of them too. */
const adultNames: Readonly<Record<AdultField, readonly [string, ...(readonly string[])]>> = {
  title: ["civilité", "civ", "titre"],
  lastName: ["nom", "nom d’usage", "nom usuel"],
  firstName: ["prénom", "prénoms"],
  fullName: ["nom et prénom", "nom prénom", "nom complet", "nom prénoms"],
  email: ["e-mail", "courriel", "mail", "adresse e-mail", "adresse mail", "adresse électronique", "mél", "email"],
  phone: [
    "téléphone",
    "tél",
    "téléphone fixe",
    "téléphone domicile",
    "tél domicile",
    "tél fixe",
    "numéro de téléphone",
  ],
  mobile: ["portable", "mobile", "téléphone portable", "téléphone mobile", "tél portable", "tél mobile", "gsm"],
};
const firstAdult = ["responsable", "du responsable", "parent", "1", "responsable 1", "parent 1", "adulte 1"].concat([
  "responsable légal",
  "responsable légal 1",
  "rl1",
  "représentant 1",
  "resp1",
  "mère",
  "de la mère",
]);
const secondAdult = [
  "2",
  "responsable 2",
  "parent 2",
  "adulte 2",
  "responsable légal 2",
  "rl2",
  "représentant 2",
].concat(["resp2", "conjoint", "du conjoint", "père", "du père"]);
/** `nom responsable 2` and `responsable 2 nom`. */
const named = (names: readonly string[], adult: readonly string[]): readonly string[] =>
  names.flatMap((name) => adult.flatMap((who) => [`${name} ${who}`, `${who} ${name}`]));
const wholeOf = (field: AdultField, adult: readonly string[]): readonly string[] =>
  field === "fullName" ? adult.filter((who) => who.length > 3 && !who.startsWith("d")) : [];

/** Headings that may mean an adult or a child when one file holds both. */
const shared: readonly AdultField[] = ["lastName", "firstName", "fullName"];

const first = (field: AdultField, more: Partial<Column> = {}): Column => {
  const [heading, ...others] = adultNames[field];
  const surname = field === "lastName" ? ["nom de famille"] : [];
  const also = [...others, ...surname, ...named(adultNames[field], firstAdult), ...wholeOf(field, firstAdult)];
  return { heading, needed: false, also, ...more };
};
const second = (field: AdultField): Column => {
  const [heading] = adultNames[field];
  return {
    heading: `${heading} 2`,
    needed: false,
    also: [...named(adultNames[field], secondAdult), ...wholeOf(field, secondAdult)],
  };
};

export const familyColumns: Columns<Field> = {
  familyCode: {
    heading: "code famille",
    needed: true,
    also: [
      "identifiant famille",
      "n° famille",
      "numéro famille",
      "identifiant",
      "famille",
      "matricule famille",
      "id famille",
      "code foyer",
      "n° foyer",
      "n° dossier",
      "code dossier",
    ],
  },
  title: first("title"),
  lastName: first("lastName", { needed: true, unless: "fullName" }),
  firstName: first("firstName", { needed: true, unless: "fullName" }),
  fullName: first("fullName"),
  email: first("email"),
  phone: first("phone"),
  mobile: first("mobile"),
  title2: second("title"),
  lastName2: second("lastName"),
  firstName2: second("firstName"),
  fullName2: second("fullName"),
  email2: second("email"),
  phone2: second("phone"),
  mobile2: second("mobile"),
  address: {
    heading: "adresse",
    needed: true,
    also: ["adresse 1", "rue", "voie", "n° et voie", "numéro et voie", "adresse postale", "adresse ligne 1"],
  },
  addressMore: {
    heading: "complément",
    needed: false,
    also: ["complément d’adresse", "complément adresse", "adresse 2", "lieu-dit", "adresse ligne 2"],
  },
  postcode: { heading: "code postal", needed: true, also: ["cp", "codepostal"] },
  town: { heading: "commune", needed: true, also: ["ville", "localité"] },
  resident: {
    heading: "résident",
    needed: false,
    also: ["résidente", "habitant", "habitant du territoire", "sur le territoire", "résidence"],
  },
  payer: {
    heading: "payeur",
    needed: false,
    also: ["responsable payeur", "payeur facture", "destinataire facture", "facturé"],
  },
};

/**
 * The columns of a file with a line a child, which names its adults beside it. There « nom » is the child's as soon as
 * another column says that it is an adult's.
 */
export function besideChildren(headings: readonly string[]): {
  readonly families: Columns<Field>;
  readonly bareIsChild: boolean;
} {
  const folded = new Set(headings.map(foldHeading));
  const ofAdult = (field: AdultField): readonly string[] => [
    ...named(adultNames[field], firstAdult),
    ...wholeOf(field, firstAdult),
  ];
  const bareIsChild = shared.some((field) => ofAdult(field).some((name) => folded.has(foldHeading(name))));
  if (!bareIsChild) return { families: familyColumns, bareIsChild };
  const saying = (field: AdultField): Column => ({
    ...familyColumns[field],
    heading: `${adultNames[field][0]} responsable`,
    also: ofAdult(field),
  });
  const families = {
    ...familyColumns,
    lastName: saying("lastName"),
    firstName: saying("firstName"),
    fullName: saying("fullName"),
  };
  return { families, bareIsChild };
}

/** A household as its lines say it; incomplete when one of them has a fault. */
export interface HouseholdDraft {
  /** Its code with all its zeros. */
  readonly code: FamilyCode;
  /** Line of the first adult. */
  readonly line: number;
  readonly guardians: readonly Said<Guardian>[];
  readonly address: Address | undefined;
  /** Undefined: no line says it, although there is a column for it. */
  readonly resident: boolean | undefined;
  /** A line says it in a way that cannot be read. */
  readonly residentUnread: boolean;
}

interface Growing {
  code: FamilyCode | undefined;
  readonly line: number;
  readonly adults: {
    readonly line: number;
    readonly adult: Said<Omit<Guardian, "id" | "payer">>;
    payer: boolean | undefined;
    /** The line says it in a way that cannot be read. */
    payerUnread: boolean;
  }[];
  address?: { readonly line: number; readonly value: Address };
  resident?: { readonly line: number; readonly value: boolean };
  residentUnread: boolean;
}

export interface ReadOptions {
  /** The file has a line a child, which names its adults beside it. */
  readonly oneFile?: boolean;
  readonly headings?: readonly SaidHeading[];
}

export interface FamiliesFile {
  /** By what the writings of a code have in common (`foldCode`). */
  readonly households: ReadonlyMap<string, HouseholdDraft>;
  readonly findings: Findings;
  readonly saysResident: boolean;
}

/** Throws `UnreadableFile`. */
export function readFamiliesFile(
  bytes: Uint8Array,
  { oneFile = false, headings: said = [] }: ReadOptions = {},
): FamiliesFile {
  const growing = new Map<string, Growing>();
  const columnsOf = (headings: readonly string[]): Columns<Field> =>
    withHeadings(oneFile ? besideChildren(headings).families : familyColumns, said);
  const { findings, fault, hasColumn } = readLines(bytes, "families", columnsOf, (line) => {
    const code = line.needed("familyCode", readFamilyCode);
    const household = (code && growing.get(foldCode(code))) ?? {
      code,
      line: line.number,
      adults: [],
      residentUnread: false,
    };
    takeAdults(line, household, oneFile);
    takeAddress(line, household);
    takeResident(line, household);
    if (code) {
      household.code = household.code ? fullest(household.code, code) : code;
      growing.set(foldCode(code), household);
    }
    return code;
  });
  const saysResident = hasColumn("resident");
  const saysPayer = hasColumn("payer");
  const faulty = new Set(findings.faults.flatMap((found) => found.families.map(foldCode)));
  const households = new Map<string, HouseholdDraft>();
  for (const [key, { code, line, adults, address, resident, residentUnread }] of growing) {
    if (!code) continue;
    // What a family lacks is worth saying once its lines are right: a bad postcode is not a missing address.
    const lacks = faulty.has(key) ? () => undefined : (reason: string) => fault(line, reason, code);
    if (adults.length === 0) lacks("aucune ligne de cette famille ne nomme un responsable");
    if (!address) lacks("aucune ligne de cette famille ne donne son adresse");
    if (!resident && saysResident && !residentUnread)
      lacks("aucune ligne de cette famille ne dit si elle est résidente (oui ou non)");
    const saidPayers = adults.map((entry) => entry.payer);
    const payers = payersOf(saidPayers);
    // Where all others are said not to pay, who is left does; else what the portal knows of them holds.
    const onlyLeft = saidPayers.includes(false) && !saidPayers.includes(true);
    if (adults.length > 0 && !payers.includes(true)) lacks("aucun responsable de cette famille n’est payeur");
    const guardians = adults.map(({ adult: { unsaid = [], ...adult }, payerUnread }, index): Said<Guardian> => {
      const payer = payers[index] ?? false;
      const saysNothing = !saysPayer || (payerUnread && !(payer && onlyLeft));
      const silent = saysNothing ? [...unsaid, "payer" as const] : unsaid;
      const rank = id("GuardianId", String(index + 1));
      return { id: rank, ...adult, payer, ...(silent.length > 0 ? { unsaid: silent } : {}) };
    });
    households.set(key, { code, line, guardians, address: address?.value, resident: resident?.value, residentUnread });
  }
  return { households, findings, saysResident };
}

/** What a family enters with whose cell cannot be read. */
const unreadPayer = "la famille entre, avec le payeur connu du portail, sinon son premier responsable";
const unreadResident = "la famille entre comme s’il n’y avait pas cette colonne";

/** Who pays, when the file says so; else the first adult about whom it says nothing. */
function payersOf(said: readonly (boolean | undefined)[]): readonly boolean[] {
  if (said.includes(true)) return said.map((payer) => payer === true);
  const first = said.indexOf(undefined);
  return said.map((_, index) => index === first);
}

const firstFields = ["title", "lastName", "firstName", "fullName", "email", "phone", "mobile"] as const;
const secondFields = ["title2", "lastName2", "firstName2", "fullName2", "email2", "phone2", "mobile2"] as const;

/** The adults of a line: one, or two side by side; none, where a further child of the family stands alone. */
function takeAdults(line: Line<Field>, household: Growing, oneFile: boolean): void {
  const [one, two] = [firstFields, secondFields].map((fields) => !fields.every(line.isBlank));
  if (one || !(two || (oneFile && household.adults.length > 0))) takeAdult(line, household, firstFields, oneFile);
  if (two) takeAdult(line, household, secondFields, oneFile);
}

function takeAdult(
  line: Line<Field>,
  household: Growing,
  [titleField, lastField, firstField, wholeField, emailField, phoneField, mobileField]:
    typeof firstFields | typeof secondFields,
  oneFile: boolean,
): void {
  const title = line.optional(titleField, readTitle);
  const name = takeName(line, { whole: wholeField, last: lastField, first: firstField });
  const email = line.spare(emailField, readEmail);
  const mobile = line.spare(mobileField, readPhone);
  const phone = mobile ?? line.spare(phoneField, readPhone);
  const payer = titleField === "title" ? line.spare("payer", readYesNo, unreadPayer) : undefined;
  const payerUnread = titleField === "title" && line.leftOut("payer");
  if (!name) return;
  const silent = [
    ...(line.says(titleField) ? [] : ["title" as const]),
    ...(line.says(emailField) ? [] : ["email" as const]),
    ...(phone !== undefined ||
    (line.says(phoneField) && !line.leftOut(mobileField)) ||
    (line.says(mobileField) && !line.leftOut(phoneField))
      ? []
      : ["phone" as const]),
  ];
  const adult = { title, ...name, email, phone, ...(silent.length > 0 ? { unsaid: silent } : {}) };
  const person = `${foldName(name.lastName)} ${foldName(name.firstName)}`;
  const twin = household.adults.find(
    (known) => `${foldName(known.adult.lastName)} ${foldName(known.adult.firstName)}` === person,
  );
  if (twin && oneFile) {
    const samePayer = twin.payer === payer || twin.payerUnread || payerUnread;
    if (twin.payerUnread && !payerUnread) [twin.payer, twin.payerUnread] = [payer, false];
    if (JSON.stringify(twin.adult) !== JSON.stringify(adult) || !samePayer)
      line.fault(
        `${name.firstName} ${name.lastName} n’est pas écrit(e) comme à la ligne ${twin.line} de la même famille : donnez les mêmes nom, téléphone et adresse e-mail`,
        lastField,
        "ce responsable n’est pas écrit de la même façon sur toutes les lignes de sa famille",
      );
    return;
  }
  if (household.adults.length === mostGuardians) {
    line.fault(`cette famille a plus de ${mostGuardians} responsables`, "familyCode");
    return;
  }
  if (twin)
    line.fault(
      `${name.firstName} ${name.lastName} est déjà à la ligne ${twin.line} pour la même famille`,
      lastField,
      "ce responsable est déjà sur une autre ligne de la même famille",
    );
  household.adults.push({ line: line.number, adult, payer, payerUnread });
}

const addressFields = ["address", "addressMore", "postcode", "town"] as const;

function takeAddress(line: Line<Field>, household: Growing): void {
  if (addressFields.every(line.isBlank)) return;
  const street = line.needed("address", readAddressLines);
  const more = line.spare("addressMore", readAddressLines);
  const postcode = line.needed("postcode", readPostcode);
  const town = line.needed("town", readTown);
  if (!street || !postcode || !town) return;
  const value = { lines: [...street, ...(more ?? [])], postcode, town };
  const first = household.address;
  if (!first) household.address = { line: line.number, value };
  else if (JSON.stringify(first.value) !== JSON.stringify(value))
    line.fault(
      `une famille a une seule adresse, et celle-ci n’est pas celle de la ligne ${first.line} : laissez-la vide, ou donnez deux codes famille`,
      "address",
      "une famille a une seule adresse : laissez-la vide sur les autres lignes, ou donnez deux codes famille",
    );
}

function takeResident(line: Line<Field>, household: Growing): void {
  const value = line.spare("resident", readYesNo, unreadResident);
  household.residentUnread ||= line.leftOut("resident");
  if (value === undefined) return;
  const first = household.resident;
  if (!first) household.resident = { line: line.number, value };
  else if (first.value !== value)
    line.fault(
      `la ligne ${first.line} dit le contraire pour la même famille`,
      "resident",
      "une autre ligne dit le contraire pour la même famille",
    );
}
