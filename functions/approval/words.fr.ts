/** What staff is told of each other's work, whatever it is about. */
import { dayWithYear, typeset } from "../kernel/dates.fr.ts";
import type { Instant } from "../kernel/ids.ts";
import { instantToLocal } from "../kernel/time.ts";
import type { Holder } from "./rules/in-hand.ts";

const moment = (at: Instant): string => {
  const { date, time } = instantToLocal(at);
  return `le ${dayWithYear(date)} à ${time.slice(0, 5)}`;
};

export const approvalWords = {
  held: ({ byName, at }: Pick<Holder, "byName" | "at">): string =>
    typeset(
      `Cette demande est prise en charge par ${byName} depuis ${moment(at)}. Voyez avec cette personne, ou reprenez la demande à votre compte.`,
    ),
  /** `instead`: what can still be done. */
  tooLate: (instead: string): string => typeset(`Les dix secondes sont passées : la famille est prévenue. ${instead}`),
} as const;
