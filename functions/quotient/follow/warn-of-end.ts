/**
 * Warns a family before its quotient ends. When a value is entered, the moments of its warnings are put as one-time
 * schedules; when one comes, what stands then decides: a family whose next quotient is known by then hears nothing.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { FamilyCode, Instant, PlainDate } from "../../kernel/ids.ts";
import { addDays, localDate, localToInstant } from "../../kernel/time.ts";
import type { QuotientKind } from "../../kernel/town-for-functions.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { Table } from "../../table/table.ts";
import { standingOf, warningDays } from "../rules/quotient.ts";
import { readQuotients, standingValues, type QuotientMonth } from "../store/quotients.ts";

/** One warning: of the end on that day, so many days before. */
export interface QuotientWarning {
  readonly familyCode: FamilyCode;
  readonly quotientUntil: PlainDate;
  readonly days: number;
}

export interface WarningDependencies {
  readonly clock: Clock;
  /** The way of counting that prices are asked by. */
  readonly quotientKind: QuotientKind;
  readonly warnLater: (warning: QuotientWarning, at: Instant) => Promise<void>;
}

/** Puts the warnings of a month's value that are still to come. The same again changes nothing. */
export async function scheduleWarnings(
  { clock, quotientKind, warnLater }: WarningDependencies,
  familyCode: FamilyCode,
  { kind, acts }: QuotientMonth,
): Promise<void> {
  const entered = acts.at(-1)?.entered;
  if (!entered || kind !== quotientKind) return;
  const now = clock();
  for (const days of warningDays) {
    const at = localToInstant(addDays(entered.until, -days), "10:00");
    if (at > now) await warnLater({ familyCode, quotientUntil: entered.until, days }, at);
  }
}

/** Tells the family, once, if nothing counts after that day as things stand. */
export async function warnOfEnd(
  { table, clock, quotientKind }: Pick<WarningDependencies, "clock" | "quotientKind"> & { readonly table: Table },
  { familyCode, quotientUntil, days }: QuotientWarning,
): Promise<void> {
  const now = clock();
  const standing = standingOf(standingValues(await readQuotients(table, familyCode)), quotientKind, localDate(now));
  if (standing.state !== "ending" || standing.coveredUntil !== quotientUntil) return;
  await tellOnce(
    table,
    { familyCode, about: [], mailId: `quotient-ends-${quotientUntil}-${days}` },
    { kind: "quotientEnds", facts: { until: quotientUntil } },
    now,
  );
}
