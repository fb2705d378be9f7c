/** What happened to a booking, in French: a few words, and a second line that says more. */
import type { AbsenceKind } from "../booking/rules/absences.ts";
import { dayWithYear, momentWords, typeset } from "../kernel/dates.fr.ts";
import type { Author, Happening } from "./rules/history.ts";
import type { Instant, PlainDate } from "../kernel/ids.ts";

/** An event with the names of what it is about. */
export interface Told {
  readonly what: Happening;
  readonly until?: Instant | undefined;
  readonly absence?: AbsenceKind | undefined;
  readonly other?: { readonly date: PlainDate; readonly unitName: string } | undefined;
}

export interface HistoryWords {
  /** `Place proposée`. */
  readonly label: string;
  /** `À accepter avant le mardi 24 novembre à 9 h`. */
  readonly detail?: string;
}

const absences: Record<AbsenceKind, string> = {
  justified: "justifiée",
  unjustified: "sans justificatif",
  closure: "fermeture",
  strike: "grève",
  outing: "sortie scolaire",
  teacherAway: "enseignant absent",
  sentHome: "rentré à la maison",
  unannounced: "sans prévenir",
};

function words({ what, until, absence, other }: Told): HistoryWords {
  switch (what) {
    case "booked":
      return { label: "Réservation" };
    case "toApprove":
      return { label: "Réservation demandée", detail: "Le guichet doit la valider" };
    case "waiting":
      return { label: "Inscription sur la liste d’attente" };
    case "offered":
      return {
        label: "Place proposée",
        ...(until === undefined ? {} : { detail: `À accepter avant le ${momentWords(until, null)}` }),
      };
    case "accepted":
      return { label: "Place proposée acceptée" };
    case "approved":
      return { label: "Réservation validée" };
    case "changed":
      return {
        label: "Changement de réservation",
        ...(other ? { detail: `À la place de : ${dayWithYear(other.date)}, ${other.unitName}` } : {}),
      };
    case "cancelled":
      return { label: "Annulation" };
    case "refused":
      return { label: "Réservation refusée" };
    case "withdrawn":
      return { label: "Demande de réservation retirée" };
    case "left":
      return { label: "Liste d’attente quittée" };
    case "declined":
      return { label: "Place proposée refusée" };
    case "expired":
      return { label: "Place proposée non acceptée à temps", detail: "Elle est passée à la famille suivante" };
    case "held":
      return {
        label: "Place gardée, à payer",
        ...(until === undefined ? {} : { detail: `À payer avant le ${momentWords(until, null)}` }),
      };
    case "heldPaid":
      return { label: "Place gardée payée", detail: "Elle est réservée" };
    case "heldLeft":
      return { label: "Place gardée rendue", detail: "Elle n’était pas payée" };
    case "heldEnded":
      return { label: "Place gardée non payée à temps", detail: "Elle est de nouveau libre" };
    case "absent":
      return {
        label: "Absence déclarée",
        ...(absence === undefined ? {} : { detail: `Absence ${absences[absence]}` }),
      };
    case "present":
      return { label: "Déclaration d’absence reprise" };
    case "asked":
      return other
        ? { label: "Changement demandé au guichet", detail: `Pour : ${dayWithYear(other.date)}, ${other.unitName}` }
        : { label: "Annulation demandée au guichet" };
    case "askWithdrawn":
      return { label: "Demande au guichet retirée" };
    case "askRefused":
      return { label: "Demande refusée par le guichet", detail: "La réservation est maintenue" };
  }
}

/** An event in words. */
export function historyWords(told: Told): HistoryWords {
  const { label, detail } = words(told);
  return { label: typeset(label), ...(detail === undefined ? {} : { detail: typeset(detail) }) };
}

/** Who did it; somebody of the family whose name is not known any more. */
export const authorWords: Record<Author, string> = {
  family: "Votre famille",
  office: "Le guichet",
  automatic: "Automatique",
};

/** A unit that has left the catalogue since. */
export const formerUnit = "Prestation qui n’est plus proposée";
