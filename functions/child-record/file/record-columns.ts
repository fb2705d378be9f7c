/** What exports call the columns of a child's file: contacts, permissions, doctor, insurance; and its health. */
import { childColumns } from "../../family/file/children-file.ts";
import type { Column, Columns } from "../../import/header.ts";
import type { VaccineProduct } from "../rules/vaccines.ts";

export const contactRanks = [1, 2, 3] as const;
type Rank = (typeof contactRanks)[number];
type ContactPart = "contact" | "contactLast" | "contactFirst" | "contactLink" | "contactPhone" | "contactCollects";

export type RecordColumn =
  | "childId"
  | "familyCode"
  | `${ContactPart}${Rank}`
  | "leaveAlone"
  | "photo"
  | "outings"
  | "transport"
  | "emergencyCare"
  | "doctor"
  | "doctorPhone"
  | "doctorTown"
  | "insurance"
  | "insuranceContract"
  | "insuranceUntil"
  | HealthColumn;
type HealthColumn =
  | "allergies"
  | "foodAllergies"
  | "medicineAllergies"
  | "diet"
  | "carePlan"
  | "carePlanUntil"
  | "glasses"
  | "hearingAid"
  | "swimming"
  | `vaccine${number}`
  | `vaccineOn${number}`
  | `given:${VaccineProduct}`;

const optional = (heading: string, ...also: readonly string[]): Column => ({ heading, also, needed: false });

const partNames: Readonly<Record<Exclude<ContactPart, "contact">, readonly string[]>> = {
  contactLast: ["nom"],
  contactFirst: ["prénom"],
  contactLink: ["lien", "lien de parenté", "parenté", "qualité"],
  contactPhone: ["téléphone", "tél", "portable", "mobile"],
  contactCollects: ["peut venir chercher", "autorisé à venir chercher", "vient chercher l’enfant", "récupère l’enfant"],
};
const whoIs = (rank: Rank): readonly string[] => [
  `contact ${rank}`,
  `personne à prévenir ${rank}`,
  ...(rank === 1 ? ["contact", "personne à prévenir", "contact d’urgence"] : []),
];
/** `téléphone contact 1`, `contact 1 téléphone`. */
function ofContact(part: ContactPart, rank: Rank): Column {
  const who = whoIs(rank);
  if (part === "contact") return optional(`contact ${rank}`, ...who, ...who.map((one) => `nom et prénom ${one}`));
  const names = partNames[part];
  return optional(
    `${names[0] ?? ""} contact ${rank}`,
    ...names.flatMap((name) => who.flatMap((one) => [`${name} ${one}`, `${one} ${name}`])),
  );
}

/** Injections that a line has room for. */
const mostInjections = 20;
export const injectionRanks = Array.from({ length: mostInjections }, (_, index) => index + 1);
const ofInjections: Columns<`vaccine${number}` | `vaccineOn${number}`> = Object.fromEntries(
  injectionRanks.flatMap((rank) => [
    [`vaccine${rank}`, optional(`vaccin ${rank}`, `nom vaccin ${rank}`, `vaccin ${rank} nom`, `nom du vaccin ${rank}`)],
    [
      `vaccineOn${rank}`,
      optional(`date vaccin ${rank}`, `vaccin ${rank} date`, `date du vaccin ${rank}`, `vaccin ${rank} le`),
    ],
  ]),
);

/** Columns that are named after a vaccine hold the days on which it was given. */
const vaccineNames: Readonly<Record<VaccineProduct, readonly string[]>> = {
  hexavalent: ["hexavalent"],
  pentavalent: ["pentavalent"],
  tetravalent: ["tétravalent", "DTP coqueluche", "DTCaP"],
  dtp: ["DTP", "DT polio"],
  hib: ["Haemophilus", "Hib"],
  hepatitisB: ["hépatite B"],
  pneumococcus: ["pneumocoque"],
  meningococcusC: ["méningocoque C"],
  meningococcusAcwy: ["méningocoque ACWY", "méningocoques ACWY"],
  meningococcusB: ["méningocoque B"],
  mmr: ["ROR"],
};
function given(product: VaccineProduct): Column {
  const [heading = product, ...also] = vaccineNames[product].flatMap((name) => [
    `vaccin ${name}`,
    name,
    `date ${name}`,
    `date vaccin ${name}`,
    `date du vaccin ${name}`,
  ]);
  return optional(heading, ...also);
}
const ofVaccines: Columns<`given:${VaccineProduct}`> = {
  "given:hexavalent": given("hexavalent"),
  "given:pentavalent": given("pentavalent"),
  "given:tetravalent": given("tetravalent"),
  "given:dtp": given("dtp"),
  "given:hib": given("hib"),
  "given:hepatitisB": given("hepatitisB"),
  "given:pneumococcus": given("pneumococcus"),
  "given:meningococcusC": given("meningococcusC"),
  "given:meningococcusAcwy": given("meningococcusAcwy"),
  "given:meningococcusB": given("meningococcusB"),
  "given:mmr": given("mmr"),
};

export const recordColumns: Columns<RecordColumn> = {
  childId: childColumns.childId,
  familyCode: childColumns.familyCode,
  contact1: ofContact("contact", 1),
  contactLast1: ofContact("contactLast", 1),
  contactFirst1: ofContact("contactFirst", 1),
  contactLink1: ofContact("contactLink", 1),
  contactPhone1: ofContact("contactPhone", 1),
  contactCollects1: ofContact("contactCollects", 1),
  contact2: ofContact("contact", 2),
  contactLast2: ofContact("contactLast", 2),
  contactFirst2: ofContact("contactFirst", 2),
  contactLink2: ofContact("contactLink", 2),
  contactPhone2: ofContact("contactPhone", 2),
  contactCollects2: ofContact("contactCollects", 2),
  contact3: ofContact("contact", 3),
  contactLast3: ofContact("contactLast", 3),
  contactFirst3: ofContact("contactFirst", 3),
  contactLink3: ofContact("contactLink", 3),
  contactPhone3: ofContact("contactPhone", 3),
  contactCollects3: ofContact("contactCollects", 3),
  leaveAlone: optional("part seul", "autorisé à partir seul", "autorisé à rentrer seul", "rentre seul", "partir seul"),
  photo: optional("photo", "photos", "droit à l’image", "droit image", "autorisation photo", "autorisation d’image"),
  outings: optional("sorties", "sortie", "autorisation sortie", "autorisation sorties", "autorisation de sortie"),
  transport: optional("transport", "autorisation transport", "autorisation de transport", "transport autorisé"),
  emergencyCare: optional(
    "soins en urgence",
    "soins d’urgence",
    "autorisation de soins",
    "autorisation soins",
    "autorisation d’hospitalisation",
    "hospitalisation",
  ),
  doctor: optional("médecin", "médecin traitant", "nom du médecin", "nom médecin"),
  doctorPhone: optional("téléphone médecin", "tél médecin", "téléphone du médecin", "tél du médecin"),
  doctorTown: optional("commune médecin", "ville médecin", "ville du médecin", "commune du médecin"),
  insurance: optional("assurance", "compagnie d’assurance", "assureur", "nom assurance"),
  insuranceContract: optional(
    "contrat assurance",
    "n° contrat assurance",
    "numéro contrat assurance",
    "n° de contrat",
    "n° police",
    "police d’assurance",
    "numéro de police",
  ),
  insuranceUntil: optional("fin assurance", "fin de l’assurance", "assurance jusqu’au", "validité assurance"),
  allergies: optional("allergies", "allergie"),
  foodAllergies: optional("allergies alimentaires", "allergie alimentaire"),
  medicineAllergies: optional("allergies médicamenteuses", "allergie médicamenteuse"),
  diet: optional("régime alimentaire", "régime", "type de repas", "repas", "menu"),
  carePlan: optional("PAI", "projet d’accueil individualisé"),
  carePlanUntil: optional("fin du PAI", "fin PAI", "PAI jusqu’au", "date fin PAI"),
  glasses: optional("lunettes", "porte des lunettes"),
  hearingAid: optional("appareil auditif", "prothèse auditive"),
  swimming: optional("sait nager", "natation", "nageur"),
  ...ofInjections,
  ...ofVaccines,
};
