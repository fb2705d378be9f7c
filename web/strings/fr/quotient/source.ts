/** Words of « CAF ou MSA »: where a family's quotient can be asked for, and its consent. */
import type { AskOutcome, Fund } from "../../../../functions/quotient/rules/source.ts";
import { nbsp } from "../../../shared/format/text.ts";

const funds: Readonly<Record<Fund, string>> = { caf: "CAF", msa: "MSA" };

export const quotientSource = {
  title: "Ma CAF ou ma MSA",
  none: "Vous n’avez pas donné votre numéro d’allocataire. Ce n’est pas obligatoire : une attestation suffit.",
  noneAsk:
    "Avec votre accord, le portail demande votre quotient à la CAF ou à la MSA. Ce n’est pas obligatoire : une attestation suffit.",
  give: "Donner ces informations",
  change: "Les changer",
  withdraw: "Retirer mon accord",
  withdrawTitle: "Retirer votre accord",
  withdrawText:
    "Le numéro et l’identité sont effacés, et rien ne sera plus demandé à la CAF ni à la MSA. Le quotient déjà connu reste jusqu’à sa fin.",
  withdrawing: "Effacement…",
  withdrawn: "Votre accord est retiré, ces informations sont effacées.",
  funds,
  fund: "Votre caisse",
  number: "Numéro d’allocataire",
  numberHint: "Il est sur vos courriers de la CAF ou de la MSA. N’écrivez pas votre numéro de sécurité sociale.",
  numberOf: (fund: string, number: string) => `${fund}, allocataire ${number}`,
  fundOf: (fund: string) => fund,
  identityOf: (firstNames: string, birthName: string, year: string) =>
    `Demandé au nom de ${firstNames} ${birthName}, né(e) en ${year}`,
  identity: "Pour une demande en ligne : l’identité de l’allocataire",
  identityHint: "Celle de la personne qui a le dossier à la CAF ou à la MSA : c’est la seule qui est reconnue.",
  birthName: "Nom de naissance",
  firstNames: "Prénoms",
  firstNamesHint: "Tous, dans l’ordre de la carte d’identité, séparés par des espaces.",
  birthDate: "Date de naissance",
  sex: "Sexe, sur l’état civil",
  sexes: { F: "Féminin", M: "Masculin" },
  choose: "Choisissez",
  birthPlace: "Code du lieu de naissance",
  birthPlaceHint:
    "Le code INSEE de la commune, par exemple 45252 pour Pithiviers ; à l’étranger, celui du pays, par exemple 99350 pour le Maroc. Ce sont les chiffres 6 à 10 de votre numéro de sécurité sociale.",
  consentTitle: "Votre accord",
  consent: "J’ai lu ce texte et je donne mon accord.",
  save: "Enregistrer",
  saving: "Enregistrement…",
  saved: "C’est enregistré.",
  missing: {
    fund: "Choisissez votre caisse.",
    number: "Écrivez votre numéro d’allocataire.",
    either: "Donnez le numéro d’allocataire, ou l’identité de l’allocataire.",
    birthName: "Écrivez le nom de naissance.",
    firstNames: "Écrivez les prénoms.",
    birthDate: "Choisissez la date de naissance.",
    sex: "Choisissez une réponse.",
    birthPlace: "Écrivez le code du lieu de naissance.",
    consent: "Sans votre accord, rien n’est enregistré : cochez la case, ou quittez ce formulaire.",
  },
  agreed: (when: string, by: string) => `Accord donné ${when}, ${by}.`,
  refused: (when: string, by: string) => `Accord retiré ${when}, ${by}.`,
  ask: "Demander mon quotient",
  askFor: "Demander le quotient de la famille",
  asking: "Demande en cours…",
  nextAt: (when: string) => `Une nouvelle demande sera possible ${when}.`,
  outcomeTitles: {
    found: "La CAF ou la MSA a répondu",
    notFound: "Aucun dossier trouvé",
    noResources: "Ressources inconnues",
    away: "Le service ne répond pas",
  } satisfies Readonly<Record<AskOutcome, string>>,
  told: (value: string, month: string) => `Quotient de ${month}${nbsp}: ${value}.`,
  staffNone: "La famille n’a rien donné, ou a retiré son accord : rien ne peut être demandé pour elle.",
  staffNoAsk: "La famille a donné son numéro. La collectivité ne demande pas le quotient en ligne.",
} as const;
