/** Ce que deviendrait chaque ligne d’une demande: the same rules on the same reads, and nothing written. */
import type { WishLine } from "../contract/basket.ts";
import type { bookingLook } from "../contract/look.ts";
import type { Decision } from "../rules/booking-rules.ts";
import type { PoolId } from "../rules/capacity.ts";
import { hold, withUnits } from "../rules/child-day.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { UseCases } from "../../http/call.ts";
import { readFamilyDays } from "../store/child-days.ts";
import { dayName, type DaysByKey, type SiteDay } from "../store/days.ts";
import { ownDays, type Facts, type KnownLine } from "./basket.ts";
import { decideLine } from "./book.ts";
import type { BookingDependencies } from "../dependencies.ts";
import { isRefusal, slotsOf } from "../rules/slots.ts";
import { catalogueAndDays, readElsewhere, spanOf } from "../read-facts.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import { refusalView } from "../views.ts";

type Line = Pick<KnownLine<WishLine>, "place" | "slot" | "child">;

/** Places that the lines before would take: two children of a family may want the last one. */
function takenBy(days: DaysByKey): {
  readonly days: DaysByKey;
  readonly take: (day: SiteDay, pools: readonly PoolId[]) => void;
} {
  const taken = new Map<string, Map<PoolId, number>>();
  const on = (day: SiteDay): Map<PoolId, number> => {
    const found = taken.get(dayName(day)) ?? new Map<PoolId, number>();
    taken.set(dayName(day), found);
    return found;
  };
  return {
    days: (day) => {
      const record = days(day);
      const pools = new Set([...record.counters.keys(), ...on(day).keys()]);
      const counters = new Map(
        [...pools].map((pool) => {
          const { used, set } = record.counters.get(pool) ?? { used: 0, set: null };
          return [pool, { used: used + (on(day).get(pool) ?? 0), set }];
        }),
      );
      return { ...record, counters };
    },
    take: (day, pools) => {
      for (const pool of pools) on(day).set(pool, (on(day).get(pool) ?? 0) + 1);
    },
  };
}

type Answer = {
  readonly outcome: "booked" | "toApprove" | "waiting" | "refused";
  readonly placesLeft?: number;
  readonly refusal?: ReturnType<typeof refusalView>;
  readonly mayWait?: true;
};

function answerOf(line: WishLine, decision: Decision, now: Instant): Answer {
  if (decision.yes)
    return {
      outcome: decision.approval ? "toApprove" : "booked",
      ...(Number.isFinite(decision.placesLeft) ? { placesLeft: decision.placesLeft } : {}),
    };
  const refusal = refusalView(decision.refusal, now);
  if (decision.mayWait && line.ifFull === "wait") return { outcome: "waiting", refusal };
  return { outcome: "refused", refusal, ...(decision.mayWait ? { mayWait: true } : {}) };
}

export function previewDays({
  table,
  catalogue: cache,
  clock,
  schoolZone,
}: BookingDependencies): UseCases<typeof bookingLook>["booking.preview"] {
  return async ({ session: { familyCode }, body: { lines } }) => {
    const now = clock();
    const span = spanOf(lines.map(({ date }) => date));
    const known = ownFamily(table, familyCode);
    const [family, elsewhere, { catalogue, days: read }, ownRead] = await Promise.all([
      known,
      known.then((own) => readElsewhere(table, own, span, { consistent: false })),
      catalogueAndDays(
        table,
        cache,
        ({ activities }) =>
          lines.flatMap(({ activityId, date }) =>
            activities.filter(({ id }) => id === activityId).map(({ siteId }) => ({ siteId, date })),
          ),
        { consistent: false },
      ),
      readFamilyDays(table, familyCode, span),
    ]);
    const slots = slotsOf(catalogue, schoolZone);
    const { days, take } = takenBy(read);
    const own = ownDays(ownRead);
    const facts: Pick<Facts, "slots" | "days" | "now" | "override" | "asker"> = {
      slots,
      days,
      now,
      override: undefined,
      asker: (child, date) => ({
        child,
        household: family.household,
        elsewhere: elsewhere(child, date),
        day: own.dayOf(child.id, date),
        days: own.of(child.id),
      }),
    };
    /** The line as if it were booked, for those after it. */
    const pretend = ({ place, slot, child }: Line): void => {
      const pools = slot.poolsFor(child).map(({ id }) => id);
      const unit = unitKey(place.activityId, place.unitId);
      const day = own.dayOf(child.id, place.date);
      const held = hold(day, {
        unit,
        siteId: place.siteId,
        generation: day.units.get(unit)?.generation ?? 0,
        pools,
        as: "booked",
        excludes: () => false,
        requestToken: "",
        at: now,
      });
      if (held.kind === "write") own.setDay(withUnits(day, held.states));
      take(place, pools);
    };
    const answers = lines.map((line) => {
      const child = family.children.find(({ id }) => id === line.childId);
      const slot = slots.find(line);
      const { childId, activityId, unitId, date } = line;
      const named = { childId, activityId, unitId, date };
      if (!child) return { ...named, outcome: "refused" as const, refusal: refusalView({ code: "unknownChild" }, now) };
      if (isRefusal(slot)) return { ...named, outcome: "refused" as const, refusal: refusalView(slot, now) };
      const known: Line = { child, slot, place: { familyCode, ...named, siteId: slot.activity.siteId } };
      const decision = decideLine(known, facts);
      if (decision.yes) pretend(known);
      return { ...named, ...answerOf(line, decision, now) };
    });
    return { body: { lines: answers } };
  };
}
