/** Periods that a request names: what no page may ask for is refused in one way. */
import type { PlainDate } from "../kernel/ids.ts";
import { daysBetween } from "../kernel/time.ts";
import { Problem } from "./problem.ts";

/** Refuses a period whose end comes before its start. */
export function requirePeriod({ from, to }: { readonly from: PlainDate; readonly to: PlainDate }): void {
  if (to < from)
    throw new Problem("request.invalid", {
      detail: "La fin de la période vient avant son début. Échangez les deux dates.",
      errors: [{ field: "to", message: "Cette date vient avant le début." }],
    });
}

/** Refuses a period that is upside down, or longer than this many days. */
export function requireSpan({ from, to }: { readonly from: PlainDate; readonly to: PlainDate }, most: number): void {
  requirePeriod({ from, to });
  if (daysBetween(from, to) >= most)
    throw new Problem("request.invalid", {
      detail: `Choisissez une période de ${most} jours au plus.`,
      errors: [{ field: "to", message: `Cette période dépasse ${most} jours.` }],
    });
}
