/**
 * Passes what a child has of a day from a code that goes to the one that stays, its own or its household's
 * (rules/hand-over.ts). The place's claim
 * leaves the site's day first, where it still is in flight: its booking stands on the roster by then, and what bears the
 * old name would be given back by whoever meets it. Then both children's days are written at once, and with them the
 * entry of one who waits, which keeps its rank. Dies it anywhere, the next run goes on: what has passed is not there to
 * pass again. What is given up is given up as by anybody (bookings.ts).
 */
import type { PlainDate, UnitKey } from "../../kernel/ids.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import { isSameClaim, isSpent, statuses, type Act, type ChildDay, type Status } from "../rules/child-day.ts";
import { fatesOf, handOver, type TwoDays } from "../rules/hand-over.ts";
import { endUnit } from "./bookings.ts";
import { childDayUpdate, inHouseholds, readChildDays, stillAsRead, type ChildDayKey } from "./child-days.ts";
import { readDays } from "./day-record.ts";
import { takeOut } from "./days.ts";
import { owingNothing } from "./give-back.ts";
import { claimantOf, type Place } from "./place.ts";
import { showOnRoster, sitesOf } from "./roster.ts";
import { handedOver, removeWaiting } from "./waiting-list.ts";

/** A day of a child that is held twice: under two codes of one household, or by two households that are one. */
export interface TwofoldDay {
  readonly gone: OfHousehold;
  readonly kept: OfHousehold;
  readonly date: PlainDate;
  /** Other households of the child that stays. */
  readonly others: readonly ChildDayKey["familyCode"][];
  readonly excludes: TwoDays["excludes"];
}

/** A child as one of its households has it. */
export type OfHousehold = Omit<ChildDayKey, "date">;

const anything: readonly Status[] = statuses.filter((status) => status !== "none");

interface Read {
  readonly gone: ChildDay;
  readonly kept: ChildDay;
  readonly elsewhere: readonly ChildDay[];
}

async function readTwofold(table: Table, { gone, kept, date, others }: TwofoldDay): Promise<Read> {
  const [one, other] = [
    { ...gone, date },
    { ...kept, date },
  ];
  const there = inHouseholds(other, others);
  const readDay = await readChildDays(table, [one, other, ...there]);
  return { gone: readDay(one), kept: readDay(other), elsewhere: there.map(readDay) };
}

async function giveUp(table: Table, key: ChildDayKey, day: ChildDay, unit: UnitKey, act: Act): Promise<void> {
  const state = day.units.get(unit);
  if (!state) return;
  const place: Place = { ...key, ...unitOf(unit), siteId: state.siteId };
  // Booked again since by a request that knew of nothing: once more, under a name of its own.
  const again = isSpent(state, act.requestToken);
  const requestToken = again ? `${act.requestToken}-${state.generation}` : act.requestToken;
  await endUnit(table, place, day, { ...act, requestToken }, anything);
  if (state.arrival !== undefined)
    await removeWaiting(table, { siteId: state.siteId, date: key.date, arrival: state.arrival, childId: key.childId });
}

/** False: one of the days was written meanwhile. */
async function pass(table: Table, of: TwofoldDay, read: Read, unit: UnitKey, act: Act): Promise<boolean> {
  const { date } = of;
  const from: ChildDayKey = { ...of.gone, date };
  const to: ChildDayKey = { ...of.kept, date };
  const state = read.gone.units.get(unit);
  if (!state) return true;
  if (state.toPay) {
    // Held for some minutes, until it is paid: the wallet knows it by the code that goes.
    await giveUp(table, from, read.gone, unit, act);
    return true;
  }
  const place = (key: ChildDayKey): Place => ({ ...key, ...unitOf(unit), siteId: state.siteId });
  // A place that the unit's last generation still owes is named by it: nothing may take its room before it is given back.
  const kept = await owingNothing(table, place(to), read.kept);
  const written = handOver(read.gone, kept, unit, act);
  if (!written) return true;
  if (state.claim) {
    const { siteId } = state;
    const tag = (await readDays(table, [{ siteId, date }], { consistent: true }))({ siteId, date }).claimOf(
      claimantOf(place(from)),
    );
    if (tag && tag.generation === state.generation && isSameClaim(state.claim, tag)) {
      await showOnRoster(table, place(from), read.gone, null);
      await takeOut(table, { siteId, date }, { claims: [{ ...claimantOf(place(from)), ...tag }], releases: [] });
    }
  }
  const entry =
    state.arrival === undefined
      ? []
      : [await handedOver(table, { ...place(to), arrival: state.arrival, at: state.at })];
  const outcome = await transact(table, [
    { Update: childDayUpdate(from, read.gone, written.gone) },
    { Update: childDayUpdate(to, kept, written.kept) },
    ...inHouseholds(to, of.others).map((other, rank) => {
      const day = read.elsewhere[rank];
      if (!day) throw new Error("A household was asked for and has no answer");
      return stillAsRead(other, day);
    }),
    ...entry,
  ]);
  return outcome === "done";
}

/**
 * Has the rosters show both, as the stream will: a run that goes on where another died shows what that one did not. The
 * code that stays first, so that a place is never shown of nobody.
 */
async function showBoth(table: Table, of: TwofoldDay, { kept, gone }: Read): Promise<void> {
  const { date } = of;
  for (const [whose, day] of [
    [of.kept, kept],
    [of.gone, gone],
  ] as const)
    for (const siteId of sitesOf(gone))
      if (day.revision > 0) await showOnRoster(table, { siteId, date, ...whose }, day, null);
}

/** Passes or gives up all that the code that goes has of that day. Done again, nothing is left to do. */
export const handOverDay = (table: Table, of: TwofoldDay, act: Act): Promise<undefined> =>
  decideAndWrite<null, undefined>("A day of a child under two codes", null, async () => {
    const read = await readTwofold(table, of);
    const [next] = fatesOf({ ...read, excludes: of.excludes });
    if (!next) {
      await showBoth(table, of, read);
      return { done: undefined };
    }
    const [unit, fate] = next;
    const { date } = of;
    if (fate.kind === "givenUp") await giveUp(table, { ...of.gone, date }, read.gone, unit, act);
    else if (fate.instead.length > 0)
      for (const other of fate.instead) await giveUp(table, { ...of.kept, date }, read.kept, other, act);
    else await pass(table, of, read, unit, act);
    return { again: null };
  });
