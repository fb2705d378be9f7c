/** Words of the roll-call, in the day sheet. */
import type { StepView } from "../../../functions/attendance/contract/routes.ts";
import type { MarkView } from "../../../functions/attendance/contract/views.ts";
import { clockTime } from "../../shared/format/dates.ts";
import { count, nbsp } from "../../shared/format/text.ts";

type AbsenceKind = NonNullable<MarkView["absent"]>;
type Presence = "expected" | "here" | "gone" | "absent";

const absences: Record<AbsenceKind, string> = {
  justified: "avec justificatif",
  unjustified: "sans justificatif",
  closure: "fermeture",
  strike: "grève",
  outing: "sortie scolaire",
  teacherAway: "enseignant absent",
  sentHome: "rentré à la maison",
  unannounced: "sans prévenir",
};

/** `Là depuis 8 h 31`, `De 8 h 31 à 17 h 42`, `Absent, sans prévenir`. */
function mark({ arrived, left, absent }: MarkView): string {
  const times =
    arrived !== undefined && left !== undefined
      ? `De ${clockTime(arrived)} à ${clockTime(left)}`
      : arrived !== undefined
        ? `Là depuis ${clockTime(arrived)}`
        : left !== undefined
          ? `Parti à ${clockTime(left)}, arrivée non notée`
          : null;
  if (times === null) return absent === undefined ? "Attendu" : `Absent, ${absences[absent]}`;
  return absent === undefined ? times : `${times} (${absences[absent]})`;
}

const done: Record<"here" | "gone" | "absent" | "clear", (children: number) => string> = {
  here: (children) => (children > 1 ? `${children}${nbsp}enfants notés présents` : "1 enfant noté présent"),
  gone: (children) => (children > 1 ? `${children}${nbsp}enfants notés partis` : "1 enfant noté parti"),
  absent: (children) => (children > 1 ? `${children}${nbsp}enfants notés absents` : "1 enfant noté absent"),
  clear: (children) => (children > 1 ? `${children}${nbsp}enfants remis attendus` : "1 enfant remis attendu"),
};

export const attendance = {
  column: "Présence",
  mark,
  absences,
  told: "dit par la famille",
  unbooked: "sans réservation",
  byNight: { left: "départ non noté, fermé d’office", absent: "non noté, fermé d’office" },
  presences: { expected: "Attendus", here: "Là", gone: "Partis", absent: "Absents" } satisfies Record<Presence, string>,
  group: "Groupe",
  everybody: "Tout l’accueil",
  filter: "Montrer",
  all: (children: number) => `Tous (${children})`,
  filtered: (presence: Presence, children: number): string =>
    `${{ expected: "Attendus", here: "Là", gone: "Partis", absent: "Absents" }[presence]} (${children})`,
  none: "Personne ici.",
  select: (name: string) => `Choisir ${name}`,
  selectAll: (children: number) => `Tout choisir (${children})`,
  selected: (children: number) =>
    children === 0 ? "Choisissez des enfants" : children > 1 ? `${children} enfants choisis` : "1 enfant choisi",
  here: "Présents",
  gone: "Partis",
  absent: "Absents",
  hereOne: "Présent",
  goneOne: "Parti",
  ofChild: (name: string) => `${nbsp}: ${name}`,
  sending: "Envoi…",
  undo: "Annuler",
  redo: "Rétablir",
  done: (what: keyof typeof done, children: number, time: string | null) =>
    `${done[what](children)}${time === null ? "" : ` à ${clockTime(time)}`}.`,
  corrected: (name: string) => `Heures de ${name} corrigées.`,
  added: (name: string) => `${name} est sur la feuille.`,
  undone: "Annulé.",
  redone: "Rétabli.",
  refused: (children: number) =>
    children > 1 ? `${children} enfants n’ont pas pu être notés` : "1 enfant n’a pas pu être noté",
  refusedLine: (name: string, why: string) => `${name}${nbsp}: ${why}`,
  absentTitle: (children: number) => (children > 1 ? `Noter ${children} enfants absents` : "Noter 1 enfant absent"),
  absentKind: "Pourquoi",
  absentHint: "Ce que l’absence change sur la facture dépend de ce motif et du règlement de l’accueil.",
  kinds: [
    ["unannounced", "Sans prévenir"],
    ["justified", "Absence avec justificatif (maladie…)"],
    ["unjustified", "Prévenue, sans justificatif"],
    ["sentHome", "Était là, rentré à la maison"],
    ["outing", "Sortie scolaire"],
    ["teacherAway", "Enseignant absent"],
    ["strike", "Grève"],
    ["closure", "Fermeture de l’accueil"],
  ] as const satisfies readonly (readonly [AbsenceKind, string])[],
  noteAbsent: "Noter absents",
  add: "Ajouter un enfant",
  addTitle: "Ajouter un enfant non attendu",
  addText: `Il est noté présent maintenant, sans réservation${nbsp}: son droit d’être là n’est pas vérifié ici.`,
  find: "Nom de l’enfant, d’un responsable, ou code famille",
  families: "Familles trouvées",
  nobody: "Personne ne correspond à cette recherche.",
  children: "Quel enfant",
  unit: "Pour quelle prestation",
  noChildren: "Cette famille n’a pas d’enfant.",
  otherFamily: "Autre famille",
  addHere: "Noter présent",
  chooseChild: "Choisissez un enfant.",
  times: "Heures et corrections",
  timesTitle: (name: string) => `Heures de ${name}`,
  arrived: "Arrivée",
  left: "Départ",
  timeHint: `Vide${nbsp}: non notée.`,
  save: "Enregistrer les heures",
  clear: "Remettre attendu",
  upsideDown: "Le départ vient avant l’arrivée.",
  steps: "Ce qui a été noté",
  noSteps: "Rien n’a encore été noté pour cet enfant.",
  stepReason: (reason: string) => `Motif${nbsp}: ${reason}`,
  step: {
    here: "Arrivée",
    gone: "Départ",
    absent: "Absence",
    times: "Correction",
    clear: "Remis attendu",
    undo: "Annulation",
    night: "Fermeture d’office",
  } satisfies Record<StepView["what"], string>,
  by: (who: string | undefined, when: string) => (who === undefined ? `La nuit, ${when}` : `${who}, ${when}`),
  change: (unit: string, from: string, to: string) => `${unit}${nbsp}: ${from} → ${to}`,
  nothing: "rien",
  closed: "Appel fermé",
  closedText: (left: number, absent: number) =>
    [
      "La nuit a fermé l’appel de ce jour.",
      left > 0 &&
        `${count(left, "départ", "départs")} jamais ${left > 1 ? "notés" : "noté"}${nbsp}: mis à l’heure de fin de la prestation.`,
      absent > 0 &&
        `${count(absent, "enfant", "enfants")} jamais ${absent > 1 ? "notés" : "noté"}${nbsp}: ${absent > 1 ? "absents" : "absent"} sans prévenir.`,
    ]
      .filter((part) => part !== false)
      .join(" "),
  reopen: "Rouvrir l’appel",
  reopenText: "Ce que la nuit a noté reste tant que personne ne le corrige. La nuit prochaine refermera l’appel.",
  reopenHint: "Ce qui reste à corriger, et qui l’a signalé.",
  reopened: (who: string, when: string, why: string) => `Rouvert par ${who}, ${when}${nbsp}: ${why}`,
} as const;
