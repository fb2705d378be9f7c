/**
 * Ce que deviendrait chaque ligne d’une demande, d’une famille ou du guichet pour elle: the same rules on the same reads,
 * and nothing written.
 */
import type { WishLine } from "../contract/basket.ts";
import type { bookingLook } from "../contract/look.ts";
import type { Override, Refusal } from "../rules/booking-rules.ts";
import type { FamilyCode, GuardianId, Login } from "../../kernel/ids.ts";
import type { AnswerOf } from "../../http/route.ts";
import type { UseCases } from "../../http/call.ts";
import { readFamilyDays } from "../store/child-days.ts";
import { asksNew, changesAnything, engagedFor, foreseeWish, inOrder, type Foreseen } from "./book.ts";
import type { PricingDependencies } from "../dependencies.ts";
import { ownDays, type Facts, type KnownLine } from "./facts.ts";
import { ranksAhead } from "../positions.ts";
import { judgeMinimum } from "./judge-minimum.ts";
import { pretend } from "./pretend.ts";
import { isRefusal, slotsOf } from "../rules/slots.ts";
import { catalogueAndDays, gatheredSpan, pricedSpan, readElsewhere, spanOf, withOwedNow } from "../read-facts.ts";
import { isPayer } from "../../family/rules/payers.ts";
import { familyOf, ownFamily } from "../../family/use-cases/find-family.ts";
import { refusalView } from "../views.ts";
import { readPricing } from "../read-prices.ts";
import { costView, PriceViews } from "../price-views.ts";
import { basketCosts, costLineName } from "../rules/costs.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { cents } from "../../kernel/money.ts";
import { localDate, minuteOver } from "../../kernel/time.ts";
import type { Engaged } from "../../wallet/rules/engagement.ts";
import { mostHeld } from "../../wallet/rules/held.ts";
import { readBalances } from "../../wallet/store/wallets.ts";

type Answer = {
  readonly outcome: "booked" | "toApprove" | "waiting" | "cancelled" | "refused";
  readonly placesLeft?: number;
  readonly refusal?: ReturnType<typeof refusalView>;
  readonly mayWait?: true;
};

type Told = Pick<Facts, "now" | "override">;

const viewFor = (refusal: Refusal, { now, override }: Told): ReturnType<typeof refusalView> =>
  refusalView(refusal, now, override ? "staff" : "family");
const refused = (refusal: Refusal, told: Told): Answer => ({ outcome: "refused", refusal: viewFor(refusal, told) });

function answerOf(seen: Foreseen, told: Told): Answer {
  if (seen.kind === "givingUp") return seen.refusal ? refused(seen.refusal, told) : { outcome: "cancelled" };
  const { decision, waits } = seen;
  if (decision.yes)
    return {
      outcome: decision.approval && !told.override ? "toApprove" : "booked",
      ...(Number.isFinite(decision.placesLeft) ? { placesLeft: decision.placesLeft } : {}),
    };
  const refusal = viewFor(decision.refusal, told);
  if (waits) return { outcome: "waiting", refusal };
  return { outcome: "refused", refusal, ...(decision.mayWait ? { mayWait: true } : {}) };
}

/** Whose lines, and who sends them; `override`: a staff member for the family. */
interface Asked {
  readonly familyCode: FamilyCode;
  /** Null: a staff member. */
  readonly guardianId: GuardianId | null;
  readonly login: Login;
  readonly override?: Override;
}

/**
 * What these lines would take from the family's wallets, and what is there; null where nothing is paid when it is booked. `minutes`: for
 * which what the wallet cannot pay would be held.
 */
async function prepaidOf(
  table: PricingDependencies["table"],
  familyCode: FamilyCode,
  taken: readonly Engaged[],
  minutes: number | undefined,
) {
  if (taken.length === 0) return null;
  const accounts = new Set(taken.map(({ accountId }) => accountId));
  const balances = await readBalances(table, familyCode);
  return {
    amount: taken.reduce((sum, { amount }) => sum + amount, 0),
    balance: balances.filter(({ accountId }) => accounts.has(accountId)).reduce((sum, one) => sum + one.balance, 0),
    ...(minutes === undefined ? {} : { heldFor: minutes, mostHeld }),
  };
}

export async function previewOf(
  { table, catalogue: cache, clock, schoolZone, town, owedNow }: PricingDependencies,
  { familyCode, guardianId, login, override }: Asked,
  lines: readonly WishLine[],
): Promise<AnswerOf<(typeof bookingLook)["booking.preview"]>> {
  const now = clock();
  const span = spanOf(lines.map(({ date }) => date));
  const familyRead = override ? familyOf(table, familyCode) : ownFamily(table, { familyCode, guardianId });
  const [found, elsewhere, { catalogue, days }, read, pricing] = await Promise.all([
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
    readPricing({ table, catalogue: cache, town, schoolZone }, familyCode),
  ]);
  const slots = slotsOf(catalogue, schoolZone);
  const family = override ? found : await withOwedNow(owedNow, found, slots, localDate(now));
  const seesMoney = guardianId === null || isPayer(family.household, guardianId);
  const priced = await pricing(family, catalogue);
  const wide = pricedSpan(priced, lines, gatheredSpan(slots, lines, span));
  const own = ownDays(wide === span ? read : await readFamilyDays(table, familyCode, wide));
  const facts: Facts = {
    slots,
    days,
    family,
    act: { requestToken: "", at: now, by: login },
    now,
    override,
    dayOf: own.dayOf,
    setDay: own.setDay,
    asker: (child, date) => ({
      child,
      household: family.household,
      seesMoney,
      elsewhere: elsewhere(child, date),
      day: own.dayOf(child.id, date),
      days: own.of(child.id),
      asked: lines.filter((line) => line.childId === child.id).map((line) => line.date),
    }),
    // Counted below, of what is played.
    priceOf: () => null,
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
  // What families book together, staff may book apart.
  const short = override
    ? new Map<number, Refusal>()
    : judgeMinimum(
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
      return [one, why ? refused(why, facts) : answerOf(foreseeWish(one, pretence), facts)];
    }),
  );
  const rank = await ranksAhead(
    table,
    known.flatMap((one) => {
      const answer = "place" in one ? answers.get(one) : undefined;
      return "place" in one && (answer?.outcome === "waiting" || answer?.mayWait) ? [one.place] : [];
    }),
  );
  const waiting = played.filter((one) => answers.get(one)?.outcome === "waiting").map(({ line }) => line);
  const late = new Set(
    played
      .filter(({ line, slot }) => !line.giveUp && minuteOver(slot.bookBefore, now))
      .map(({ line }) => costLineName(line)),
  );
  const costs =
    priced &&
    basketCosts(priced, {
      lines,
      waiting,
      before: own.dayOf,
      after: pretence.facts.dayOf,
      isLate: (line) => late.has(costLineName(line)),
      today: localDate(now),
    });
  const prices = new PriceViews();
  const holding = played.flatMap(({ line, slot: { activity } }) => (line.giveUp ? [] : (activity.holdMinutes ?? [])));
  const minutes = holding.length > 0 ? Math.min(...holding) : undefined;
  const taken = played.flatMap((one) => {
    const { outcome } = answers.get(one) ?? {};
    const { place, slot } = one;
    const { engaged } = own.dayOf(place.childId, place.date).units.get(unitKey(place.activityId, place.unitId)) ?? {};
    if (outcome === "cancelled" && engaged) return [{ ...engaged, amount: cents(0 - engaged.amount) }];
    const wanted = outcome === "booked" && engagedFor(slot.activity, place.date, costs?.of(place) ?? undefined, now);
    return wanted ? [wanted] : [];
  });
  return {
    lines: lines.map(({ childId, activityId, unitId, date }, index) => {
      const one = known[index] ?? { code: "unknownUnit" };
      const answer = "place" in one ? answers.get(one) : refused(one, facts);
      if (!answer) throw new Error("A line was not played");
      const position = rank({ childId, activityId, unitId, date });
      return {
        childId,
        activityId,
        unitId,
        date,
        ...answer,
        ...(position === undefined ? {} : { position }),
        ...(answer.outcome === "refused" ? {} : prices.pointer(costs?.of({ childId, activityId, unitId, date }))),
      };
    }),
    ...(costs?.any ? { cost: costView(costs, prices, await prepaidOf(table, familyCode, taken, minutes)) } : {}),
    ...prices.listed(),
  };
}

export const previewDays =
  (dependencies: PricingDependencies): UseCases<typeof bookingLook>["booking.preview"] =>
  async ({ session, body: { lines } }) => ({ body: await previewOf(dependencies, session, lines) });
