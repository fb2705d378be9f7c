/** Why a child does not come on a day that is booked. Each kind has its own effect on the bill (absence-rules.ts). */
export const absenceKinds = [
  "justified",
  "unjustified",
  "closure",
  "strike",
  "outing",
  /** School sends nobody: the teacher is away. */
  "teacherAway",
  /** The child came, and its family was asked to collect it. */
  "sentHome",
  /** Nobody said anything, and the child did not come. */
  "unannounced",
] as const;
export type AbsenceKind = (typeof absenceKinds)[number];
