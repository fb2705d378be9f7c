/** Ce que deviendrait chaque ligne d’une demande: the same rules on the same reads, and nothing written. */
import type { WishLine } from "../contract/basket.ts";
import type { bookingLook } from "../contract/look.ts";
import type { Refusal } from "../rules/booking-rules.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { UseCases } from "../../http/call.ts";
import { readFamilyDays } from "../store/child-days.ts";
import { asksNew, changesAnything, foreseeWish, inOrder, type Foreseen } from "./book.ts";
import type { BookingDependencies } from "../dependencies.ts";
import { ownDays, type Facts, type KnownLine } from "./facts.ts";
import { judgeMinimum } from "./judge-minimum.ts";
import { pretend } from "./pretend.ts";
import { isRefusal, slotsOf } from "../rules/slots.ts";
import { catalogueAndDays, gatheredSpan, readElsewhere, spanOf } from "../read-facts.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import { refusalView } from "../views.ts";

type Answer = {
  readonly outcome: "booked" | "toApprove" | "waiting" | "cancelled" | "refused";
  readonly placesLeft?: number;
  readonly refusal?: ReturnType<typeof refusalView>;
  readonly mayWait?: true;
};

const refused = (refusal: Refusal, now: Instant): Answer => ({
  outcome: "refused",
  refusal: refusalView(refusal, now),
});

function answerOf(seen: Foreseen, now: Instant): Answer {
  if (seen.kind === "givingUp") return seen.refusal ? refused(seen.refusal, now) : { outcome: "cancelled" };
  const { decision, waits } = seen;
  if (decision.yes)
    return {
      outcome: decision.approval ? "toApprove" : "booked",
      ...(Number.isFinite(decision.placesLeft) ? { placesLeft: decision.placesLeft } : {}),
    };
  const refusal = refusalView(decision.refusal, now);
  if (waits) return { outcome: "waiting", refusal };
  return { outcome: "refused", refusal, ...(decision.mayWait ? { mayWait: true } : {}) };
}

export function previewDays({
  table,
  catalogue: cache,
  clock,
  schoolZone,
}: BookingDependencies): UseCases<typeof bookingLook>["booking.preview"] {
  return async ({ session: { familyCode, login }, body: { lines } }) => {
    const now = clock();
    const span = spanOf(lines.map(({ date }) => date));
    const familyRead = ownFamily(table, familyCode);
    const [family, elsewhere, { catalogue, days }, read] = await Promise.all([
      familyRead,
      familyRead.then((own) => readElsewhere(table, own, span, { consistent: false })),
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
    const wide = gatheredSpan(slots, lines, span);
    const own = ownDays(wide === span ? read : await readFamilyDays(table, familyCode, wide));
    const facts: Facts = {
      slots,
      days,
      family,
      act: { requestToken: "", at: now, by: login },
      now,
      override: undefined,
      dayOf: own.dayOf,
      setDay: own.setDay,
      asker: (child, date) => ({
        child,
        household: family.household,
        elsewhere: elsewhere(child, date),
        day: own.dayOf(child.id, date),
        days: own.of(child.id),
      }),
    };
    const known = lines.map((line): KnownLine<WishLine> | Refusal => {
      const child = family.children.find(({ id }) => id === line.childId);
      if (!child) return { code: "unknownChild" };
      const slot = asksNew(line) ? slots.find(line) : slots.held(line);
      if (isRefusal(slot)) return slot;
      const { childId, activityId, unitId, date } = line;
      const place = { familyCode, childId, activityId, unitId, date, siteId: slot.activity.siteId };
      return { line, child, slot, place };
    });
    const played = inOrder(known.flatMap((one) => ("place" in one ? [one] : [])));
    const begin = () =>
      pretend(
        facts,
        family.children.flatMap(({ id }) => own.of(id)),
      );
    const short = judgeMinimum(
      played.map((one) => ({
        child: one.child,
        activityId: one.line.activityId,
        dates: [one.line.date],
        play: (pretence) => changesAnything(foreseeWish(one, pretence)),
      })),
      { slots, now, before: own.of },
      begin,
    );
    const pretence = begin();
    const answers = new Map(
      played.map((one, index): readonly [KnownLine<WishLine>, Answer] => {
        const why = short.get(index);
        return [one, why ? refused(why, now) : answerOf(foreseeWish(one, pretence), now)];
      }),
    );
    return {
      body: {
        lines: lines.map(({ childId, activityId, unitId, date }, index) => {
          const one = known[index] ?? { code: "unknownUnit" };
          const answer = "place" in one ? answers.get(one) : refused(one, now);
          if (!answer) throw new Error("A line was not played");
          return { childId, activityId, unitId, date, ...answer };
        }),
      },
    };
  };
}
