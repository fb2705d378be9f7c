/** What the demo town asks families for, and what its holidays ask for. */
import type { DocumentKind } from "../../functions/catalogue/rules/catalogue.ts";
import type { FileRules } from "../../functions/catalogue/rules/file-rules.ts";
import { id } from "../../functions/kernel/ids.ts";
import { sites } from "./places.ts";

export const insurance: DocumentKind = {
  id: id("DocumentKindId", "assurance"),
  name: "Attestation d’assurance",
  hint: "Responsabilité civile ou assurance scolaire, au nom de l’enfant.",
  of: "child",
  asked: "always",
  validity: { kind: "schoolYear" },
  whenMissing: "warns",
};
const swimming: DocumentKind = {
  id: id("DocumentKindId", "aisance-aquatique"),
  name: "Test d’aisance aquatique",
  hint: "Délivré par une piscine ou un club ; il vaut pour toute l’enfance.",
  of: "child",
  asked: "byActivities",
  ages: { from: 6 },
  validity: { kind: "forever" },
  whenMissing: "blocks",
};
export const address: DocumentKind = {
  id: id("DocumentKindId", "domicile"),
  name: "Justificatif de domicile",
  hint: "Facture d’eau, d’énergie ou de téléphone, ou quittance de loyer, de moins de trois mois.",
  of: "household",
  asked: "always",
  validity: { kind: "span", number: 1, unit: "years" },
  whenMissing: "warns",
};

/** Asked with a child to add, and of nobody else. */
export const birth: DocumentKind = {
  id: id("DocumentKindId", "naissance"),
  name: "Acte de naissance ou livret de famille",
  hint: "La page de l’enfant, avec ses parents.",
  of: "household",
  asked: "byActivities",
  validity: { kind: "forever" },
  whenMissing: "warns",
};

/** Asked with an adult to add, and of nobody else. */
export const identity: DocumentKind = {
  id: id("DocumentKindId", "identite"),
  name: "Pièce d’identité",
  hint: "Carte d’identité ou passeport, même périmé : le côté avec la photo.",
  of: "household",
  asked: "byActivities",
  validity: { kind: "forever" },
  whenMissing: "warns",
};

/** Asked with the figures of a quotient, of whom no fund knows. */
const ofQuotient = { of: "household", asked: "byActivities", whenMissing: "warns" } as const;
export const taxNotice: DocumentKind = {
  ...ofQuotient,
  id: id("DocumentKindId", "avis-imposition"),
  name: "Avis d’imposition",
  hint: "Toutes les pages du dernier avis, ou de chacun des avis du foyer.",
  validity: { kind: "span", number: 1, unit: "years" },
};
export const benefits: DocumentKind = {
  ...ofQuotient,
  id: id("DocumentKindId", "prestations"),
  name: "Attestation de prestations",
  hint: "Ce qui a été versé le mois dernier, ou une attestation sur l’honneur qu’il n’y en a pas.",
  validity: { kind: "span", number: 3, unit: "months" },
};

/** Asked of whoever may come for a child, beside them in the child's file. */
export const identityOfPerson: DocumentKind = {
  id: id("DocumentKindId", "identite-personne"),
  name: "Pièce d’identité de la personne",
  hint: "Une photo du côté où se lisent le nom et le visage.",
  of: "person",
  asked: "always",
  validity: { kind: "forever" },
  whenMissing: "warns",
};

/** Asked for an absence, by those who want less of it to be due. */
export const certificate: DocumentKind = {
  id: id("DocumentKindId", "certificat-absence"),
  name: "Certificat d’absence",
  hint: "Un certificat médical, sans rien qui dise de quoi l’enfant est malade.",
  of: "child",
  asked: "byActivities",
  validity: { kind: "forever" },
  whenMissing: "warns",
};

/** What proves a child's health, asked for beside the answer and seen by staff that opens it. */
const ofHealth = { of: "health", asked: "always", whenMissing: "warns" } as const;
export const protocol: DocumentKind = {
  ...ofHealth,
  id: id("DocumentKindId", "protocole-pai"),
  name: "Protocole du PAI",
  hint: "Toutes les pages, signées. Cachez le nom de la maladie s’il y figure.",
  validity: { kind: "schoolYear" },
};
const prescription: DocumentKind = {
  ...ofHealth,
  id: id("DocumentKindId", "ordonnance"),
  name: "Ordonnance",
  hint: "Celle des médicaments à donner pendant l’accueil.",
  validity: { kind: "span", number: 1, unit: "years" },
};
const vaccineProof: DocumentKind = {
  ...ofHealth,
  id: id("DocumentKindId", "carnet-vaccins"),
  name: "Pages de vaccins du carnet de santé",
  hint: "Ces pages-là seulement, avec le nom de l’enfant.",
  validity: { kind: "forever" },
};

export const documentKinds: readonly DocumentKind[] = [
  insurance,
  swimming,
  address,
  birth,
  identity,
  taxNotice,
  benefits,
  identityOfPerson,
  certificate,
  protocol,
  prescription,
  vaccineProof,
];
/** Those of the town, which a child's is chosen among. */
const schools = sites.flatMap(({ nurserySchool, primarySchool }) => [nurserySchool, primarySchool]);
/**
 * A new address, a new child, a new adult and the figures of a quotient are proven, and so is what a child's health rests on; a child's insurance is
 * checked; everything else of a family's file is as usual.
 */
export const fileRules: FileRules = {
  household: { address: { shown: true, required: true, change: "checked", documents: [address.id] } },
  childRecord: {
    contacts: { shown: true, required: true, change: "atOnce", documents: [identityOfPerson.id] },
    insurance: { shown: true, required: false, change: "checked", documents: [] },
  },
  childHealth: {
    carePlan: { shown: true, required: true, change: "atOnce", documents: [protocol.id] },
    medicines: { shown: true, required: false, change: "atOnce", documents: [prescription.id] },
    vaccines: { shown: true, required: false, change: "atOnce", documents: [vaccineProof.id] },
  },
  newAdult: { lastName: { shown: true, required: true, change: "checked", documents: [identity.id] } },
  child: { school: { shown: true, required: false, change: "checked", documents: [], among: schools } },
  newChild: { birthDate: { shown: true, required: true, change: "checked", documents: [birth.id] } },
  quotientPapers: {
    yearlyIncome: { shown: true, required: true, change: "checked", documents: [taxNotice.id] },
    monthlyBenefits: { shown: true, required: true, change: "checked", documents: [benefits.id] },
  },
};
/** What the holidays ask for. */
export const holidayDocuments: readonly DocumentKind["id"][] = [swimming.id];
