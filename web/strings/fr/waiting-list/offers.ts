/** Words of a place that is kept for the family, after a waiting list. */
import { nbsp } from "../../../shared/format/text.ts";

export const offers = {
  title: (offers: number) =>
    offers === 1 ? "Une place est gardée pour vous" : `${offers}${nbsp}places sont gardées pour vous`,
  /** `toPay`: of a place that is held until it is paid. */
  until: (moment: string, left: string, toPay = "") =>
    `${toPay && `À payer${nbsp}: ${toPay}. `}Gardée jusqu’au ${moment} (encore ${left})`,
  over: "Le délai est passé : la place est proposée à la famille suivante.",
  unpaid: "Le délai est passé.",
} as const;
