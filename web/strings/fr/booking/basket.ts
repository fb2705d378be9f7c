/** Words of the basket: what is chosen and not yet confirmed. */
import { agreed } from "./amount.ts";

export const basket = {
  label: "Récapitulatif",
  nothing: "Touchez un jour libre pour le choisir.",
  toBook: agreed("à réserver"),
  toWait: agreed("en liste d’attente"),
  toCancel: agreed("à annuler"),
  elsewhere: (days: number) => `dont ${days} dans d’autres activités`,
  /** Together one label; the second half is for ears alone where the bar is narrow. */
  review: "Vérifier",
  andConfirm: "et confirmer",
  allActivities: "Activités",
} as const;
