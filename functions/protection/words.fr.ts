/** What staff is told when a measure cannot be taken or lifted. */
import { dayWithYear, typeset } from "../kernel/dates.fr.ts";
import { instantToLocal } from "../kernel/time.ts";
import type { Word } from "./rules/protection.ts";

/** `Agente Martin, le jeudi 26 novembre 2026 à 14:05, avec ce motif : « … »`. */
function told({ byName, at, reason }: Word): string {
  const { date, time } = instantToLocal(at);
  return `${byName}, le ${dayWithYear(date)} à ${time.slice(0, 5)}, avec ce motif : « ${reason} »`;
}

export const protectionWords = {
  noAdult: typeset("Cet adulte n’est pas, ou plus, dans ce foyer. Rechargez la page."),
  noChild: typeset("Cet enfant n’est pas, ou plus, dans ce foyer. Rechargez la page."),
  toCome: typeset("Cette date est dans l’avenir : écrivez celle de la décision, qui est déjà prise."),
  standsAlready: (word: Word): string =>
    typeset(`Cette mesure est déjà en place, prise par ${told(word)}. Rechargez la page.`),
  liftedAlready: (word: Word): string => typeset(`Cette mesure a déjà été levée par ${told(word)}. Rechargez la page.`),
  gone: typeset("Cette mesure n’est pas dans ce dossier. Rechargez la page."),
  tooMany: typeset("Cent mesures ont déjà été prises dans ce foyer : appelez l’administrateur du portail."),
  reused: typeset("Cette demande a déjà été envoyée avec un autre contenu. Rechargez la page, puis recommencez."),
} as const;
