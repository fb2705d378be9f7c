/** Until when a document holds good. */
import type { Validity } from "../../catalogue/rules/catalogue.ts";
import { id, type PlainDate } from "../../kernel/ids.ts";
import { addDays, addMonths } from "../../kernel/time.ts";

/** The school year ends on 31 August. What is sent from 1 June on is for the one that comes. */
const nextYearFrom = "06-01";
const yearEnds = "08-31";

/** The last day on which a document sent that day holds good; null: for ever. */
export function validUntil(validity: Validity, sentOn: PlainDate): PlainDate | null {
  switch (validity.kind) {
    case "forever":
      return null;
    case "until":
      return validity.date;
    case "schoolYear": {
      const year = Number(sentOn.slice(0, 4)) + (sentOn.slice(5) >= nextYearFrom ? 1 : 0);
      return id("PlainDate", `${year}-${yearEnds}`);
    }
    case "span":
      return addMonths(sentOn, validity.unit === "years" ? validity.number * 12 : validity.number);
  }
}

/** Days before its end from which families are told that a document ends. */
const endingDays = 30;

export const endsSoon = (until: PlainDate, today: PlainDate): boolean => until <= addDays(today, endingDays);
