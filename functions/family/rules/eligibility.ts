/**
 * Whether an activity is for a child, judged on the day itself: a child who turns three in March may come from that day on.
 */
import type { Eligibility } from "../../catalogue/rules/catalogue.ts";
import { id, type PlainDate } from "../../kernel/ids.ts";
import { ageOn, type Child } from "./family.ts";

export type Ineligible =
  | {
      readonly code: "tooYoung";
      readonly firstName: string;
      readonly minAge: number;
      /** First day of that age. */ readonly from: PlainDate;
    }
  | {
      readonly code: "tooOld";
      readonly firstName: string;
      readonly maxAge: number;
      /** First day past that age. */ readonly from: PlainDate;
    }
  | {
      readonly code: "otherGrade";
      readonly firstName: string;
      readonly grade: string;
      readonly grades: readonly string[];
    }
  /** The activity asks for a grade and the child's record has none. */
  | { readonly code: "gradeUnknown"; readonly firstName: string }
  /** It leaves the household: from that day on nothing is booked for it there. */
  | { readonly code: "leaves"; readonly firstName: string; readonly from: PlainDate }
  | { readonly code: "otherSchool"; readonly firstName: string; readonly schools: readonly string[] };

/**
 * First day on which someone is that old; 1 March in ordinary years for those born on 29 February, as `ageOn` counts.
 */
export function birthday(birthDate: PlainDate, age: number): PlainDate {
  const day = id("PlainDate", `${Number(birthDate.slice(0, 4)) + age}${birthDate.slice(4)}`);
  const exists = new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
  return exists ? day : id("PlainDate", `${day.slice(0, 4)}-03-01`);
}

function whyOtherClass({ grades, schools }: Eligibility, { firstName, grade, school }: Child): Ineligible | null {
  if (grades && grade === undefined) return { code: "gradeUnknown", firstName };
  if (grades && grade !== undefined && !grades.includes(grade)) return { code: "otherGrade", firstName, grade, grades };
  if (schools && (school === undefined || !schools.includes(school)))
    return { code: "otherSchool", firstName, schools };
  return null;
}

/** Why an activity is not for a child on a day, or null when it is. */
export function whyIneligible(
  { eligibility }: { readonly eligibility: Eligibility },
  child: Child,
  date: PlainDate,
): Ineligible | null {
  const { firstName } = child;
  const { minAge, maxAge } = eligibility;
  if (child.leavingFrom !== undefined && child.leavingFrom <= date)
    return { code: "leaves", firstName, from: child.leavingFrom };
  const age = ageOn(child.birthDate, date);
  if (minAge !== undefined && age < minAge)
    return { code: "tooYoung", firstName, minAge, from: birthday(child.birthDate, minAge) };
  if (maxAge !== undefined && age > maxAge)
    return { code: "tooOld", firstName, maxAge, from: birthday(child.birthDate, maxAge + 1) };
  return whyOtherClass(eligibility, child);
}
