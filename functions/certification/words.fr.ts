/** Sentences about confirming a family's file, and what its pages say. */
import { dayWithYear, typeset } from "../kernel/dates.fr.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { list } from "../kernel/list.fr.ts";
import { eurosInWords, type Cents } from "../kernel/money.ts";

export const certificationWords = {
  household: "Foyer et responsables",
  child: (name: string) => `Fiche de ${name}`,
  documents: "Justificatifs",
  quotient: "Quotient familial",
  home: "Foyer",
  ofHousehold: "Votre foyer",
  protectedAddress: "L’adresse de ce foyer est protégée.",
  protectedAdult: "Ses coordonnées sont protégées.",
  identity: "État civil et école",
  identityAtOffice: typeset("Le guichet les corrige : joignez-le si quelque chose est faux."),
  firstName: "Prénom",
  lastName: "Nom",
  birthDate: "Date de naissance",
  grade: "Classe",
  school: "École",
  record: "Contacts et autorisations",
  health: "Santé",
  healthNote: "Ce qui est dit de la santé se lit dans la fiche de l’enfant, et pas ici.",
  healthSaid: (said: number, asked: number, missing: readonly string[]) =>
    typeset(
      [`Réponses données : ${said} sur ${asked}.`, missing.length > 0 ? `Il manque : ${list(missing)}.` : ""]
        .join(" ")
        .trim(),
    ),
  until: (until: PlainDate) => typeset(`Jusqu’au ${dayWithYear(until)}`),
  wasUntil: (until: PlainDate) => typeset(`Il l’a été jusqu’au ${dayWithYear(until)}`),
  because: (reason: string) => typeset(`« ${reason} »`),
  chips: {
    valid: "Valable",
    ending: "Se termine bientôt",
    ended: "N’est plus valable",
    checking: "En cours de vérification",
    refused: "Refusé",
    missing: "Manquant",
    incomplete: "Incomplet",
    unknown: "Inconnu",
  },
  inForce: "Quotient qui compte aujourd’hui",
  coveredUntil: "Connu jusqu’au",
  value: (value: Cents) => eurosInWords(value),
  day: (day: PlainDate) => typeset(dayWithYear(day)),
  quotientEnded: (value: Cents, until: PlainDate) =>
    typeset(`Le dernier, ${eurosInWords(value)}, s’est terminé le ${dayWithYear(until)}`),
  noQuotient: typeset("Le guichet n’en connaît aucun : ce n’est pas un quotient de 0 €."),
  nextQuotient: (value: Cents, from: PlainDate) =>
    typeset(`Un quotient de ${eurosInWords(value)} comptera à partir du ${dayWithYear(from)}`),
  gone: "Cette page n’est pas, ou plus, dans vos fiches. Revenez à la liste des pages.",
  pageChanged: typeset(
    "Cette page a changé pendant que vous la relisiez : un autre responsable, le guichet ou un import y a touché. Relisez-la, puis confirmez-la.",
  ),
  noFamily: "Aucune famille n’a ce code. Vérifiez-le sur une facture.",
  fileChanged: typeset(
    "Ces fiches viennent de changer : la famille, un autre agent ou un import y a touché. Rechargez la page et relisez-les avant de les confirmer.",
  ),
  toRead: (titles: readonly string[]) =>
    typeset(
      titles.length === 1
        ? `Il reste une page à relire et à confirmer : ${list(titles)}.`
        : `Il reste ${titles.length} pages à relire et à confirmer : ${list(titles)}.`,
    ),
} as const;
