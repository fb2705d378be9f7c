/**
 * The families' file: one line an adult, or two adults side by side. Lines with the same code make one household,
 * wherever they stand in the file; the address and « résident » are said on the first line and may be left empty, or
 * repeated, on the others.
 */
import { foldName, type Address } from "../rules/family.ts";
import { foldCode, fullest } from "../rules/codes.ts";
import { mostGuardians, type FiledAdult, type Said, type SaidLink } from "../rules/family-merge.ts";
import { id, type FamilyCode, type PlainDate } from "../../kernel/ids.ts";
import {
  readAddressLines,
  readEmail,
  readFamilyCode,
  readName,
  readPhone,
  readPostcode,
  readText,
  readTitle,
  readTown,
  readYesNo,
  type Reader,
} from "../../import/cells.ts";
import { foldHeading, withHeadings, type Column, type Columns, type SaidHeading } from "../../import/header.ts";
import { readLines, type Findings, type Line } from "../../import/lines.ts";
import { readAdultBirth, readLink, readSituation } from "./adult-cells.ts";
import { takeName } from "./names.ts";

type AdultField =
  | "title"
  | "lastName"
  | "firstName"
  | "fullName"
  | "email"
  | "phone"
  | "mobile"
  | "birthName"
  | "birthDate"
  | "workPhone"
  | "profession"
  | "employer"
  | "link";
type Field =
  | AdultField
  | `${AdultField}2`
  | "familyCode"
  | "address"
  | "addressMore"
  | "postcode"
  | "town"
  | "resident"
  | "payer"
  | "situation";

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
  birthName: ["nom de naissance", "nom de jeune fille"],
  birthDate: ["né(e) le", "date de naissance", "né le", "née le", "naissance", "date naissance", "ddn"],
  workPhone: [
    "téléphone professionnel",
    "tél professionnel",
    "téléphone travail",
    "tél travail",
    "téléphone pro",
    "tél pro",
  ],
  profession: ["profession", "métier", "activité professionnelle"],
  employer: ["employeur", "nom de l’employeur", "nom employeur"],
  link: ["lien avec les enfants", "lien avec l’enfant", "lien de parenté", "lien parental", "parenté", "lien"],
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
  birthName: first("birthName"),
  birthDate: first("birthDate"),
  workPhone: first("workPhone"),
  profession: first("profession"),
  employer: first("employer"),
  link: first("link"),
  title2: second("title"),
  lastName2: second("lastName"),
  firstName2: second("firstName"),
  fullName2: second("fullName"),
  email2: second("email"),
  phone2: second("phone"),
  mobile2: second("mobile"),
  birthName2: second("birthName"),
  birthDate2: second("birthDate"),
  workPhone2: second("workPhone"),
  profession2: second("profession"),
  employer2: second("employer"),
  link2: second("link"),
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
  situation: {
    heading: "situation familiale",
    needed: false,
    also: ["situation de famille", "situation matrimoniale", "état matrimonial"],
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
  const saying = (field: AdultField): Column => ({
    ...familyColumns[field],
    heading: `${adultNames[field][0]} responsable`,
    also: ofAdult(field),
  });
  // A birth is a child's there, unless its heading says that it is an adult's.
  const alone = { ...familyColumns, birthName: saying("birthName"), birthDate: saying("birthDate") };
  if (!bareIsChild) return { families: alone, bareIsChild };
  const families = {
    ...alone,
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
  readonly guardians: readonly Said<FiledAdult>[];
  /** What adults are to the children, and the line that says it. */
  readonly links: readonly (SaidLink & { readonly line: number })[];
  readonly address: Address | undefined;
  /** Absent: no line says it, be it nothing. */
  readonly situation?: string | undefined;
  /** Undefined: no line says it, although there is a column for it. */
  readonly resident: boolean | undefined;
  /** A line says it in a way that cannot be read. */
  readonly residentUnread: boolean;
}

type Further = Pick<FiledAdult, "birthName" | "birthDate" | "workPhone" | "profession" | "employer">;

interface Growing {
  code: FamilyCode | undefined;
  readonly line: number;
  readonly adults: {
    readonly line: number;
    readonly adult: Said<Omit<FiledAdult, "id" | "payer">>;
    /** What only some files say of them. */
    further: Further;
    readonly links: { readonly line: number; readonly link: string }[];
    payer: boolean | undefined;
    /** The line says it in a way that cannot be read. */
    payerUnread: boolean;
  }[];
  address?: { readonly line: number; readonly value: Address };
  resident?: { readonly line: number; readonly value: boolean };
  residentUnread: boolean;
  situation?: { readonly line: number; readonly value: string };
  situationUnread: boolean;
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
  today: PlainDate,
  { oneFile = false, headings: said = [] }: ReadOptions = {},
): FamiliesFile {
  const growing = new Map<string, Growing>();
  const readBirth = readAdultBirth(today);
  const columnsOf = (headings: readonly string[]): Columns<Field> =>
    withHeadings(oneFile ? besideChildren(headings).families : familyColumns, said);
  const { findings, fault, hasColumn } = readLines(bytes, "families", columnsOf, (line) => {
    const code = line.needed("familyCode", readFamilyCode);
    const household = (code && growing.get(foldCode(code))) ?? {
      code,
      line: line.number,
      adults: [],
      residentUnread: false,
      situationUnread: false,
    };
    takeAdults(line, household, { oneFile, readBirth });
    takeAddress(line, household);
    takeResident(line, household);
    takeSituation(line, household);
    if (code) {
      household.code = household.code ? fullest(household.code, code) : code;
      growing.set(foldCode(code), household);
    }
    return code;
  });
  const saysResident = hasColumn("resident");
  const saysPayer = hasColumn("payer");
  const saysSituation = hasColumn("situation");
  const faulty = new Set(findings.faults.flatMap((found) => found.families.map(foldCode)));
  const households = new Map<string, HouseholdDraft>();
  for (const [key, household] of growing) {
    const { code, line, adults, address, resident, residentUnread, situation, situationUnread } = household;
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
    const guardians = adults.map(
      ({ adult: { unsaid = [], ...adult }, further, payerUnread }, index): Said<FiledAdult> => {
        const payer = payers[index] ?? false;
        const saysNothing = !saysPayer || (payerUnread && !(payer && onlyLeft));
        const silent = saysNothing ? [...unsaid, "payer" as const] : unsaid;
        const rank = id("GuardianId", String(index + 1));
        return { id: rank, ...adult, ...further, payer, ...(silent.length > 0 ? { unsaid: silent } : {}) };
      },
    );
    households.set(key, {
      code,
      line,
      guardians,
      links: adults.flatMap(({ links }, index) =>
        links.map((one) => ({ ...one, adult: id("GuardianId", String(index + 1)) })),
      ),
      address: address?.value,
      resident: resident?.value,
      residentUnread,
      ...(saysSituation && (situation || !situationUnread) ? { situation: situation?.value } : {}),
    });
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

const firstFields = {
  title: "title",
  lastName: "lastName",
  firstName: "firstName",
  fullName: "fullName",
  email: "email",
  phone: "phone",
  mobile: "mobile",
  birthName: "birthName",
  birthDate: "birthDate",
  workPhone: "workPhone",
  profession: "profession",
  employer: "employer",
  link: "link",
} as const satisfies Readonly<Record<AdultField, Field>>;
const secondFields = {
  title: "title2",
  lastName: "lastName2",
  firstName: "firstName2",
  fullName: "fullName2",
  email: "email2",
  phone: "phone2",
  mobile: "mobile2",
  birthName: "birthName2",
  birthDate: "birthDate2",
  workPhone: "workPhone2",
  profession: "profession2",
  employer: "employer2",
  link: "link2",
} as const satisfies Readonly<Record<AdultField, Field>>;

/** Without any of these, a line is about no such adult. */
const namingFields = ["title", "lastName", "firstName", "fullName", "email", "phone", "mobile"] as const;

/** How the adults of a file are read. */
interface AdultReading {
  readonly oneFile: boolean;
  readonly readBirth: Reader<PlainDate>;
}

/** The adults of a line: one, or two side by side; none, where a further child of the family stands alone. */
function takeAdults(line: Line<Field>, household: Growing, reading: AdultReading): void {
  const [one, two] = [firstFields, secondFields].map(
    (fields) => !namingFields.every((field) => line.isBlank(fields[field])),
  );
  if (one || !(two || (reading.oneFile && household.adults.length > 0)))
    takeAdult(line, household, firstFields, reading);
  if (two) takeAdult(line, household, secondFields, reading);
}

function takeAdult(
  line: Line<Field>,
  household: Growing,
  of: typeof firstFields | typeof secondFields,
  { oneFile, readBirth }: AdultReading,
): void {
  const title = line.optional(of.title, readTitle);
  const name = takeName(line, { whole: of.fullName, last: of.lastName, first: of.firstName });
  const email = line.spare(of.email, readEmail);
  const mobile = line.spare(of.mobile, readPhone);
  const phone = mobile ?? line.spare(of.phone, readPhone);
  const birthName = line.spare(of.birthName, readName);
  const birthDate = line.spare(of.birthDate, readBirth);
  const workPhone = line.spare(of.workPhone, readPhone);
  const profession = line.spare(of.profession, readText);
  const employer = line.spare(of.employer, readText);
  const link = line.spare(of.link, readLink);
  const links = link === undefined ? [] : [{ line: line.number, link }];
  // Of what only some files have, a line names no more than it says.
  const further: Further = {
    ...(line.says(of.birthName) ? { birthName } : {}),
    ...(line.says(of.birthDate) ? { birthDate } : {}),
    ...(line.says(of.workPhone) ? { workPhone } : {}),
    ...(line.says(of.profession) ? { profession } : {}),
    ...(line.says(of.employer) ? { employer } : {}),
  };
  const isFirst = of === firstFields;
  const payer = isFirst ? line.spare("payer", readYesNo, unreadPayer) : undefined;
  const payerUnread = isFirst && line.leftOut("payer");
  if (!name) return;
  const silent = [
    ...(["title", "email"] as const).filter((field) => !line.says(of[field])),
    ...(phone !== undefined ||
    (line.says(of.phone) && !line.leftOut(of.mobile)) ||
    (line.says(of.mobile) && !line.leftOut(of.phone))
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
        of.lastName,
        "ce responsable n’est pas écrit de la même façon sur toutes les lignes de sa famille",
      );
    twin.links.push(...links);
    twin.further = bothFurther(twin, further, (field) => {
      const kind = "une autre ligne dit autre chose de ce responsable : la première compte";
      line.note(`${kind} (ligne ${twin.line})`, of[field], kind);
    });
    return;
  }
  if (household.adults.length === mostGuardians) {
    line.fault(`cette famille a plus de ${mostGuardians} responsables`, "familyCode");
    return;
  }
  if (twin)
    line.fault(
      `${name.firstName} ${name.lastName} est déjà à la ligne ${twin.line} pour la même famille`,
      of.lastName,
      "ce responsable est déjà sur une autre ligne de la même famille",
    );
  household.adults.push({ line: line.number, adult, further, links, payer, payerUnread });
}

/** What two lines of one adult say beside who they are: no family stays out by a profession that is written twice. */
function bothFurther(
  { further: before }: { readonly further: Further },
  now: Further,
  differs: (field: keyof Further) => void,
): Further {
  const fields = ["birthName", "birthDate", "workPhone", "profession", "employer"] as const;
  for (const field of fields)
    if (before[field] !== undefined && now[field] !== undefined && before[field] !== now[field]) differs(field);
  const said = Object.fromEntries(Object.entries(before).filter(([, value]) => value !== undefined));
  return { ...before, ...now, ...said };
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

/** Adults of one family may each have a situation of their own; what the first line says is the household's. */
function takeSituation(line: Line<Field>, household: Growing): void {
  const { situation: first } = household;
  const read: Reader<string> = (text) => {
    const reading = readSituation(text);
    const kind = "une autre ligne dit une autre situation pour la même famille";
    return "value" in reading && first && first.value !== reading.value ? { reason: kind, kind } : reading;
  };
  const value = line.spare("situation", read, first ? "celle de sa première ligne est reprise" : undefined);
  household.situationUnread ||= line.leftOut("situation");
  if (value !== undefined && !first) household.situation = { line: line.number, value };
}
