/**
 * The families' file: one line an adult. Lines with the same code make one household, wherever they stand in the file;
 * the address and « résident » are said on the first line and may be left empty, or repeated, on the others.
 */
import { foldName, type Address, type Guardian } from "../rules/family.ts";
import { mostGuardians } from "../rules/family-merge.ts";
import { id, type FamilyCode } from "../../kernel/ids.ts";
import {
  readAddressLines,
  readEmail,
  readFamilyCode,
  readName,
  readPhone,
  readPostcode,
  readTitle,
  readTown,
  readYesNo,
} from "../../import/cells.ts";
import type { Columns } from "../../import/header.ts";
import { readLines, type Findings, type Line } from "../../import/lines.ts";

type Field =
  | "familyCode"
  | "title"
  | "lastName"
  | "firstName"
  | "email"
  | "phone"
  | "mobile"
  | "address"
  | "addressMore"
  | "postcode"
  | "town"
  | "resident"
  | "payer";

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
    ],
  },
  title: { heading: "civilité", needed: false, also: ["civ", "titre", "civilité responsable"] },
  lastName: {
    heading: "nom",
    needed: true,
    also: ["nom responsable", "nom du responsable", "nom de famille", "nom d’usage", "nom usuel", "nom parent"],
  },
  firstName: {
    heading: "prénom",
    needed: true,
    also: ["prénom responsable", "prénom du responsable", "prénom parent", "prénoms"],
  },
  email: {
    heading: "e-mail",
    needed: false,
    also: ["courriel", "mail", "adresse e-mail", "adresse mail", "adresse électronique", "mél"],
  },
  phone: {
    heading: "téléphone",
    needed: false,
    also: ["tél", "téléphone fixe", "téléphone domicile", "tél domicile", "tél fixe", "numéro de téléphone"],
  },
  mobile: {
    heading: "portable",
    needed: false,
    also: ["mobile", "téléphone portable", "téléphone mobile", "tél portable", "tél mobile", "gsm"],
  },
  address: {
    heading: "adresse",
    needed: true,
    also: ["adresse 1", "rue", "voie", "n° et voie", "numéro et voie", "adresse postale"],
  },
  addressMore: {
    heading: "complément",
    needed: false,
    also: ["complément d’adresse", "complément adresse", "adresse 2", "lieu-dit"],
  },
  postcode: { heading: "code postal", needed: true, also: ["cp", "codepostal"] },
  town: { heading: "commune", needed: true, also: ["ville", "localité"] },
  resident: {
    heading: "résident",
    needed: true,
    also: ["résidente", "habitant", "habitant du territoire", "sur le territoire", "résidence"],
  },
  payer: {
    heading: "payeur",
    needed: false,
    also: ["responsable payeur", "payeur facture", "destinataire facture", "facturé"],
  },
};

/** A household as its lines say it; incomplete when one of them has a fault. */
export interface HouseholdDraft {
  readonly code: FamilyCode;
  /** Line of the first adult. */
  readonly line: number;
  readonly guardians: readonly Guardian[];
  readonly address: Address | undefined;
  readonly resident: boolean | undefined;
}

interface Growing {
  readonly line: number;
  readonly adults: {
    readonly line: number;
    readonly adult: Omit<Guardian, "id" | "payer">;
    readonly payer: boolean | undefined;
  }[];
  address?: { readonly line: number; readonly value: Address };
  resident?: { readonly line: number; readonly value: boolean };
}

/** Throws `UnreadableFile`. */
export function readFamiliesFile(bytes: Uint8Array): {
  readonly households: ReadonlyMap<FamilyCode, HouseholdDraft>;
  readonly findings: Findings;
} {
  const growing = new Map<FamilyCode, Growing>();
  const { findings, fault } = readLines(bytes, "families", familyColumns, (line) => {
    const code = line.needed("familyCode", readFamilyCode);
    const household = (code && growing.get(code)) ?? { line: line.number, adults: [] };
    takeAdult(line, household);
    takeAddress(line, household);
    takeResident(line, household);
    if (code) growing.set(code, household);
    return code;
  });
  const faulty = new Set(findings.faults.flatMap((found) => found.families));
  const households = new Map<FamilyCode, HouseholdDraft>();
  for (const [code, { line, adults, address, resident }] of growing) {
    // What a family lacks is worth saying once its lines are right: a bad postcode is not a missing address.
    const lacks = faulty.has(code) ? () => undefined : (reason: string) => fault(line, reason, code);
    if (!address) lacks("aucune ligne de cette famille ne donne son adresse");
    if (!resident) lacks("aucune ligne de cette famille ne dit si elle est résidente (oui ou non)");
    const payers = payersOf(adults.map((entry) => entry.payer));
    if (!payers.includes(true)) lacks("aucun responsable de cette famille n’est payeur");
    const guardians = adults.map(({ adult }, index) => ({
      id: id("GuardianId", String(index + 1)),
      ...adult,
      payer: payers[index] ?? false,
    }));
    households.set(code, { code, line, guardians, address: address?.value, resident: resident?.value });
  }
  return { households, findings };
}

/** Who pays, when the file says so; else the first adult about whom it says nothing. */
function payersOf(said: readonly (boolean | undefined)[]): readonly boolean[] {
  if (said.includes(true)) return said.map((payer) => payer === true);
  const first = said.indexOf(undefined);
  return said.map((_, index) => index === first);
}

function takeAdult(line: Line<Field>, household: Growing): void {
  const title = line.optional("title", readTitle);
  const lastName = line.needed("lastName", readName);
  const firstName = line.needed("firstName", readName);
  const email = line.optional("email", readEmail);
  const mobile = line.optional("mobile", readPhone);
  const phone = line.optional("phone", readPhone);
  const payer = line.optional("payer", readYesNo);
  if (lastName === undefined || firstName === undefined) return;
  if (household.adults.length === mostGuardians) {
    line.fault(`cette famille a plus de ${mostGuardians} responsables`, "familyCode");
    return;
  }
  const person = `${foldName(lastName)} ${foldName(firstName)}`;
  const twin = household.adults.find(
    ({ adult }) => `${foldName(adult.lastName)} ${foldName(adult.firstName)}` === person,
  );
  if (twin) line.fault(`${firstName} ${lastName} est déjà à la ligne ${twin.line} pour la même famille`, "lastName");
  household.adults.push({
    line: line.number,
    adult: { title, firstName, lastName, email, phone: mobile ?? phone },
    payer,
  });
}

const addressFields = ["address", "addressMore", "postcode", "town"] as const;

function takeAddress(line: Line<Field>, household: Growing): void {
  if (addressFields.every(line.isBlank)) return;
  const street = line.needed("address", readAddressLines);
  const more = line.optional("addressMore", readAddressLines);
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
    );
}

function takeResident(line: Line<Field>, household: Growing): void {
  const value = line.optional("resident", readYesNo);
  if (value === undefined) return;
  const first = household.resident;
  if (!first) household.resident = { line: line.number, value };
  else if (first.value !== value)
    line.fault(`la ligne ${first.line} dit le contraire pour la même famille`, "resident");
}
