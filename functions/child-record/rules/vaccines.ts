/**
 * Whether a child has had the vaccines without which no group of children may keep it.
 *
 * Which ones is a matter of the year of birth (Code de la santé publique, art. L. 3111-2 and R. 3111-2): diphtheria,
 * tetanus and polio before 2018; eleven from 2018; from 2025 meningococcus ACWY in the place of C, and B besides. Only
 * what is given in the first eighteen months is compulsory; boosters at six and eleven years are advised. A child that
 * lacks one is admitted for three months, in which it is to be given (art. R. 3111-17).
 *
 * The doses are those of the calendar for who starts in time, and fewer for who starts after the first birthday. Cases
 * beyond that are a doctor's to judge, not a program's: a certificate says that the child is in order.
 */
import type { PlainDate } from "../../kernel/ids.ts";
import { addDays, addMonths } from "../../kernel/time.ts";

/** What a health book shows of one injection: most products protect against several diseases at once. */
export const vaccineProducts = [
  "hexavalent",
  "pentavalent",
  "tetravalent",
  "dtp",
  "hib",
  "hepatitisB",
  "pneumococcus",
  "meningococcusC",
  "meningococcusAcwy",
  "meningococcusB",
  "mmr",
] as const;
export type VaccineProduct = (typeof vaccineProducts)[number];

/** Diseases, or such as are never vaccinated against apart, in the order in which families read them. */
export const obligations = [
  "dtp",
  "pertussis",
  "hib",
  "hepatitisB",
  "pneumococcus",
  "meningococcusC",
  "meningococcusAcwy",
  "meningococcusB",
  "mmr",
] as const;
export type Obligation = (typeof obligations)[number];

const protects: Readonly<Record<VaccineProduct, readonly Obligation[]>> = {
  hexavalent: ["dtp", "pertussis", "hib", "hepatitisB"],
  pentavalent: ["dtp", "pertussis", "hib"],
  tetravalent: ["dtp", "pertussis"],
  dtp: ["dtp"],
  hib: ["hib"],
  hepatitisB: ["hepatitisB"],
  pneumococcus: ["pneumococcus"],
  meningococcusC: ["meningococcusC"],
  // It protects against C too, among its four.
  meningococcusAcwy: ["meningococcusC", "meningococcusAcwy"],
  meningococcusB: ["meningococcusB"],
  mmr: ["mmr"],
};

/**
 * Ages in months at which the doses are due. `late`: how many are enough when the first came after the first birthday.
 */
const calendar: Readonly<Record<Obligation, { readonly due: readonly number[]; readonly late: number }>> = {
  dtp: { due: [2, 4, 11], late: 3 },
  pertussis: { due: [2, 4, 11], late: 3 },
  hib: { due: [2, 4, 11], late: 1 },
  hepatitisB: { due: [2, 4, 11], late: 3 },
  pneumococcus: { due: [2, 4, 11], late: 2 },
  meningococcusC: { due: [5, 12], late: 1 },
  meningococcusAcwy: { due: [6, 12], late: 1 },
  meningococcusB: { due: [3, 5, 12], late: 3 },
  mmr: { due: [12, 18], late: 2 },
};
const lateFrom = 12;

/** What is compulsory for who was born on that day. */
export function obligationsOf(birthDate: PlainDate): readonly Obligation[] {
  const year = Number(birthDate.slice(0, 4));
  if (year < 2018) return ["dtp"];
  return obligations.filter((one) =>
    year < 2025 ? one !== "meningococcusAcwy" && one !== "meningococcusB" : one !== "meningococcusC",
  );
}

export interface Dose {
  readonly product: VaccineProduct;
  readonly on: PlainDate;
}

export interface Vaccination {
  readonly doses: readonly Dose[];
  /** A doctor certifies that the child is in order, or may not be vaccinated. Why is nobody's business here. */
  readonly certified: boolean;
}

export interface LackingVaccine {
  readonly obligation: Obligation;
  readonly given: number;
  /** Doses that should have been given by that day. */
  readonly wanted: number;
}

/** What is lacking on a day: doses that are due by then and had not been given by then. */
export function lackingOn(
  birthDate: PlainDate,
  { doses, certified }: Vaccination,
  date: PlainDate,
): readonly LackingVaccine[] {
  if (certified) return [];
  return obligationsOf(birthDate).flatMap((obligation): readonly LackingVaccine[] => {
    const { due, late } = calendar[obligation];
    const given = doses
      .filter(({ product, on }) => on <= date && protects[product].includes(obligation))
      .map(({ on }) => on)
      .sort();
    const [first] = given;
    const isLate = first !== undefined && first >= addMonths(birthDate, lateFrom);
    const inTime = due.filter((months) => addMonths(birthDate, months) <= date).length;
    const wanted = isLate ? Math.min(inTime, late) : inTime;
    return given.length < wanted ? [{ obligation, given: given.length, wanted }] : [];
  });
}

/**
 * The first day, from `today` on, on which something is lacking unless more is given; null: nothing will be. All that an
 * admission needs to know, and it tells nothing of what the child has had.
 */
export function lackingFrom(birthDate: PlainDate, vaccination: Vaccination, today: PlainDate): PlainDate | null {
  const turns = Object.values(calendar)
    .flatMap(({ due }) => due)
    .map((months) => addMonths(birthDate, months));
  const days = [...new Set([...turns, today])].sort();
  // Lacking today: since the day from which it has been so without a break.
  const lacks = (date: PlainDate): boolean => lackingOn(birthDate, vaccination, date).length > 0;
  if (lacks(today)) {
    const given = vaccination.doses.map(({ on }) => on);
    const past = [...new Set([...days, ...given])].filter((day) => day <= today).sort();
    const lastFine = past.findLastIndex((day) => !lacks(day));
    return past[lastFine + 1] ?? today;
  }
  return days.find((day) => day > today && lacks(day)) ?? null;
}

/** Months for which a child that lacks a vaccine is admitted. */
const provisionalMonths = 3;

export type Admission =
  | { readonly state: "inOrder" }
  /** Until that day, included. */
  | { readonly state: "provisional"; readonly until: PlainDate }
  | { readonly state: "refused"; readonly since: PlainDate };

/**
 * Whether vaccines let a child come on a day. `admittedFrom`: since when it comes, such as its enrolment's first day;
 * null, it has never come, and its three months begin on the day itself.
 */
export function admissionOn(since: PlainDate | null, date: PlainDate, admittedFrom: PlainDate | null): Admission {
  if (since === null || date < since) return { state: "inOrder" };
  const from = admittedFrom ?? date;
  const until = addDays(addMonths(from > since ? from : since, provisionalMonths), -1);
  return date <= until ? { state: "provisional", until } : { state: "refused", since: addDays(until, 1) };
}
