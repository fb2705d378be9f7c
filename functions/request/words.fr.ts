/** Sentences about requests, in French. */
import { approvalWords } from "../approval/words.fr.ts";
import { typeset } from "../kernel/dates.fr.ts";
import type { Instant } from "../kernel/ids.ts";
import { instantToLocal } from "../kernel/time.ts";
import { dayWithYear } from "../kernel/dates.fr.ts";
import type { Act, Refusal, State } from "./rules/request.ts";

/** `le jeudi 26 novembre 2026 à 14:05`. */
const moment = (at: Instant): string => {
  const { date, time } = instantToLocal(at);
  return `le ${dayWithYear(date)} à ${time.slice(0, 5)}`;
};

const quoted = (said: string | undefined): string => (said === undefined ? "rien" : `« ${said} »`);

const did: Readonly<Record<Act["what"], string>> = {
  sent: "l’a envoyée",
  corrected: "l’a corrigée",
  answered: "a répondu",
  withdrawn: "l’a retirée",
  done: "l’a enregistrée",
  taken: "l’a prise en charge",
  moreAsked: "a demandé un complément",
  accepted: "l’a acceptée",
  refused: "l’a refusée",
  undone: "a repris sa décision",
  noted: "a ajouté une note",
};

const over: Readonly<Record<State, string>> = {
  sent: "Cette demande attend d’être prise en charge : il n’y a pas de décision à reprendre.",
  takenInHand: "Cette demande n’est pas décidée : il n’y a pas de décision à reprendre.",
  moreAsked: "Cette demande n’est pas décidée : il n’y a pas de décision à reprendre.",
  accepted: "Cette demande est déjà acceptée. Rechargez la page.",
  refused: "Cette demande est déjà refusée. Rechargez la page.",
  withdrawn: "La famille a retiré cette demande. Rechargez la page.",
  done: "Ce changement est déjà enregistré. Rechargez la page.",
};

function refused(refusal: Refusal): string {
  switch (refusal.code) {
    case "changed":
      return `La demande a changé entre-temps : ${refusal.last.byName} ${did[refusal.last.what]} ${moment(refusal.last.at)}. Relisez, puis recommencez.`;
    case "over":
      return over[refusal.state];
    case "held":
      return approvalWords.held(refusal);
    case "tooLate":
      return approvalWords.tooLate("Changez la fiche, ou écrivez à la famille.");
    case "full":
      return "Cette demande a déjà cent échanges : réglez-la au téléphone, et décidez.";
  }
}

/** Who wrote a field, and when. */
interface Writer {
  readonly name: string;
  readonly at: Instant;
}

export const requestWords = {
  refused: (refusal: Refusal): string => typeset(refused(refusal)),
  /** Somebody changed a field under the hand of who changes it. */
  changed: (
    label: string,
    {
      who,
      stands,
      wanted,
    }: {
      readonly who: Writer | null;
      readonly stands: string | undefined;
      readonly wanted: string | undefined;
    },
  ): string =>
    typeset(
      `${label} : ${who ? `changé par ${who.name} ${moment(who.at)}` : "changé entre-temps"}, c’est maintenant ${quoted(stands)}. Votre saisie, ${quoted(wanted)}, n’est pas enregistrée. Relisez, puis recommencez si besoin.`,
    ),
  /** The same for staff who accept. */
  movedSince: (
    label: string,
    {
      who,
      before,
      after,
      now,
    }: {
      readonly who: Writer | null;
      readonly before: string | undefined;
      readonly after: string | undefined;
      readonly now: string | undefined;
    },
  ): string =>
    typeset(
      `${label} ${who ? `a été changé par ${who.name} ${moment(who.at)}` : "a changé entre-temps"} : c’était ${quoted(before)}, la famille demande ${quoted(after)}, la fiche dit maintenant ${quoted(now)}. Rien n’est écrit. Relisez, puis décidez.`,
    ),
  waits: (label: string): string =>
    typeset(
      `${label} : un changement attend déjà la validation du guichet. Corrigez-le ou retirez-le dans « Suivre mes demandes ».`,
    ),
  waitsAlready: (firstName: string): string =>
    typeset(
      `${firstName} attend déjà la validation du guichet : corrigez cette demande ou retirez-la dans « Suivre mes demandes ».`,
    ),
  needed: (label: string): string => typeset(`${label} : ce champ est obligatoire.`),
  officeOnly: (label: string): string => typeset(`${label} : seul le guichet peut changer ce champ. Contactez-le.`),
  notOffered: (label: string): string => typeset(`${label} : choisissez dans la liste.`),
  unknownField: "Ce champ n’existe plus. Rechargez la page.",
  missingDocument: (name: string): string => typeset(`Ajoutez ce justificatif : ${name}.`),
  noProof: (name: string): string =>
    typeset(
      `${name} : ce justificatif de la demande n’est plus dans le dossier, ou n’a pas pu être lu. Rien n’est écrit. Demandez un complément à la famille ; ou, si vous l’avez vu au guichet, changez vous-même sa fiche.`,
    ),
  foreignDocument: "Ce document n’est pas, ou plus, dans votre dossier. Enlevez-le, puis ajoutez-le de nouveau.",
  unfitDocument: "Ce document n’a pas pu être lu. Enlevez-le, puis ajoutez-le de nouveau.",
  tooMany: "Trente demandes attendent déjà une réponse. Attendez, ou retirez-en une dans « Suivre mes demandes ».",
  tooManyParts: (most: number): string =>
    typeset(`Une demande réunit ${most} parties de la fiche au plus. Envoyez les autres dans une autre demande.`),
  goesAlone:
    "L’arrivée ou le départ d’une personne, et la fiche d’un enfant, s’envoient dans une demande à part. Enlevez ce changement, puis recommencez.",
  partTwice: "La même partie de la fiche est deux fois dans la demande. Rechargez la page.",
  gone: "Cette demande n’est pas, ou plus, dans ce dossier. Rechargez la page.",
  noPart: "Cette partie de la fiche n’est pas, ou plus, dans ce dossier. Rechargez la page.",
  unchanged: "Rien n’a changé : c’est déjà ce que dit la fiche.",
  undoneMeanwhile: "La fiche a changé depuis la décision : elle ne peut plus être reprise. Changez la fiche.",
  office: "Le guichet",
  movedAway: "Ce que la demande change n’est plus dans le dossier : refusez-la, en disant pourquoi.",
} as const;
