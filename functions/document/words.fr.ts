/** What the rules on documents say, in French. */
import { typeset } from "../kernel/dates.fr.ts";
import { mostWaiting } from "./rules/document.ts";
import type { Unfit } from "./rules/judge-file.ts";

const unfits: Readonly<Record<Unfit, string>> = {
  empty: "Le fichier reçu est vide. Ouvrez-le sur votre appareil pour vérifier qu’il s’affiche, puis renvoyez-le.",
  tooLarge: "Le fichier reçu dépasse 10 Mo. Prenez une photo moins grande, ou envoyez les pages une par une.",
  wrongType:
    "Le fichier reçu n’est ni un PDF, ni une photo (JPEG, PNG ou HEIC), quel que soit son nom. Prenez le document en photo, ou enregistrez-le en PDF.",
  tooManyPixels: "L’image reçue est trop grande pour être ouverte. Prenez le document en photo.",
  unsafe:
    "L’antivirus a trouvé quelque chose de dangereux dans ce fichier, qui a été supprimé. Prenez le document en photo.",
  unscanned:
    "Ce fichier n’a pas pu être vérifié par l’antivirus, le plus souvent parce qu’un mot de passe le protège. Enregistrez-le sans mot de passe, ou prenez le document en photo.",
};

/** Why no more is taken of one kind, to who sends it: the family, or a staff member for it. */
export const tooManyWait = (name: string, to: "family" | "office"): string =>
  typeset(
    `${mostWaiting} documents attendent déjà d’être vérifiés pour « ${name} ». ${
      to === "family"
        ? "Attendez la réponse du guichet, ou reprenez-en un."
        : "Décidez d’abord de ceux-là, dans « Demandes à valider »."
    }`,
  );

/** What staff reads of a paper of a child's health before it opens that. */
export const paperOfHealth = "Document de santé";

export const unfitWords = (why: Unfit): string => typeset(unfits[why]);

/** What staff can still do once a word on documents stands. */
export const insteadOfUndo = "Retirez le document dans la page de la famille, avec un motif qu’elle lit.";
export const bookedMeanwhile =
  "La famille a déjà réservé grâce à ce justificatif : la décision n’est pas reprise. Retirez le document dans la page de la famille, si besoin.";
