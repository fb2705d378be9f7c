/** Tells a family what an agent has done with its bookings, and why. */
import type { BookingLine } from "../contract/basket.ts";
import type { Family } from "../../family/rules/family.ts";
import type { IdempotencyKey } from "../../kernel/ids.ts";
import type { Mail } from "../../mail/kinds.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { BookingDependencies } from "../dependencies.ts";
import { bookingLines } from "../mail-lines.ts";
import type { MailLine } from "../mails.fr.ts";

/** Nothing when nothing was done. Told again for the same request, it writes the same mail again. */
export async function tellActed(
  { table, catalogue, clock }: Pick<BookingDependencies, "table" | "catalogue" | "clock">,
  { household: { code }, children }: Family,
  idempotencyKey: IdempotencyKey,
  lines: readonly BookingLine[],
  mailOf: (told: readonly MailLine[]) => Mail,
): Promise<void> {
  if (lines.length === 0) return;
  const people = {
    child: ({ childId }: { readonly childId: string }) => children.find(({ id }) => id === childId) ?? null,
  };
  const told = bookingLines(
    await catalogue.latest(),
    people,
    lines.map((line) => ({ ...line, familyCode: code })),
  );
  await tellOnce(table, { familyCode: code, mailId: `acted-${idempotencyKey}` }, mailOf(told), clock());
}
