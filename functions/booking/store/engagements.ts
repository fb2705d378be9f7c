/**
 * What a write of a child's day moves in the family's wallet, in that very write: a day that is paid when it is booked takes its
 * price from there, and gives it back whoever ends it, and however; a place that is held until it is paid stands in the wallet as
 * long as it is.
 */
import type { CollectionAccountId, Instant, UnitKey } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import type { Table } from "../../table/table.ts";
import type { Writes } from "../../table/transact.ts";
import { engagementMovement, potMonth, type EngagedDay } from "../../wallet/rules/engagement.ts";
import { engagementWrites, readPot } from "../../wallet/store/pots.ts";
import { mostHeld, type HeldPlace, type ToPay } from "../../wallet/rules/held.ts";
import { heldWrite, readWallet, type HeldChange } from "../../wallet/store/wallets.ts";
import type { ChildDay, UnitState } from "../rules/child-day.ts";

/** There is less in the wallet than what the day costs: nothing is written. */
export class WalletShort extends Error {
  readonly balance: Cents;

  constructor(balance: Cents) {
    super("The wallet has less than what is booked costs");
    this.balance = balance;
  }
}

/** What was refused for that; anything else goes on. */
export function walletShort(error: unknown): WalletShort {
  if (error instanceof WalletShort) return error;
  throw error;
}

/** As many places are held for the wallet as may be: nothing is written. */
export class HeldEnough extends WalletShort {}

interface Moved {
  readonly unit: UnitKey;
  readonly generation: number;
  readonly at: Instant;
  readonly accountId: CollectionAccountId;
  readonly money?: { readonly kind: "booked" | "unbooked"; readonly amount: Cents };
  readonly held?: HeldChange;
}

/** What a unit moves; null: nothing. */
function movedBy(
  { childId, date }: Pick<EngagedDay, "childId" | "date">,
  unit: UnitKey,
  state: UnitState | undefined,
  after: UnitState,
): Moved | null {
  const [was, is] = [state?.engaged, after.engaged];
  const [held, holds] = [state?.toPay, after.toPay];
  const engaged = is ?? was ?? holds ?? held;
  if (!engaged) return null;
  const { accountId } = engaged;
  const generation = (is && !was) || (holds && !held) ? after.generation : (state?.generation ?? after.generation);
  const place = ({ amount }: ToPay, { at, until = at }: UnitState): HeldPlace => ({
    childId,
    date,
    unit,
    generation,
    amount,
    at,
    until,
  });
  const change = ((): HeldChange | null => {
    if (state && held && !holds) return { kind: "ends", place: place(held, state) };
    if (holds && !held) return { kind: "begins", place: place(holds, after) };
    return holds && after.until !== state?.until ? { kind: "goesOn", place: place(holds, after) } : null;
  })();
  const money =
    is && !was
      ? ({ kind: "booked", amount: is.amount } as const)
      : was && !is
        ? ({ kind: "unbooked", amount: was.amount } as const)
        : null;
  if (!money && !change) return null;
  return {
    unit,
    generation,
    at: after.at,
    accountId,
    ...(money ? { money } : {}),
    ...(change ? { held: change } : {}),
  };
}

/** `before`: the day on which these states were decided. Nothing is read where nothing is paid when it is booked. */
export async function moneyMoved(
  table: Table,
  key: Pick<EngagedDay, "familyCode" | "childId" | "date">,
  before: ChildDay,
  states: ReadonlyMap<UnitKey, UnitState>,
): Promise<Writes> {
  const moved = [...states].flatMap(([unit, after]) => movedBy(key, unit, before.units.get(unit), after) ?? []);
  const [one, ...more] = moved;
  if (!one) return [];
  // No rule lets a write do so: each moves the same balance.
  if (more.length > 0) throw new Error("Two units of a day that are paid when they are booked moved in one write");
  const { unit, generation, accountId, at, money, held } = one;
  const name = { familyCode: key.familyCode, accountId };
  if (!money) {
    if (!held) return [];
    if (held.kind === "begins") {
      const wallet = await readWallet(table, name);
      if (wallet.held.length >= mostHeld) throw new HeldEnough(wallet.balance);
    }
    return [heldWrite(name, held)];
  }
  const { kind, amount } = money;
  if (kind === "booked") {
    const { balance } = await readWallet(table, name);
    if (balance < amount) throw new WalletShort(balance);
  } else if ((await readPot(table, name, potMonth(key.date))) < amount) {
    // An invoice was paid from it: the next one gives back what is not due any more.
    return [];
  }
  const movement = engagementMovement(kind, { ...key, unit, generation }, { accountId, amount }, at);
  return engagementWrites({ ...movement, date: key.date }, held?.place);
}
