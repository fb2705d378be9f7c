/**
 * A place that is held until it is paid (wallet/rules/held.ts), once it is: paid from the wallet in the write that books it, held
 * on, or ended. Whoever comes, and however often, one of them happens once.
 */
import type { Instant, UnitKey } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import { heldFate } from "../../wallet/rules/held.ts";
import { readWallet } from "../../wallet/store/wallets.ts";
import { confirm, prolong, type ChildDay, type UnitState } from "../rules/child-day.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { endUnit } from "./bookings.ts";
import { expectRevision, type ChildDayKey } from "./child-days.ts";
import { WalletShort, walletShort } from "./engagements.ts";

/** Which place that is held. */
export interface Held extends ChildDayKey {
  readonly unit: UnitKey;
  readonly generation: number;
}

/** Request token of what is paid by itself, once there is money: one a generation. */
const payToken = (generation: number): string => `pay-${generation.toString(36)}`;
/** Request token of what ends by itself: one a generation. */
export const endToken = (generation: number): string => `end-${generation.toString(36)}`;

/** Whether a unit was held, and was paid by itself. */
export const isPaidHold = (state: UnitState | undefined, generation: number): boolean =>
  state?.status === "booked" && state.generation === generation && state.requestToken === payToken(generation);

/** Whether a unit's last generation was held, and ended by itself. */
export const isEndedHold = (state: UnitState | undefined): boolean =>
  state?.status === "none" && state.unpaid === true && state.requestToken === endToken(state.generation - 1);

/** `short`: the wallet has less. `gone`: nothing is held there any more, or it is paid. */
export interface Paying {
  readonly kind: "paid" | "short" | "gone";
  readonly day: ChildDay;
}

/** Pays for a place that is held, where the wallet has enough; also when its time is over and nobody has ended it yet. */
export async function payHeld(
  table: Table,
  { unit, generation, ...key }: Held,
  known: ChildDay,
  at: Instant,
): Promise<Paying> {
  const siteId = known.units.get(unit)?.siteId;
  if (siteId === undefined) return { kind: "gone", day: known };
  const act = { requestToken: payToken(generation), at, unit, siteId, generation };
  const settled = await expectRevision(table, key, known, (day) =>
    day.units.get(unit)?.toPay
      ? confirm(day, act, "offered")
      : { kind: "unchanged" as const, state: day.units.get(unit) },
  ).catch(walletShort);
  if (settled instanceof WalletShort) return { kind: "short", day: known };
  return { kind: settled.decision.kind === "write" ? "paid" : "gone", day: settled.day };
}

/**
 * What is to become of a place that is held: paid where there is money, held on while there is on its way, ended when its time
 * is over. True when this call ended it.
 */
export async function settleHeld(table: Table, held: Held, known: ChildDay, now: Instant): Promise<boolean> {
  const { unit, generation, familyCode, childId, date } = held;
  const { kind, day } = await payHeld(table, held, known, now);
  const { toPay, until, siteId, generation: stands } = day.units.get(unit) ?? {};
  if (kind !== "short" || !toPay || until === undefined || siteId === undefined || stands !== generation) return false;
  const { awaited } = await readWallet(table, { familyCode, accountId: toPay.accountId });
  const fate = heldFate({ until, prolonged: toPay.prolonged }, awaited, now);
  if (fate.kind === "stays") return false;
  if (fate.kind === "prolonged") {
    await expectRevision(table, held, day, (current) => prolong(current, held, fate));
    return false;
  }
  const place = { familyCode, childId, date, siteId, ...unitOf(unit) };
  const act = { requestToken: endToken(generation), at: now };
  return (await endUnit(table, place, day, act, ["offered"])).outcome === "ended";
}
