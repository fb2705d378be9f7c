/** Déclarer une absence; demander une annulation au guichet quand il est trop tard pour annuler soi-même. */
import type { BookingLine, bookingsRoutes } from "../contract/bookings.ts";
import { whyNotCancel } from "../domain/booking-rules.ts";
import { annotate, statusOf, turnOf } from "../domain/child-day.ts";
import { unitKey } from "../domain/units.ts";
import type { UseCases } from "../http/call.ts";
import { expectRevision } from "../store/child-days.ts";
import { answerBasket, refusedBy, type Facts, type KnownLine, type LineResult } from "./basket.ts";
import type { BookingDependencies } from "./dependencies.ts";

type Table = BookingDependencies["table"];
type Note = Parameters<typeof annotate>[2];

/** Says something of a booking; its place does not move. */
async function note(table: Table, { place }: KnownLine<BookingLine>, facts: Facts, said: Note, outcome: "noted" | "asked"): Promise<LineResult> {
  const unit = unitKey(place.activityId, place.unitId);
  const known = facts.dayOf(place.childId, place.date);
  const { decision, day } = await expectRevision(table, place, known, (current) => annotate(current, { ...facts.act, unit, siteId: place.siteId, turn: turnOf(known, unit) }, said));
  facts.setDay(day);
  return decision.kind === "write" ? { outcome } : refusedBy({ code: "notBooked" });
}

export const declareAbsences = (dependencies: BookingDependencies): UseCases<typeof bookingsRoutes>["bookings.absences"] =>
  async ({ session, body }) => ({
    body: await answerBasket(dependencies, session, body, {
      name: "absence",
      settle: (known, facts) => {
        const { line: { kind }, offer } = known;
        if (facts.now >= offer.over) return Promise.resolve(refusedBy({ code: "past" }));
        return note(dependencies.table, known, facts, { absence: kind ? { kind, at: facts.now, by: facts.act.by } : null }, "noted");
      },
    }),
  });

export const askOffice = (dependencies: BookingDependencies): UseCases<typeof bookingsRoutes>["bookings.ask"] =>
  async ({ session, body }) => ({
    body: await answerBasket(dependencies, session, body, {
      name: "ask",
      settle: (known, facts) => {
        const { line: { reason, activityId, unitId }, offer, place } = known;
        const why = whyNotCancel(offer, facts.now);
        if (why?.code === "past") return Promise.resolve(refusedBy(why));
        const booked = statusOf(facts.dayOf(place.childId, place.date), unitKey(activityId, unitId)) === "booked";
        if (!why && booked) return Promise.resolve(refusedBy({ code: "cancelInstead" }));
        return note(dependencies.table, known, facts, { asked: { what: "cancel", reason, at: facts.now, by: facts.act.by } }, "asked");
      },
    }),
  });
