/** What staff is told of the planning, in French. */
import { momentWords, typeset } from "../kernel/dates.fr.ts";
import type { Instant, PlainDate } from "../kernel/ids.ts";

const placesWords = (places: number | null): string =>
  places === null ? "le nombre du catalogue" : places <= 1 ? `${places} place` : `${places} places`;

/** Who changed a number, when, from what, and why. */
interface Changed {
  readonly at: Instant;
  readonly byName: string;
  readonly reason: string;
  readonly before?: number | undefined;
}

/** A number of places that a colleague has changed since the page was read. `change`: null when it is not known. */
export const changedMeanwhile = ({
  set,
  change,
  wanted,
  today,
}: {
  readonly set: number | null;
  readonly change: Changed | null;
  readonly wanted: number | null;
  readonly today: PlainDate;
}): string =>
  typeset(
    `${
      change
        ? `${change.byName} a changé ce nombre le ${momentWords(change.at, today)} (motif : « ${change.reason} »). Avant : ${placesWords(change.before ?? null)} ; maintenant : ${placesWords(set)}`
        : `Ce nombre vient d’être changé : ${placesWords(set)} maintenant`
    }. Vous demandiez ${placesWords(wanted)}. Rien n’a été écrasé : enregistrez de nouveau si c’est toujours votre choix, ou annulez.`,
  );
