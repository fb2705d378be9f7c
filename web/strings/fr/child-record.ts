/** Words of a child's file, for the family and for staff. */
import type {
  ChildField,
  ChildPermission,
  Diet,
  GlassesWorn,
  SwimmingLevel,
} from "../../../functions/child-record/rules/fields.ts";
import type { Obligation, VaccineProduct } from "../../../functions/child-record/rules/vaccines.ts";
import { count, nbsp } from "../../shared/format/text.ts";

const fields: Readonly<Record<ChildField, string>> = {
  contacts: "Personnes à prévenir ou autorisées à venir",
  leaveAlone: "Partir seul",
  photo: "Photos et vidéos",
  outings: "Sorties",
  transport: "Transport",
  emergencyCare: "Soins en cas d’urgence",
  doctor: "Médecin",
  insurance: "Assurance",
  allergies: "Allergies",
  diet: "Repas",
  carePlan: "Projet d’accueil individualisé (PAI)",
  glasses: "Lunettes",
  hearingAid: "Appareil auditif",
  swimming: "Natation",
  medicines: "Médicaments",
  vaccines: "Vaccins",
};

/** What is asked, in the words that a parent would use. */
const questions: Readonly<Record<ChildField, string>> = {
  contacts:
    "En plus des parents. Nous appelons ces personnes dans l’ordre de la liste ; une pièce d’identité peut être demandée à qui vient chercher l’enfant.",
  leaveAlone: "L’enfant peut rentrer seul à la fin de l’accueil.",
  photo:
    "L’enfant peut être pris en photo ou filmé pendant les activités, pour les affichages et publications du service.",
  outings: "L’enfant peut participer aux sorties hors de l’accueil, à pied ou à vélo.",
  transport: "L’enfant peut être transporté en car, en minibus ou en transport en commun.",
  emergencyCare:
    "Le service peut faire soigner ou hospitaliser l’enfant en cas d’urgence. Vous êtes prévenus aussitôt.",
  doctor: "Celui que nous appelons si l’enfant est malade.",
  insurance: "Responsabilité civile ou assurance scolaire qui couvre l’enfant.",
  allergies: "Alimentaires, médicamenteuses ou autres. Une allergie qui demande un traitement demande aussi un PAI.",
  diet: "Ce que l’enfant mange. Pour une allergie, remplissez aussi la rubrique « Allergies ».",
  carePlan:
    "Un PAI est signé avec un médecin. Joignez le protocole dans « Mes justificatifs ». Le nom d’une maladie ou d’un handicap n’est pas demandé.",
  glasses: "L’enfant en porte pendant l’accueil.",
  hearingAid: "L’enfant en porte un pendant l’accueil.",
  swimming: "Pour les activités dans l’eau.",
  medicines:
    "Ceux à donner pendant l’accueil : dans leur emballage d’origine, avec l’ordonnance, que vous joignez dans « Mes justificatifs ».",
  vaccines: "Recopiez les injections du carnet de santé, et joignez ses pages dans « Mes justificatifs ».",
};

/** What the button changes: `Changer le médecin`. */
const objects: Readonly<Record<ChildField, string>> = {
  contacts: "les personnes",
  leaveAlone: "l’autorisation de partir seul",
  photo: "l’autorisation de photos",
  outings: "l’autorisation de sortie",
  transport: "l’autorisation de transport",
  emergencyCare: "l’autorisation de soins",
  doctor: "le médecin",
  insurance: "l’assurance",
  allergies: "les allergies",
  diet: "les repas",
  carePlan: "le PAI",
  glasses: "les lunettes",
  hearingAid: "l’appareil auditif",
  swimming: "la natation",
  medicines: "les médicaments",
  vaccines: "les vaccins",
};

const diets: Readonly<Record<Diet, string>> = {
  everything: "Mange de tout",
  noPork: "Sans porc",
  noMeat: "Sans viande",
};
const glasses: Readonly<Record<GlassesWorn, string>> = {
  never: "Non",
  sometimes: "De temps en temps",
  always: "Toujours",
};
const swimming: Readonly<Record<SwimmingLevel, string>> = {
  no: "Ne sait pas nager",
  learning: "Apprend à nager",
  yes: "Sait nager",
};
const products: Readonly<Record<VaccineProduct, string>> = {
  hexavalent: "Hexavalent : DTP, coqueluche, Haemophilus, hépatite B (Hexyon, Infanrix Hexa, Vaxelis)",
  pentavalent: "Pentavalent : DTP, coqueluche, Haemophilus (Infanrix Quinta, Pentavac)",
  tetravalent: "Tétravalent : DTP, coqueluche (Infanrix Tetra, Tetravac, Repevax, Boostrix)",
  dtp: "DTP : diphtérie, tétanos, poliomyélite (Revaxis)",
  hib: "Haemophilus influenzae b (Act-Hib)",
  hepatitisB: "Hépatite B (Engerix B, HBVaxPro)",
  pneumococcus: "Pneumocoque (Prevenar, Vaxneuvance)",
  meningococcusC: "Méningocoque C (Neisvac, Menjugate)",
  meningococcusAcwy: "Méningocoques ACWY (Nimenrix, MenQuadfi, Menveo)",
  meningococcusB: "Méningocoque B (Bexsero)",
  mmr: "ROR : rougeole, oreillons, rubéole (Priorix, M-M-RVaxPro)",
};
const obligations: Readonly<Record<Obligation, string>> = {
  dtp: "diphtérie, tétanos, poliomyélite (DTP)",
  pertussis: "coqueluche",
  hib: "Haemophilus influenzae b",
  hepatitisB: "hépatite B",
  pneumococcus: "pneumocoque",
  meningococcusC: "méningocoque C",
  meningococcusAcwy: "méningocoques ACWY",
  meningococcusB: "méningocoque B",
  mmr: "rougeole, oreillons, rubéole (ROR)",
};
const allowed: Readonly<Record<ChildPermission, { readonly yes: string; readonly no: string }>> = {
  leaveAlone: { yes: "Oui, l’enfant peut partir seul", no: "Non, quelqu’un vient chercher l’enfant" },
  photo: { yes: "Oui, autorisé", no: "Non, pas de photo" },
  outings: { yes: "Oui, autorisé", no: "Non, pas de sortie" },
  transport: { yes: "Oui, autorisé", no: "Non, pas de transport" },
  emergencyCare: { yes: "Oui, autorisé", no: "Non : le service appelle d’abord la famille et le 15" },
};

export const childRecord = {
  title: "Fiche renseignements enfant",
  titleOf: (name: string) => `Fiche de ${name}`,
  intro:
    "Ce que l’accueil doit savoir de votre enfant pour s’en occuper. Une fiche par enfant, que tous ses foyers partagent.",
  choose: "Choisissez un enfant.",
  open: (name: string) => `Ouvrir la fiche de ${name}`,
  unknown: "Cet enfant n’est pas dans votre dossier.",
  noChildren: "Aucun enfant n’est rattaché à votre dossier. Contactez le guichet.",
  shared: (name: string) =>
    `${name} a deux foyers : chacun voit cette fiche et peut la changer. L’autre est prévenu par e-mail quand elle change.`,
  missingTitle: (number: number) =>
    number === 1 ? "Il manque une réponse à cette fiche" : `Il manque ${number} réponses à cette fiche`,
  complete: "La fiche est complète.",
  parts: {
    people: "Contacts et personnes autorisées",
    permissions: "Autorisations",
    doctor: "Médecin et assurance",
    health: "Santé",
  },
  healthIntro:
    "Ces renseignements sont gardés à part. Seuls les agents qui s’occupent de votre enfant peuvent les ouvrir, et vous voyez qui l’a fait.",
  fields,
  questions,
  objects,
  unanswered: "Pas encore de réponse",
  change: (what: string) => `Changer ${what}`,
  answer: (what: string) => `Indiquer ${what}`,
  stamp: (by: string, when: string) => `${by}, ${when}`,
  stampOffice: (by: string, when: string) => `${by} (guichet), ${when}`,
  stampWhy: (stamp: string, reason: string) => `${stamp}. Motif${nbsp}: ${reason}`,
  save: "Enregistrer",
  saving: "Enregistrement…",
  saved: "C’est enregistré.",
  send: "Envoyer au guichet",
  sent: "Votre demande est envoyée au guichet.",
  officeNote: "Seul le guichet peut changer cette réponse. Contactez-le.",
  checkedNote: "Le guichet vérifie un changement avant de l’enregistrer.",
  waitingLink: "Voir la demande",
  correctTitle: (name: string) => `Corriger la demande pour ${name}`,
  yes: "Oui",
  no: "Non",
  choice: "Votre réponse",
  pick: "Choisissez",
  pickFirst: "Choisissez une réponse.",
  allowed,
  diets,
  glasses,
  swimming,
  contact: {
    firstName: "Prénom",
    lastName: "Nom",
    link: "Qui est cette personne pour l’enfant ?",
    linkHint: "Grand-mère, voisin, assistante maternelle…",
    phone: "Téléphone",
    otherPhone: "Autre téléphone",
    call: "À prévenir si les parents ne répondent pas",
    collect: "Autorisée à venir chercher l’enfant",
    identity: "Une pièce d’identité lui est demandée",
    called: (rank: number) => `À prévenir, n° ${rank}`,
    notCalled: "Pas à prévenir",
    collects: "Vient chercher l’enfant",
    asksIdentity: "Pièce d’identité demandée",
    add: "Ajouter une personne",
    none: "Personne d’autre que les parents",
    sayNone: "Il n’y a personne d’autre que les parents",
    rank: "Ordre d’appel",
    rankOf: (rank: number) => (rank === 1 ? "À appeler en premier" : `À appeler en ${rank}e`),
    missing: "Remplissez ce champ.",
    papers: {
      joined: "Pièce d’identité jointe",
      lacking: "Pièce d’identité à ajouter",
      optional: (name: string) => `${name} (facultatif)`,
      whoSees: "Seuls votre foyer et les agents la voient.",
      photo: (rank: number) => `Photo ${rank}`,
      broughtIn: "Pièce d’identité apportée au guichet",
      see: "Voir la pièce d’identité",
      seeOf: (person: string) => `Voir la pièce d’identité de ${person}`,
      hide: "Fermer la pièce d’identité",
      hideOf: (person: string) => `Fermer la pièce d’identité de ${person}`,
    },
  },
  list: {
    editShort: "Corriger",
    removeShort: "Retirer",
    edit: (name: string) => `Corriger ${name}`,
    remove: (name: string) => `Retirer ${name}`,
    removeTitle: (name: string) => `Retirer ${name}${nbsp}? Vous pourrez l’ajouter de nouveau.`,
    removed: "C’est retiré.",
  },
  doctor: { name: "Nom du médecin ou du cabinet", phone: "Téléphone", town: "Commune" },
  insurance: {
    company: "Assurance",
    contract: "Numéro de contrat",
    until: "Valable jusqu’au",
    said: (company: string, contract: string) => `${company}, contrat ${contract}`,
    saidUntil: (day: string) => `valable jusqu’au ${day}`,
  },
  allergy: {
    to: "Allergique à quoi ?",
    kind: "Sorte d’allergie",
    kinds: { food: "Alimentaire", medicine: "Médicament", other: "Autre" },
    help: "Que se passe-t-il, et que faut-il faire ?",
    add: "Ajouter une allergie",
    none: "Aucune allergie",
    sayNone: "L’enfant n’a aucune allergie",
  },
  carePlan: {
    has: "L’enfant a un PAI",
    hasNone: "Pas de PAI",
    until: "Valable jusqu’au",
    saidUntil: (day: string) => `PAI valable jusqu’au ${day}`,
    documents: "Joindre le protocole dans « Mes justificatifs »",
  },
  medicine: {
    name: "Nom du médicament",
    dose: "Dose",
    when: "Quand le donner",
    add: "Ajouter un médicament",
    none: "Aucun médicament pendant l’accueil",
    sayNone: "L’enfant ne prend aucun médicament pendant l’accueil",
  },
  vaccine: {
    product: "Vaccin",
    on: "Date de l’injection",
    add: "Ajouter une injection",
    none: "Aucune injection indiquée",
    products,
    obligations,
    inOrder: "À jour des vaccins obligatoires",
    missingTitle: "Il manque des vaccins obligatoires",
    lacking: (what: string, given: number, wanted: number) =>
      `${what}${nbsp}: ${count(given, "injection")} sur ${wanted}`,
    provisional:
      "Un enfant à qui il manque un vaccin est accueilli trois mois, le temps de le faire. Prenez rendez-vous avec son médecin, puis complétez cette rubrique.",
    nextDue: (day: string) => `Prochaine échéance : ${day}`,
    certified: "Un médecin certifie que l’enfant est à jour, ou ne peut pas être vacciné",
    certifiedHint: "Joignez le certificat dans « Mes justificatifs ». La raison n’est pas demandée.",
    certifiedSaid: "Certificat médical",
    certify: "Indiquer un certificat médical",
    uncertify: "Retirer le certificat médical",
    doses: (number: number) => count(number, "injection"),
    due: (text: string) => `Obligatoires pour son année de naissance : ${text}.`,
    dateMissing: "Indiquez la date, comme dans le carnet de santé.",
  },
  views: {
    title: "Qui a consulté la santé de l’enfant",
    intro: "Chaque fois qu’un agent ouvre cette rubrique, son nom et l’heure sont gardés ici.",
    none: "Aucun agent n’a consulté ces renseignements.",
    from: { childPage: "depuis la fiche de l’enfant", daySheet: "depuis la feuille du jour" },
    changed: "et les a changés",
    more: "Voir les consultations plus anciennes",
  },
} as const;

/** Words of staff's own page of a child. */
/** What staff looks at before it lets a child go. */
export const handingOver = {
  title: (child: string) => `Confier ${child}`,
  shutOutTitle: "À ne pas confier",
  shutOut: (names: readonly string[]) =>
    `Une décision écarte de cet enfant${nbsp}: ${names.join(", ")}. Ne confiez pas l’enfant à ${names.length > 1 ? "ces personnes, et ne leur" : "cette personne, et ne lui"} en dites rien.`,
  leaveAlone: "Peut partir seul",
  emergencyCare: "Soins en urgence autorisés",
  doctor: "Médecin",
  yes: "Oui",
  no: "Non",
  mayCollect: "Qui peut venir le chercher",
  inOrder: "Qui appeler, dans l’ordre",
  noPhone: "sans téléphone",
  identity: "demander une pièce d’identité",
  health: "Santé de l’enfant",
  file: "Toute la fiche",
} as const;

export const staffChildRecord = {
  title: "Fiche d’un enfant",
  back: "Foyer de la famille",
  born: (day: string) => `Naissance${nbsp}: ${day}`,
  shared: "Cet enfant a deux foyers, qui partagent cette fiche. L’autre foyer est prévenu de ce qui change.",
  reasonHint: "La famille est prévenue du changement, et lit ce motif dans la fiche.",
  healthTitle: "Santé",
  healthClosed:
    "Allergies, régime, PAI, médicaments et vaccins. En ouvrant cette rubrique, votre nom, l’heure et cette page sont enregistrés, et la famille les voit.",
  openHealth: "Ouvrir la santé de l’enfant",
  opening: "Ouverture…",
  opened: "La consultation est enregistrée.",
  changes: {
    title: "Changements de la fiche",
    none: "Rien n’a encore été changé.",
    health: "Santé",
    family: (code: string) => `Foyer ${code}`,
    office: "Guichet",
    more: "Voir les changements plus anciens",
  },
} as const;
