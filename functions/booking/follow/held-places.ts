/**
 * Places that are held until they are paid, as the table's stream tells of them: money that comes into a wallet pays for them, the
 * one that was held first before the others, each in a write of its own; what it cannot pay stays held until its end. The family is
 * told of what was paid, once, and of what was not, once for all that one request had held.
 */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { readPeople } from "../../family/store/people.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import type { Log } from "../../kernel/log.ts";
import type { Mail } from "../../mail/kinds.ts";
import { tellOnce } from "../../mail/outbox.ts";
import { repairMessages } from "../../stream/repair-messages.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import { heldName } from "../../wallet/rules/held.ts";
import { walletOf } from "../../wallet/store/wallets.ts";
import { bookingLines } from "../mail-lines.ts";
import type { MailLine } from "../mails.fr.ts";
import type { ChildDay } from "../rules/child-day.ts";
import { readChildDays } from "../store/child-days.ts";
import { isEndedHold, isPaidHold, settleHeld, type Held } from "../store/held.ts";

export interface HeldDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly log: Log;
}

async function linesOf({ table, catalogue }: HeldDependencies, held: readonly Held[]): Promise<readonly MailLine[]> {
  const booked = held.map(({ unit, ...rest }) => ({ ...rest, ...unitOf(unit) }));
  return bookingLines(await catalogue.latest(), await readPeople(table, booked), booked);
}

async function tell(
  { table, clock }: HeldDependencies,
  familyCode: FamilyCode,
  held: readonly Held[],
  mailId: string,
  mail: Mail,
): Promise<void> {
  const about = [...new Set(held.map(({ childId }) => childId))];
  // Good news need not be told by phone: its pages say so.
  const shown = mail.kind === "heldPaid" ? { courtesy: true as const } : {};
  await tellOnce(table, { familyCode, about, mailId, ...shown }, mail, clock());
}

/** A wallet has changed: with more money in it, or once nothing is on its way any more, what is held is looked at. */
export async function followWallet(dependencies: HeldDependencies, { before, after }: StreamRecord): Promise<void> {
  if (!before || !after) return;
  const [was, is] = [walletOf(before), walletOf(after)];
  const over = was.awaited !== undefined && is.awaited?.operation !== was.awaited.operation;
  if (is.held.length === 0 || (is.balance <= was.balance && !over)) return;
  const { table, clock, log } = dependencies;
  const { familyCode } = is;
  const held = is.held.map(({ childId, date, unit, generation }) => ({ familyCode, childId, date, unit, generation }));
  for (const one of held) {
    const known = (await readChildDays(table, [one]))(one);
    if (await settleHeld(table, one, known, clock()))
      log.info(repairMessages.offerEnded, { site: known.units.get(one.unit)?.siteId, date: one.date });
  }
  const dayOf = await readChildDays(table, held);
  const paid = held.filter((one) => isPaidHold(dayOf(one).units.get(one.unit), one.generation));
  const [first] = paid;
  if (!first) return;
  const lines = await linesOf(dependencies, paid);
  await tell(dependencies, familyCode, paid, `heldPaid-${heldName(first)}-${first.generation}`, {
    kind: "heldPaid",
    facts: { lines },
  });
}

/**
 * A child's day has changed: a place that is held may be paid already, by money that came in the same second; one that was not paid
 * in time is told.
 */
export async function followHeld(
  dependencies: HeldDependencies,
  familyCode: FamilyCode,
  before: ChildDay | null,
  after: ChildDay,
): Promise<void> {
  const { table, clock } = dependencies;
  for (const [unit, state] of after.units) {
    const old = before?.units.get(unit);
    const held = { familyCode, childId: after.childId, date: after.date, unit, generation: state.generation };
    if (state.toPay && !old?.toPay) await settleHeld(table, held, (await readChildDays(table, [held]))(held), clock());
    if (!old?.toPay || !isEndedHold(state)) continue;
    const [line] = await linesOf(dependencies, [held]);
    if (line)
      await tell(dependencies, familyCode, [held], `heldEnded-${old.claim?.requestToken ?? heldName(held)}`, {
        kind: "heldEnded",
        facts: { ...line, awaited: old.toPay.prolonged !== undefined },
      });
  }
}
