/** Months of a quotient, as the forms offer and write them. */
import { id, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { monthOf, monthStart } from "../../shared/format/calendar.ts";
import { monthAndYear } from "../../shared/format/dates.ts";

const firstDay = (month: string) => id("PlainDate", `${month}-01`);

/** `octobre 2026` of `2026-10`. */
export const monthWords = (month: string): string => monthAndYear(firstDay(month));

/** Months that may be entered: this one and those before it, as far back as the API goes. */
export const monthsUpTo = (month: PlainMonth): readonly PlainMonth[] =>
  Array.from({ length: 37 }, (_, back) => id("PlainMonth", monthOf(monthStart(firstDay(month), -back))));
