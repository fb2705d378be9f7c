/** Words of the basket: what is chosen and not yet confirmed. */
import { count } from "../../../shared/format/text.ts";

export const basket = {
  label: "Récapitulatif",
  nothing: "Touchez un jour libre pour le choisir.",
  toBook: (days: number) => count(days, "jour à réserver", "jours à réserver"),
  toWait: (days: number) => count(days, "jour en liste d’attente", "jours en liste d’attente"),
  toCancel: (days: number) => count(days, "jour à annuler", "jours à annuler"),
  elsewhere: (days: number) => `dont ${days} dans d’autres activités`,
  /** Together one label; the second half is for ears alone where the bar is narrow. */
  review: "Vérifier",
  andConfirm: "et confirmer",
  allActivities: "Activités",
} as const;
