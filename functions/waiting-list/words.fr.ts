/**
 * Why somebody stands where it stands on a waiting list, in French, for the staff member who must explain it to the family.
 */
import { momentWords, typeset } from "../kernel/dates.fr.ts";
import type { Instant } from "../kernel/ids.ts";
import { list } from "../kernel/list.fr.ts";

/** What keeps somebody waiting, the most lasting first. */
export type Awaits =
  /** The child is not on file any more, or may not come that day. */
  | { readonly kind: "notAllowed"; readonly sentence: string }
  /** A day beyond the child's share: not offered before. */
  | { readonly kind: "beyondQuota"; readonly from: Instant }
  /** The child has another unit that day, which excludes this one. */
  | { readonly kind: "incompatible"; readonly unitName: string }
  /** Another household of the child has this unit, or one that excludes it. */
  | { readonly kind: "otherHousehold"; readonly unitName: string }
  /** These limits are full. */
  | { readonly kind: "full"; readonly limits: readonly { readonly name: string; readonly places: number }[] }
  /** It is too late to offer a place. */
  | { readonly kind: "tooLate"; readonly since: Instant }
  /** A place is free for it: the list is being walked. */
  | { readonly kind: "nothing" };

const rank = (position: number): string =>
  position === 1 ? "Première demande de la liste" : `${position}e demande de la liste, par ordre d’arrivée`;
const limit = ({ name, places }: { readonly name: string; readonly places: number }): string =>
  `« ${name} » (${places === 0 ? "aucune place" : places === 1 ? "1 place" : `${places} places`})`;

function awaitsWords(awaits: Awaits): string {
  switch (awaits.kind) {
    case "notAllowed":
      return `Aucune place ne lui sera proposée : ${awaits.sentence}`;
    case "beyondQuota":
      return `Au-delà de ses jours garantis : une place est proposable à partir du ${momentWords(awaits.from, null)}, s’il en reste.`;
    case "incompatible":
      return `A déjà ce jour-là « ${awaits.unitName} », qui ne va pas avec cette prestation : aucune place ne lui est proposée tant que cette réservation dure.`;
    case "otherHousehold":
      return `L’autre foyer de l’enfant a déjà réservé « ${awaits.unitName} » ce jour-là : aucune place ne lui est proposée tant que cette réservation dure.`;
    case "full":
      return `Attend qu’une place se libère : ${list(awaits.limits.map(limit))} ${awaits.limits.length > 1 ? "sont au complet" : "est au complet"}.`;
    case "tooLate":
      return `Il est trop tard pour proposer une place : le délai de réservation est passé depuis le ${momentWords(awaits.since, null)}.`;
    case "nothing":
      return "Une place est libre : elle va lui être proposée d’ici quelques instants.";
  }
}

/**
 * `2e demande de la liste, par ordre d’arrivée, inscrite le lundi 7 décembre à 9 h 02. Attend qu’une place se libère :
 * …`
 */
export const explainWaiting = (position: number, since: Instant, awaits: Awaits): string =>
  typeset(`${rank(position)}, inscrite le ${momentWords(since, null)}. ${awaitsWords(awaits)}`);
