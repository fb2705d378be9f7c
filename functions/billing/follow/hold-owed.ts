/**
 * What a family owes follows its invoices, what it pays of them and what staff exempts, into its household's record. Every night
 * what the stream has missed is put in order, where the town has bookings follow from it.
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { householdBuckets, readHouseholds } from "../../family/store/directory.ts";
import { canonical } from "../../kernel/canonical.ts";
import type { Clock } from "../../kernel/clock.ts";
import { readId, type FamilyCode } from "../../kernel/ids.ts";
import type { Log } from "../../kernel/log.ts";
import { localDate } from "../../kernel/time.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Item } from "../../table/batch.ts";
import type { Table } from "../../table/table.ts";
import { dueOf } from "../rules/settlement.ts";
import { monthsBefore } from "../rules/periods.ts";
import { holdOwed } from "../store/owed.ts";
import { readInvoices } from "../store/statements.ts";

export const owedMessages = { mended: "owed.mended" } as const;

/** What of a statement, or of an exemption, says what is owed: a PDF that is archived, a reminder that was sent do not. */
const counting = ({ issue, settlement, exempt, carriedBy, until, at }: Item): string | undefined =>
  canonical([issue, settlement, exempt, carriedBy, until, at]);

export async function followOwed({ table }: { readonly table: Table }, { before, after }: StreamRecord): Promise<void> {
  if (before && after && counting(before) === counting(after)) return;
  const code = readId("FamilyCode", String((after ?? before)?.["familyCode"]));
  if (!code) throw new Error("A statement or an exemption that names no family");
  await holdOwed(table, code);
}

/** Months after which the portal looks at an invoice no more: the accountant's action lapses after four years. */
const oldest = 48;

/** Every family with something to pay, or whose record says so, is looked at again. */
export async function holdAllOwed(
  { table, clock, log }: { readonly table: Table; readonly clock: Clock; readonly log: Log },
  { suspension }: Pick<Catalogue, "suspension">,
): Promise<void> {
  if (!suspension) return;
  const now = monthOf(localDate(clock()));
  const owing = new Set<FamilyCode>();
  for (let back = 0; back < oldest; back += 1) {
    let after: string | null = null;
    do {
      const page = await readInvoices(table, monthsBefore(now, back), { after, limit: 200 });
      for (const one of page.invoices) if (dueOf(one) > 0) owing.add(one.familyCode);
      after = page.next;
    } while (after !== null);
  }
  for (const bucket of householdBuckets) {
    let after: FamilyCode | null = null;
    do {
      const page = await readHouseholds(table, { bucket, after, limit: 200 });
      for (const { code, owes } of page.households) if (owes) owing.add(code);
      after = page.next;
    } while (after !== null);
  }
  let mended = 0;
  for (const code of owing) if (await holdOwed(table, code)) mended += 1;
  if (mended > 0) log.warn(owedMessages.mended, { families: mended });
}
