/** Why a child does not come on a day that is booked. Each kind has its own effect on the invoice. */
export const absenceKinds = ["justified", "unjustified", "closure", "strike", "outing"] as const;
export type AbsenceKind = (typeof absenceKinds)[number];

/** Kinds that a family declares; the others follow from what staff decides. */
export const declaredAbsences = ["justified", "unjustified", "outing"] as const satisfies readonly AbsenceKind[];
