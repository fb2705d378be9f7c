/** Months of a quotient that the forms offer. */
import { id, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { monthOf, monthStart } from "../../shared/format/calendar.ts";

/** Months that may be entered: this one and those before it, as far back as the API goes. */
export const monthsUpTo = (month: PlainMonth): readonly PlainMonth[] =>
  Array.from({ length: 37 }, (_, back) => id("PlainMonth", monthOf(monthStart(id("PlainDate", `${month}-01`), -back))));
