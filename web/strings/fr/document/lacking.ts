/**
 * Words of documents that are missing, where a booking lacks one and on the home page: apart, because the grid and the
 * home page carry them.
 */
import { count } from "../../../shared/format/text.ts";

export const lackingDocuments = {
  send: "Envoyer ce justificatif",
  one: (name: string, firstName: string | undefined) => (firstName === undefined ? name : `${name}, ${firstName}`),
  todo: {
    missing: (name: string) => `${name} : à envoyer`,
    ended: (name: string) => `${name} : n’est plus valable`,
    ending: (name: string) => `${name} : se termine bientôt`,
    refused: (name: string) => `${name} : à renvoyer`,
  },
  detail: {
    missing: (whose: string) => `Demandé pour ${whose}`,
    ended: (whose: string) => `Pour ${whose}`,
    ending: (whose: string, day: string) => `Pour ${whose}, valable jusqu’au ${day}`,
    refused: (whose: string) => `Pour ${whose}, le dernier envoi n’a pas été pris`,
  },
  quotient: {
    missing: "Votre quotient familial : à faire connaître",
    ended: "Votre quotient familial n’est plus valable",
    ending: "Votre quotient familial se termine bientôt",
    soon: "Votre quotient familial se termine dans moins de deux semaines",
    missingDetail: "Sans lui, le portail ne sait pas quels tarifs vous concernent",
    until: (day: string) => `Valable jusqu’au ${day}`,
    wasUntil: (day: string) => `Valable jusqu’au ${day}, il ne compte plus`,
    see: "Voir",
  },
  household: "votre foyer",
  act: "Envoyer",
  all: "Tous mes justificatifs",
  more: (number: number) => `et ${count(number, "autre", "autres")}`,
} as const;
