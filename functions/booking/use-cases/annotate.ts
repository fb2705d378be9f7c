/**
 * Déclarer une absence; demander au guichet une annulation ou un changement quand il est trop tard pour le faire
 * soi-même, ou retirer cette demande.
 */
import type { AskLine, BookingLine } from "../contract/basket.ts";
import type { bookingAct } from "../contract/act.ts";
import { whyNotCancel, type Refusal } from "../rules/booking-rules.ts";
import { annotate, statusOf, generationOf, type ChangeTarget } from "../rules/child-day.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import { expectRevision } from "../store/child-days.ts";
import { answerBasket } from "./basket.ts";
import { refusedBy, type Facts, type KnownLine, type LineResult } from "./facts.ts";
import { whyNotAlone } from "./judge-minimum.ts";
import { targetOf, whyNotMove } from "./change.ts";
import type { BookingDependencies, PricingDependencies } from "../dependencies.ts";

type Table = BookingDependencies["table"];
type Note = Parameters<typeof annotate>[2];

/** Says something of a booking; its place does not move. */
async function note(
  table: Table,
  { place }: KnownLine<BookingLine>,
  facts: Facts,
  said: Note,
  outcome: "noted" | "asked",
): Promise<LineResult> {
  const unit = unitKey(place.activityId, place.unitId);
  const known = facts.dayOf(place.childId, place.date);
  const { decision, day } = await expectRevision(table, place, known, (current) =>
    annotate(current, { ...facts.act, unit, siteId: place.siteId, generation: generationOf(known, unit) }, said),
  );
  facts.setDay(day);
  return decision.kind === "write" ? { outcome } : refusedBy({ code: "notBooked" });
}

export const declareAbsences =
  (dependencies: PricingDependencies): UseCases<typeof bookingAct>["booking.absences"] =>
  async ({ session, body }) => ({
    body: await answerBasket(dependencies, session, body, {
      name: "absence",
      settle: (known, facts) => {
        const {
          line: { kind },
          slot,
        } = known;
        if (facts.now >= slot.over) return Promise.resolve(refusedBy({ code: "past" }));
        return note(
          dependencies.table,
          known,
          facts,
          { absence: kind ? { kind, at: facts.now, by: facts.act.by } : null },
          "noted",
        );
      },
    }),
  });

/** Why there is nothing to ask: it is over, or the family can do it itself. */
function whyNotAskToCancel({ place, slot, child }: KnownLine<AskLine>, facts: Facts): Refusal | null {
  const why = whyNotCancel(slot, facts.now);
  if (why?.code === "past") return why;
  const booked = statusOf(facts.dayOf(place.childId, place.date), unitKey(place.activityId, place.unitId)) === "booked";
  // One day of those that go together is the family's to give up with the others only.
  const alone = booked && whyNotAlone({ place, child }, facts.asker(child, place.date).days, facts);
  return !why && booked && !alone ? { code: "cancelInstead" } : null;
}

/** Deadlines and windows: what staff sets aside for a family that asks. */
const byStaff = { deadlines: true } as const;

/** What is asked to become, or why not even staff could do it; what the family can do itself is not asked. */
function askedTarget(known: KnownLine<AskLine>, to: NonNullable<AskLine["to"]>, facts: Facts): ChangeTarget | Refusal {
  const target = targetOf(known, to, facts);
  if (!("place" in target)) return target;
  const never = whyNotMove(known, target, facts, byStaff);
  if (never) return never;
  return whyNotMove(known, target, facts)
    ? { date: to.date, unit: unitKey(known.place.activityId, to.unitId) }
    : { code: "changeInstead" };
}

function ask(table: Table, known: KnownLine<AskLine>, facts: Facts): Promise<LineResult> {
  const {
    line: { reason, to },
  } = known;
  const said = { reason, at: facts.now, by: facts.act.by };
  if (to === undefined) {
    const why = whyNotAskToCancel(known, facts);
    return why
      ? Promise.resolve(refusedBy(why))
      : note(table, known, facts, { asked: { ...said, what: "cancel" } }, "asked");
  }
  const target = askedTarget(known, to, facts);
  return "code" in target
    ? Promise.resolve(refusedBy(target))
    : note(table, known, facts, { asked: { ...said, what: "change", to: target } }, "asked");
}

export const askOffice =
  (dependencies: PricingDependencies): UseCases<typeof bookingAct>["booking.ask"] =>
  async ({ session, body }) => ({
    body: await answerBasket(dependencies, session, body, {
      name: "ask",
      settle: (known, facts) => ask(dependencies.table, known, facts),
      daysOf: ({ date, to }) => (to ? [date, to.date] : [date]),
    }),
  });

/** The office may have answered in the meantime: then there is nothing left to take back. */
function unask(table: Table, known: KnownLine<BookingLine>, facts: Facts): Promise<LineResult> {
  const { place } = known;
  const state = facts.dayOf(place.childId, place.date).units.get(unitKey(place.activityId, place.unitId));
  // Sent again, it finds its own token.
  if (state?.status === "booked" && !state.asked)
    return Promise.resolve(
      state.requestToken === facts.act.requestToken ? { outcome: "noted" } : refusedBy({ code: "changed" }),
    );
  return note(table, known, facts, { asked: null }, "noted");
}

export const unaskOffice =
  (dependencies: PricingDependencies): UseCases<typeof bookingAct>["booking.unask"] =>
  async ({ session, body }) => ({
    body: await answerBasket(dependencies, session, body, {
      name: "unask",
      settle: (known, facts) => unask(dependencies.table, known, facts),
    }),
  });
