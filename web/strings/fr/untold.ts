/** Words of « Non prévenus ». */
import { count, nbsp } from "../../shared/format/text.ts";

export const untold = {
  title: "Non prévenus",
  intro:
    "Ce que des familles devaient apprendre par e-mail et qui n’est pas parti : pas d’adresse, adresse refusée, envoi interrompu, portail sans expéditeur. Appelez-les, puis notez l’appel.",
  filter: "Lesquelles ?",
  states: { toCall: "À appeler", called: "Déjà appelées" },
  none: { toCall: "Toutes les familles ont été prévenues.", called: "Aucun appel noté." },
  since: (day: string) => `À prévenir depuis le ${day}`,
  family: (name: string, code: string) => `${name}, famille ${code}`,
  /** A part of a sentence made to stand alone. */
  why: (why: string) => `${why.charAt(0).toLocaleUpperCase("fr")}${why.slice(1)}.`,
  noPhone: "pas de téléphone",
  noAdult: "Cette famille n’est plus dans le portail.",
  told: "a reçu l’e-mail",
  call: "Appelé",
  callOf: (name: string, what: string) => `Appelé${nbsp}: ${name}, ${what}`,
  called: (by: string, when: string) => `Appelé par ${by}, ${when}`,
  undo: "Annuler",
  undoOf: (name: string) => `Annuler${nbsp}: ${name} reste à appeler`,
  noted: (name: string) => `Appel noté${nbsp}: ${name}.`,
  undone: (name: string) => `${name} reste à appeler.`,
  more: "Voir la suite",
  shown: (entries: number) => count(entries, "message affiché", "messages affichés"),
} as const;
