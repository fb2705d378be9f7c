/** Whether a child may come, judged on the day itself: a child who turns three in March may come from that day on. */
import type { Eligibility } from "./catalogue.ts";
import { ageOn, type Child } from "./family.ts";
import { id, type PlainDate } from "./ids.ts";

export type Ineligible =
  | { readonly code: "tooYoung"; readonly firstName: string; readonly minAge: number; /** First day of that age. */ readonly from: PlainDate }
  | { readonly code: "tooOld"; readonly firstName: string; readonly maxAge: number; /** First day past that age. */ readonly from: PlainDate }
  | { readonly code: "otherGrade"; readonly firstName: string; readonly grade: string; readonly grades: readonly string[] }
  /** The activity asks for a grade and the child's record has none. */
  | { readonly code: "gradeUnknown"; readonly firstName: string };

/** First day on which someone is that old; 1 March in ordinary years for those born on 29 February, as `ageOn` counts. */
export function birthday(birthDate: PlainDate, age: number): PlainDate {
  const day = id("PlainDate", `${Number(birthDate.slice(0, 4)) + age}${birthDate.slice(4)}`);
  const exists = new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return exists ? day : id("PlainDate", `${day.slice(0, 4)}-03-01`);
}

/** Why a child may not come on a day, or null when it may. */
export function whyIneligible({ minAge, maxAge, grades }: Eligibility, child: Child, date: PlainDate): Ineligible | null {
  const { firstName, grade } = child;
  const age = ageOn(child.birthDate, date);
  if (minAge !== undefined && age < minAge) return { code: "tooYoung", firstName, minAge, from: birthday(child.birthDate, minAge) };
  if (maxAge !== undefined && age > maxAge) return { code: "tooOld", firstName, maxAge, from: birthday(child.birthDate, maxAge + 1) };
  if (!grades) return null;
  if (grade === undefined) return { code: "gradeUnknown", firstName };
  return grades.includes(grade) ? null : { code: "otherGrade", firstName, grade, grades };
}
