/**
 * Payers are told of what concerns their account: a mandate that is signed or ends, a debit that is coming (which the law wants
 * told before), called off, or sent back. It follows from the records, so that each is told once whoever did it.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { Item } from "../../table/batch.ts";
import type { Table } from "../../table/table.ts";
import { tellOnce } from "../../mail/outbox.ts";
import { maskedIban } from "../rules/masked.ts";
import { debitName } from "../rules/batch.ts";
import { debitOf } from "../store/batches.ts";
import { mandateOf } from "../store/mandates.ts";
import { returnWords } from "../words.fr.ts";

interface Dependencies {
  readonly table: Table;
  readonly clock: Clock;
}
interface Change {
  readonly before: Item | null;
  readonly after: Item;
}

export async function tellMandate({ table, clock }: Dependencies, { before, after }: Change): Promise<void> {
  const mandate = mandateOf(after);
  const { familyCode, accountId, rank, rum, creditor, debtor, state } = mandate;
  const iban = maskedIban(mandate.iban);
  const name = { familyCode, about: [] };
  const mailId = `mandate-${accountId}-${rank}`;
  if (!before) {
    await tellOnce(
      table,
      { ...name, mailId },
      { kind: "mandateSigned", facts: { rum, creditor: creditor.name, creditorId: creditor.id, debtor, iban } },
      clock(),
    );
    return;
  }
  // One that was replaced stands nowhere in the index any more: the new one is told.
  if (state === mandateOf(before).state || state === "active" || after["g1pk"] === undefined) return;
  await tellOnce(
    table,
    { ...name, mailId: `${mailId}-${state}` },
    { kind: "mandateEnded", facts: { rum, iban, suspended: state === "suspended" } },
    clock(),
  );
}

export async function tellDebit({ table, clock }: Dependencies, { before, after }: Change): Promise<void> {
  const debit = debitOf(after);
  const { familyCode, accountName, amount, dueOn, parts, rum, creditorId, state, returned } = debit;
  const facts = {
    accountName,
    amount,
    on: dueOn,
    numbers: parts.map(({ number }) => number),
    rum,
    creditorId,
    iban: maskedIban(debit.iban),
  };
  const name = { familyCode, about: [] };
  const mailId = `debit-${debitName(debit)}`;
  if (!before) await tellOnce(table, { ...name, mailId }, { kind: "debitComing", facts }, clock());
  else if (state === "cancelled")
    await tellOnce(table, { ...name, mailId: `${mailId}-cancelled` }, { kind: "debitCancelled", facts }, clock());
  else if (state === "returned" && returned)
    await tellOnce(
      table,
      { ...name, mailId: `${mailId}-returned` },
      { kind: "debitReturned", facts: { ...facts, why: returnWords[returned.code] } },
      clock(),
    );
}
