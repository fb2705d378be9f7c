/** A family confirms its file once a year: until when that holds, and whether it is to be done again. */
import type { Household } from "../../family/rules/family.ts";
import { id, type PlainDate } from "../../kernel/ids.ts";
import { addDays, addMonths } from "../../kernel/time.ts";

/** The day before the next one on which families confirm anew: `from` is a day of each year, `07-01`. */
export function certifiedUntil(today: PlainDate, from: string): PlainDate {
  const thisYear = id("PlainDate", `${today.slice(0, 4)}-${from}`);
  return addDays(today < thisYear ? thisYear : addMonths(thisYear, 12), -1);
}

export const isCertified = ({ certified }: Pick<Household, "certified">, today: PlainDate): boolean =>
  certified !== undefined && today <= certified.until;

/** What the file was when it was confirmed: the versions of its records. */
export interface FileVersion {
  readonly household: number;
  readonly children: Readonly<Record<string, number>>;
}

export const sameVersion = (one: FileVersion, other: FileVersion): boolean => {
  const names = Object.keys(one.children);
  return (
    one.household === other.household &&
    names.length === Object.keys(other.children).length &&
    names.every((name) => one.children[name] === other.children[name])
  );
};
