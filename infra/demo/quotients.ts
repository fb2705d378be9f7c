/** Quotients of the families one signs in as: one of each origin, one of zero, one that ends soon, one that has ended, none. */
import { id, type FamilyCode, type Instant, type PlainDate } from "../../functions/kernel/ids.ts";
import { cents } from "../../functions/kernel/money.ts";
import { addDays, addMonths, localDate } from "../../functions/kernel/time.ts";
import type { QuotientOrigin } from "../../functions/catalogue/rules/quotient-origins.ts";
import { firstDayOf, monthOf } from "../../functions/quotient/rules/quotient.ts";
import { addAct } from "../../functions/quotient/store/quotients.ts";
import type { Table } from "../../functions/table/table.ts";
import type { CastFamily } from "./cast.ts";

interface DemoQuotient {
  readonly code: FamilyCode;
  /** Months before today's of which it is the quotient. */
  readonly ago: number;
  readonly value: number;
  readonly origin: QuotientOrigin;
  readonly until: PlainDate;
  readonly reason: string;
}

function demoQuotients(cast: readonly CastFamily[], today: PlainDate): readonly DemoQuotient[] {
  const [three, one, busy, , second] = cast.map(({ family }) => family.household.code);
  if (!three || !one || !busy || !second) throw new Error("The demo town lacks a family of the cast");
  const nextSummer = addDays(addMonths(firstDayOf(monthOf(today)), 10), -1);
  return [
    {
      code: three,
      ago: 13,
      value: 690_00,
      origin: "caf",
      until: addMonths(today, -1),
      reason: "Attestation de l’an dernier",
    },
    {
      code: three,
      ago: 20,
      value: 655_00,
      origin: "api",
      until: addMonths(today, -13),
      reason: "Demandé à la CAF ou à la MSA par API Particulier",
    },
    { code: three, ago: 1, value: 722_00, origin: "caf", until: nextSummer, reason: "Attestation apportée au guichet" },
    { code: one, ago: 2, value: 0, origin: "msa", until: nextSummer, reason: "Attestation de la MSA" },
    {
      code: busy,
      ago: 11,
      value: 987_50,
      origin: "papers",
      until: addDays(today, 12),
      reason: "Avis d’imposition et prestations",
    },
    {
      code: second,
      ago: 14,
      value: 1_250_00,
      origin: "decision",
      until: addDays(today, -20),
      reason: "Situation particulière",
    },
  ];
}

/** Puts them in. Again: finds them there. */
export async function enterQuotients(table: Table, cast: readonly CastFamily[], now: Instant): Promise<void> {
  const today = localDate(now);
  for (const { code, ago, value, origin, until, reason } of demoQuotients(cast, today)) {
    const month = monthOf(addMonths(firstDayOf(monthOf(today)), -ago));
    await addAct(
      table,
      code,
      { kind: "caf", month, seen: 0 },
      {
        at: now,
        by: id("Login", "AGENT.DUBOIS"),
        byName: "Claire Dubois",
        reason,
        key: id("IdempotencyKey", `demo-quotient-${month}`),
        entered: { value: cents(value), from: firstDayOf(month), until, origin },
      },
    );
  }
}
