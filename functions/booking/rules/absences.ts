/** Why a child does not come on a day that is booked, and who says so. */
import type { AbsenceKind } from "../../catalogue/rules/absence-kinds.ts";

export { absenceKinds, type AbsenceKind } from "../../catalogue/rules/absence-kinds.ts";

/** Kinds that a family declares; the others follow from what staff decides. */
export const declaredAbsences = ["justified", "unjustified", "outing"] as const satisfies readonly AbsenceKind[];
