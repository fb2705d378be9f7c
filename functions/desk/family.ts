/**
 * Les réservations d’une famille, par le guichet: an agent books, changes or cancels for it with a reason, after the deadlines and outside the
 * windows, never beyond the places. The family is told what was done and why.
 */
import { answerBasket, type Sender } from "../bookings/basket.ts";
import { booking } from "../bookings/book.ts";
import { cancelling } from "../bookings/cancel.ts";
import { changing } from "../bookings/change.ts";
import type { BookingDependencies } from "../bookings/dependencies.ts";
import { giveDayBack } from "../bookings/give-back.ts";
import { bookingLines } from "../bookings/mail-lines.ts";
import { familyOf } from "../bookings/reading.ts";
import type { BasketAnswer, LineOutcome } from "../contract/baskets.ts";
import type { deskRoutes } from "../contract/desk.ts";
import type { Catalogue } from "../domain/catalogue.ts";
import { isSpent, type Act, type ChildDay } from "../domain/child-day.ts";
import type { Family } from "../domain/family.ts";
import type { FamilyCode, Instant } from "../domain/ids.ts";
import type { StaffSession } from "../domain/session.ts";
import { instantToLocal, localDate } from "../domain/time.ts";
import { unitOf, unitsOnDays, type UnitKey } from "../domain/units.ts";
import type { UseCases } from "../http/call.ts";
import { inParallel } from "../parallel.ts";
import { endUnit } from "../store/bookings.ts";
import { readFamilyDays } from "../store/child-days.ts";
import { tellFamily, type FamilyMail } from "../store/family-mails.ts";
import { removeWaiting } from "../store/queue.ts";
import { digestOf, markOf } from "../store/requests.ts";

type Acted = Extract<FamilyMail, { readonly kind: "acted" }>["facts"];

export const sender = (familyCode: FamilyCode, { login }: StaffSession, reason: string): Sender => ({ familyCode, login, reason, leave: { deadlines: true } });

/** Children's names, of one family. */
const peopleOf = ({ children }: Family) => ({ child: ({ childId }: { readonly childId: string }) => children.find(({ id }) => id === childId) ?? null });

/** Tells the family what became of the lines that were done; nothing when none was. Answered again, it writes the same mail again. */
async function tellActed({ table, catalogue: cache }: BookingDependencies, family: Family, requestKey: string, act: Acted["act"], reason: string, { lines }: BasketAnswer, done: LineOutcome, at: Instant): Promise<void> {
  const { code } = family.household;
  const told = lines.filter(({ outcome }) => outcome === done).map((line) => ({ ...line, familyCode: code }));
  if (told.length === 0) return;
  await tellFamily(table, { familyCode: code, mailId: `acted-${requestKey}` }, { kind: "acted", facts: { act, reason, lines: bookingLines(await cache.latest(), peopleOf(family), told) } }, at);
}

export function bookForFamily(dependencies: BookingDependencies): UseCases<typeof deskRoutes>["planning.book"] {
  return async ({ params: { familyCode }, body: { reason, ...basket }, session }) => {
    const family = await familyOf(dependencies.table, familyCode);
    const answer = await answerBasket(dependencies, sender(familyCode, session, reason), basket, booking(dependencies.table));
    await tellActed(dependencies, family, basket.requestKey, "booked", reason, answer, "booked", dependencies.clock());
    return { body: answer };
  };
}

export function cancelForFamily(dependencies: BookingDependencies): UseCases<typeof deskRoutes>["planning.cancel"] {
  return async ({ params: { familyCode }, body: { reason, ...basket }, session }) => {
    const family = await familyOf(dependencies.table, familyCode);
    const answer = await answerBasket(dependencies, sender(familyCode, session, reason), basket, cancelling(dependencies.table));
    await tellActed(dependencies, family, basket.requestKey, "cancelled", reason, answer, "cancelled", dependencies.clock());
    return { body: answer };
  };
}

export function changeForFamily(dependencies: BookingDependencies): UseCases<typeof deskRoutes>["planning.change"] {
  return async ({ params: { familyCode }, body: { reason, ...basket }, session }) => {
    const family = await familyOf(dependencies.table, familyCode);
    const answer = await answerBasket(dependencies, sender(familyCode, session, reason), basket, changing(dependencies.table));
    const now = { lines: answer.lines.map((line, index) => ({ ...line, ...basket.lines[index]?.to })) };
    await tellActed(dependencies, family, basket.requestKey, "changed", reason, now, "changed", dependencies.clock());
    return { body: answer };
  };
}

/** Children's days ended at once. */
const width = 25;

/** Whether a unit is still to come: a child who is there already keeps its day. */
function isToCome({ date }: ChildDay, unit: UnitKey, catalogue: Catalogue, now: Instant): boolean {
  const today = instantToLocal(now);
  return date > today.date || (date === today.date && (unitsOnDays(catalogue)(date).get(unit)?.unit.from ?? "00:00") > today.time);
}

/** Ends everything on one child's day; the day after it. */
async function endDay({ table }: BookingDependencies, catalogue: Catalogue, familyCode: FamilyCode, known: ChildDay, act: Act): Promise<ChildDay> {
  let day = known;
  for (const [unit, { status, siteId, ticket, mark }] of known.units) {
    // What an earlier run ended may not have been released.
    const begun = status === "none" && mark === act.mark;
    if (!begun && (status === "none" || !isToCome(known, unit, catalogue, act.at))) continue;
    const place = { familyCode, childId: known.childId, date: known.date, siteId, ...unitOf(unit) };
    const { day: after } = await endUnit(table, place, day, act, ["booked", "pending", "offered", "waiting"]);
    day = after;
    if (ticket !== undefined) await removeWaiting(table, { siteId, date: known.date, ticket });
    await giveDayBack(table, catalogue, familyCode, place.activityId, day);
  }
  return day;
}

/**
 * Fermer le compte: everything that the family has to come is given up. Died half-way and sent again, it goes on: what an earlier run
 * ended bears its mark, and is told and counted with the rest.
 */
export function closeAccount(dependencies: BookingDependencies): UseCases<typeof deskRoutes>["planning.closeAccount"] {
  const { table, catalogue: cache, clock } = dependencies;
  return async ({ params: { familyCode }, body: { requestKey, reason }, session }) => {
    const now = clock();
    const [family, days, catalogue] = await Promise.all([familyOf(dependencies.table, familyCode), readFamilyDays(table, familyCode, { from: localDate(now) }), cache.latest()]);
    const act: Act = { mark: markOf(requestKey, digestOf("closeAccount", [reason])), at: now, by: session.login, reason };
    const after = await inParallel(days, width, (day) => endDay(dependencies, catalogue, familyCode, day, act));
    const ended = after.flatMap(({ childId, date, units }) => [...units].flatMap(([unit, state]) => (state.status === "none" && isSpent(state, act.mark) ? [{ familyCode, childId, date, ...unitOf(unit) }] : [])));
    if (ended.length > 0)
      await tellFamily(table, { familyCode, mailId: `acted-${requestKey}` }, { kind: "acted", facts: { act: "accountClosed", reason, lines: bookingLines(catalogue, peopleOf(family), ended) } }, now);
    return { body: { cancelled: ended.length } };
  };
}
