/**
 * What a write of a child's day moves in the family's wallet, in that very write: a day that is paid when it is booked takes its
 * price from there, and gives it back whoever ends it, and however.
 */
import type { Instant, UnitKey } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import type { Table } from "../../table/table.ts";
import type { Writes } from "../../table/transact.ts";
import { engagementMovement, potMonth, type Engaged, type EngagedDay } from "../../wallet/rules/engagement.ts";
import { engagementWrites, readPot } from "../../wallet/store/pots.ts";
import { readWallet } from "../../wallet/store/wallets.ts";
import type { ChildDay, UnitState } from "../rules/child-day.ts";

/** There is less in the wallet than what the day costs: nothing is written. */
export class WalletShort extends Error {
  readonly balance: Cents;

  constructor(balance: Cents) {
    super("The wallet has less than what is booked costs");
    this.balance = balance;
  }
}

interface Moved {
  readonly kind: "booked" | "unbooked";
  readonly unit: UnitKey;
  readonly generation: number;
  readonly engaged: Engaged;
  readonly at: Instant;
}

/** `before`: the day on which these states were decided. Nothing is read where nothing is paid when it is booked. */
export async function moneyMoved(
  table: Table,
  key: Pick<EngagedDay, "familyCode" | "childId" | "date">,
  before: ChildDay,
  states: ReadonlyMap<UnitKey, UnitState>,
): Promise<Writes> {
  const moved = [...states].flatMap(([unit, after]): readonly Moved[] => {
    const state = before.units.get(unit);
    if (state?.engaged && !after.engaged)
      return [{ kind: "unbooked", unit, generation: state.generation, engaged: state.engaged, at: after.at }];
    if (after.engaged && !state?.engaged)
      return [{ kind: "booked", unit, generation: after.generation, engaged: after.engaged, at: after.at }];
    return [];
  });
  const [one, ...more] = moved;
  if (!one) return [];
  // No rule lets a write do so: each moves the same balance.
  if (more.length > 0) throw new Error("Two units of a day that are paid when they are booked moved in one write");
  const { kind, unit, generation, engaged, at } = one;
  const name = { familyCode: key.familyCode, accountId: engaged.accountId };
  if (kind === "booked") {
    const { balance } = await readWallet(table, name);
    if (balance < engaged.amount) throw new WalletShort(balance);
  } else if ((await readPot(table, name, potMonth(key.date))) < engaged.amount) {
    // An invoice was paid from it: the next one gives back what is not due any more.
    return [];
  }
  const movement = engagementMovement(kind, { ...key, unit, generation }, engaged, at);
  return engagementWrites({ ...movement, date: key.date });
}
