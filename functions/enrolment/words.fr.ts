/** Sentences about enrolments, for families and for staff. */
import type { Lacking } from "../document/rules/needs.ts";
import type { Ineligible } from "../family/rules/eligibility.ts";
import type { EnrolmentStanding } from "../family/rules/held-enrolments.ts";
import { dayWithYear } from "../kernel/dates.fr.ts";
import type { Instant } from "../kernel/ids.ts";
import { list } from "../kernel/list.fr.ts";
import { instantToLocal } from "../kernel/time.ts";
import type { EnrolmentState, Step } from "./rules/enrolment.ts";
import type { NotEnrolled } from "./rules/may-enrol.ts";

/** `le jeudi 26 novembre 2026 à 14:05`. */
const moment = (at: Instant): string => {
  const { date, time } = instantToLocal(at);
  return `le ${dayWithYear(date)} à ${time.slice(0, 5)}`;
};

const years = (age: number): string => (age === 1 ? "1 an" : `${age} ans`);

function ineligibleWords(refusal: Ineligible): string {
  switch (refusal.code) {
    case "tooYoung":
      return `Cette activité accueille les enfants à partir de ${years(refusal.minAge)}, et ${refusal.firstName} ne les aura que le ${dayWithYear(refusal.from)}. Choisissez une période qui va au-delà de ce jour, ou une activité de son âge.`;
    case "tooOld":
      return `Cette activité accueille les enfants jusqu’à ${years(refusal.maxAge)} inclus, et ${refusal.firstName} aura ${years(refusal.maxAge + 1)} dès le ${dayWithYear(refusal.from)}. Choisissez une activité de son âge.`;
    case "leaves":
      return `${refusal.firstName} quitte ce foyer le ${dayWithYear(refusal.from)}. Choisissez une période qui commence avant ce jour ; si ce n’est pas exact, contactez le guichet.`;
    case "otherGrade":
      return `Cette activité accueille les classes ${list(refusal.grades)}, et la fiche de ${refusal.firstName} indique ${refusal.grade}. Choisissez une activité de sa classe ; si la fiche est à corriger, contactez le guichet.`;
    case "gradeUnknown":
      return `Cette activité dépend de la classe, et la fiche de ${refusal.firstName} ne l’indique pas. Pour la compléter, contactez le guichet.`;
    case "otherSchool":
      return `Cette activité accueille les élèves de ${list(refusal.schools)}. Choisissez l’activité de l’école de ${refusal.firstName} ; si sa fiche est à corriger, contactez le guichet.`;
  }
}

const standingWords: Readonly<Record<Exclude<EnrolmentStanding, "refused">, string>> = {
  accepted: "déjà acceptée",
  asked: "déjà demandée",
  onHold: "mise en attente par le guichet",
};

/** Why a child is not enrolled, and at which field of the form, where it is one's. */
export function notEnrolledWords(refusal: NotEnrolled): { readonly sentence: string; readonly field?: "from" | "to" } {
  switch (refusal.code) {
    case "accountClosed":
      return {
        sentence:
          "Le compte de cette famille est fermé : rien ne peut être inscrit. Pour le rouvrir, contactez le guichet.",
      };
    case "notNeeded":
      return { sentence: "Cette activité ne demande pas d’inscription à l’année : réservez directement ses jours." };
    case "backwards":
      return { field: "to", sentence: "Le dernier jour est avant le premier. Choisissez un dernier jour plus tardif." };
    case "past":
      return {
        field: "from",
        sentence: `Une inscription ne commence pas dans le passé : choisissez un jour à partir du ${dayWithYear(refusal.today)}.`,
      };
    case "yearUnknown":
      return {
        field: "from",
        sentence: `L’année scolaire du ${dayWithYear(refusal.from)} n’est pas encore annoncée. Choisissez un jour plus proche.`,
      };
    case "acrossYears":
      return {
        field: "to",
        sentence: `Une inscription vaut pour une seule année scolaire : le dernier jour est au plus tard le ${dayWithYear(refusal.lastDay)}.`,
      };
    case "outsideActivity":
      return {
        field: "from",
        sentence: `Cette activité a lieu du ${dayWithYear(refusal.from)} au ${dayWithYear(refusal.to)} : choisissez des jours de cette période.`,
      };
    case "overlaps": {
      const { from, to, standing } = refusal.other;
      return {
        sentence: `Une inscription à cette activité est ${standing === "refused" ? "déjà connue" : standingWords[standing]} du ${dayWithYear(from)} au ${dayWithYear(to)}. Choisissez d’autres jours, ou terminez d’abord celle-là.`,
      };
    }
    case "tooYoung":
    case "tooOld":
    case "otherGrade":
    case "gradeUnknown":
    case "otherSchool":
    case "leaves":
      return { sentence: ineligibleWords(refusal) };
  }
}

const stateWords = (state: EnrolmentState): string => {
  switch (state.status) {
    case "asked":
      return "demandée";
    case "onHold":
      return `en attente (« ${state.reason} »)`;
    case "accepted":
      return "acceptée";
    case "refused":
      return `refusée (« ${state.reason} »)`;
    case "withdrawn":
      return "reprise par la famille";
    case "ended":
      return `terminée à partir du ${dayWithYear(state.from)}`;
  }
};

const stepWords = (step: Step): string => {
  switch (step.what) {
    case "accept":
      return "l’accepter";
    case "hold":
      return `la mettre en attente (« ${step.reason} »)`;
    case "refuse":
      return `la refuser (« ${step.reason} »)`;
    case "withdraw":
      return "la reprendre";
    case "end":
      return `la terminer à partir du ${dayWithYear(step.from)}`;
  }
};

export const enrolmentWords = {
  unknownChild: "Cet enfant ne figure pas, ou plus, dans la fiche famille. Rechargez la page.",
  unknownActivity: "Cette activité n’existe pas ou n’existe plus. Rechargez la page et choisissez dans la liste.",
  unknown: "Cette inscription n’existe pas, ou plus. Rechargez la page.",
  reused: "Cette demande a déjà été envoyée avec un autre contenu. Rechargez la page : vous verrez ce qui est demandé.",
  tooMany: "Votre famille a fait trop de demandes d’inscription. Pour la suite, contactez le guichet.",
  documents: (lacking: readonly Lacking[]) =>
    `Avant de demander cette inscription, envoyez : ${list(lacking.map(({ kind: { name } }) => `« ${name} »`))}. Une photo suffit, dans « Mes justificatifs ».`,
  endPast: "Une inscription se termine aujourd’hui au plus tôt : choisissez un jour à venir.",
  /** Who, when, what stands, and what was not done. */
  changed: (by: string | undefined, at: Instant, stands: EnrolmentState, step: Step) =>
    `Cette inscription a été changée par ${by ?? "la famille"} ${moment(at)} : elle est maintenant ${stateWords(stands)}. Vous vouliez ${stepWords(step)} : cela n’a pas été fait. Relisez, puis recommencez si besoin.`,
  /** To the family, while the office's answer can still be taken back. */
  answering: "Le guichet répond à cette demande en ce moment. Rechargez la page dans un instant.",
  /** Somebody acted since what was to be taken back. */
  changedUndo: (by: string | undefined, at: Instant, stands: EnrolmentState) =>
    `Cette inscription a été changée par ${by ?? "la famille"} ${moment(at)} : elle est maintenant ${stateWords(stands)}. La décision n’a pas été reprise. Rechargez la page.`,
  nothingToUndo: (stands: EnrolmentState) =>
    `Cette inscription est ${stateWords(stands)}, et il n’y a pas de décision à reprendre. Rechargez la page.`,
  insteadOfUndo: "Terminez l’inscription, ou saisissez-en une autre, dans la page de la famille.",
  bookedMeanwhile:
    "La famille a déjà réservé des jours avec cette inscription : la décision n’est pas reprise. Terminez l’inscription dans la page de la famille, si besoin.",
  askedMeanwhile:
    "La famille a fait une autre demande pour ces jours entre-temps : la décision n’est pas reprise. Répondez à cette nouvelle demande.",
  /** Nobody takes in hand what is answered. */
  answered: (stands: EnrolmentState) =>
    `Cette inscription est ${stateWords(stands)} : il n’y a plus rien à prendre en charge. Rechargez la liste.`,
  /** The step does not go with the state. */
  notPossible: (stands: EnrolmentState, step: Step) =>
    `Cette inscription est ${stateWords(stands)} : il n’est pas possible de ${stepWords(step)}. ${
      step.what === "end" ? "Choisissez un jour avant sa fin." : "Rechargez la page."
    }`,
} as const;
