/**
 * One confirmation of many lines, answered line by line, once.
 *
 * Sent again with the same key (double click, lost answer, retry after a crash) it changes nothing and returns the same
 * answers:
 * - answered before: the recorded answers are returned;
 * - died half-way: it runs again, and each line finds what it had done (booking/rules/child-day.ts);
 * - running twice at once: both settle the same lines, the first to record its answers wins, the other takes back what
 * it took
 *   beyond them (a place that was freed between the two) and returns those;
 * - same key, other content: `idempotencyKey.reused`, and what this content had taken is given back.
 *
 * Where days go together (rules/minimum.ts), the basket is the family's only one meanwhile (store/turn.ts), and its lines
 * are judged together (settle-lines.ts).
 */
import type { BasketAnswer, BookingLine } from "../contract/basket.ts";
import type { Override, Refusal } from "../rules/booking-rules.ts";
import type { ChildDay, RequestToken } from "../rules/child-day.ts";
import type { FamilyCode, GuardianId, Login, PlainDate, IdempotencyKey } from "../../kernel/ids.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { closureOn } from "../../catalogue/rules/closures.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { Problem } from "../../http/problem.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { localDate } from "../../kernel/time.ts";
import { endUnit } from "../store/bookings.ts";
import type { Place } from "../store/place.ts";
import { readFamilyDays } from "../store/child-days.ts";
import type { DaysByKey } from "../store/day-record.ts";
import {
  answerAnew,
  beginBasket,
  digestOf,
  requestTokenOf,
  readIdempotencyRecord,
  recordOnce,
  type IdempotencyRecord,
} from "../store/idempotency.ts";
import type { BookingDependencies, PricingDependencies } from "../dependencies.ts";
import { readPricing } from "../read-prices.ts";
import { answeredOf, answerOf, receiptOf } from "./basket-answers.ts";
import { keptFor, pricesForeseen } from "./basket-prices.ts";
import { isRefusal, slotsOf, type Slots } from "../rules/slots.ts";
import { inTurn } from "../store/turn.ts";
import type { BasketKind } from "./basket-kind.ts";
import { ownDays, refusedBy, type Facts, type KnownLine, type LineResult } from "./facts.ts";
import { settleLines } from "./settle-lines.ts";
import { catalogueAndDays, gatheredSpan, pricedSpan, readElsewhere, spanOf, withOwedNow } from "../read-facts.ts";
import { isPayer } from "../../family/rules/payers.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import { refusalView } from "../views.ts";

/** Whose basket it is, and who sends it: the family itself, or a staff member with a reason. */
export interface Sender {
  readonly familyCode: FamilyCode;
  /** Null: a staff member. */
  readonly guardianId: GuardianId | null;
  readonly login: Login;
  readonly reason?: string;
  /** Rules that are set aside for a staff member, who then also reads the answers. */
  readonly override?: Override;
}

export interface Basket<L extends BookingLine> {
  readonly idempotencyKey: IdempotencyKey;
  readonly lines: readonly L[];
}

/** Lines settled at once. Each is two or three writes; more would only queue at the connection pool (50 sockets). */
const width = 25;

/** What the lines of a basket share when they must go one after the other, each on what the one before left. */
function turns<L extends BookingLine>(
  lines: readonly L[],
  slots: Slots,
  { daysOf, mayWait }: Pick<BasketKind<L>, "daysOf" | "mayWait">,
): readonly (readonly (readonly [number, L])[])[] {
  const groups = new Map<string, (readonly [number, L])[]>();
  const waitedFor = new Set(lines.filter((line) => mayWait?.(line)).map(({ date }) => date));
  for (const [index, line] of lines.entries()) {
    // A share of days is given in the order of the lines; days that go together are obtained together.
    const { quota = null, minimum } = slots.activity(line.activityId, line.date) ?? {};
    const alone = !daysOf && !quota && !minimum;
    const name = !alone ? line.childId : waitedFor.has(line.date) ? line.date : `${line.childId} ${line.date}`;
    groups.set(name, [...(groups.get(name) ?? []), [index, line]]);
  }
  return [...groups.values()];
}

/** Takes back what this request took although the answers that stand refuse it. */
async function takeBack(
  table: BookingDependencies["table"],
  places: readonly Place[],
  { dayOf, act }: Pick<Facts, "dayOf" | "act">,
): Promise<void> {
  const beyond = places.filter((place) => {
    const state = dayOf(place.childId, place.date).units.get(unitKey(place.activityId, place.unitId));
    return (
      state &&
      (state.claim?.requestToken === act.requestToken ||
        (state.status === "waiting" && state.requestToken === act.requestToken))
    );
  });
  await inParallel(beyond, width, (place) =>
    endUnit(table, place, dayOf(place.childId, place.date), act, ["booked", "pending", "offered", "waiting"]),
  );
}

/**
 * The catalogue, read anew where it closes a day that the day's own record does not: it was taken back since, or decided
 * a moment ago.
 */
function withClosuresNow(
  cache: BookingDependencies["catalogue"],
  catalogue: Catalogue,
  days: DaysByKey,
  lines: readonly Pick<BookingLine, "activityId" | "date">[],
): Catalogue | Promise<Catalogue> {
  const editions = editionsOf(catalogue);
  const doubtful = lines.some(({ activityId, date }) => {
    const siteId = editions.on(activityId, date)?.siteId;
    const closures = catalogue.sites.find(({ id }) => id === siteId)?.closures ?? [];
    return siteId !== undefined && closureOn(closures, date) && days({ siteId, date }).closed === null;
  });
  return doubtful ? cache.renewed() : catalogue;
}

/** What a basket's request leaves on whatever it moves. */
export const basketMark = <L extends BookingLine>(
  { idempotencyKey, lines }: Basket<L>,
  { name }: Pick<BasketKind<L>, "name">,
): RequestToken => requestTokenOf(idempotencyKey, digestOf(name, lines));

/** Answers a basket of one kind. */
export async function answerBasket<L extends BookingLine>(
  { table, catalogue: cache, clock, schoolZone, town, owedNow }: PricingDependencies,
  { familyCode, guardianId, login, reason, override }: Sender,
  { idempotencyKey, lines }: Basket<L>,
  kind: BasketKind<L>,
): Promise<BasketAnswer> {
  const now = clock();
  const digest = digestOf(kind.name, lines);
  const act = {
    requestToken: basketMark({ idempotencyKey, lines }, kind),
    at: now,
    by: login,
    ...(reason === undefined ? {} : { reason }),
  };
  // What staff books for a family has a mail of its own (follow/tell-acts.ts): one, not two.
  const receipt = kind.receipt && !override ? receiptOf(act.requestToken, lines) : null;
  const daysOf = kind.daysOf ?? (({ date }: L): readonly PlainDate[] => [date]);
  const span = spanOf(lines.flatMap(daysOf));
  const known = ownFamily(table, { familyCode, guardianId });
  const [answered, found, elsewhere, { catalogue, days }, read, pricing] = await Promise.all([
    receipt
      ? beginBasket(table, familyCode, idempotencyKey, { digest, at: now, by: login, receipt })
      : readIdempotencyRecord(table, familyCode, idempotencyKey),
    known,
    known.then((family) => readElsewhere(table, family, span, { consistent: true })),
    catalogueAndDays(
      table,
      cache,
      ({ activities }) =>
        lines.flatMap((line) => {
          const sites = new Set(activities.filter(({ id }) => id === line.activityId).map(({ siteId }) => siteId));
          return [...sites].flatMap((siteId) => daysOf(line).map((date) => ({ siteId, date })));
        }),
      { consistent: true },
    ),
    readFamilyDays(table, familyCode, span),
    kind.obtains ? readPricing({ table, catalogue: cache, town, schoolZone }, familyCode) : null,
  ]);
  const current = await withClosuresNow(
    cache,
    catalogue,
    days,
    lines.flatMap((line) => daysOf(line).map((date) => ({ ...line, date }))),
  );
  const slots = slotsOf(current, schoolZone);
  const family = kind.obtains ? await withOwedNow(owedNow, found, slots, localDate(now)) : found;
  const seesMoney = guardianId === null || isPayer(family.household, guardianId);
  const priced = pricing ? await pricing(family, current) : null;
  const answer = (standing: IdempotencyRecord): BasketAnswer =>
    answerOf(lines, standing, {
      children: family.hidden,
      refusal: refusalView({ code: "unknownChild" }, now, override ? "staff" : "family"),
    });
  const knownLine = (line: L, find: Slots["find"]): KnownLine<L> | Refusal => {
    const child = family.children.find(({ id }) => id === line.childId);
    if (!child) return { code: "unknownChild" };
    const slot = find(line);
    if (isRefusal(slot)) return slot;
    const { childId, activityId, unitId, date } = line;
    return {
      line,
      child,
      slot,
      place: { familyCode, childId, activityId, unitId, date, siteId: slot.activity.siteId },
    };
  };
  const placesRefused = (standing: IdempotencyRecord): readonly Place[] =>
    lines.flatMap((line, index) => {
      const known =
        standing.digest === digest && standing.lines[index]?.outcome !== "refused" ? null : knownLine(line, slots.held);
      return known && "place" in known ? [known.place] : [];
    });
  /** The answers that stand, whoever gave them, once nothing is taken beyond them. */
  const stand = async (standing: IdempotencyRecord, readNow: readonly ChildDay[]): Promise<BasketAnswer> => {
    if (kind.name === "book") await takeBack(table, placesRefused(standing), { ...ownDays(readNow), act });
    if (standing.digest !== digest)
      throw new Problem(
        "idempotencyKey.reused",
        "Cette demande a déjà été envoyée avec d’autres jours. Rechargez la page : vous verrez ce qui est réservé, puis vous pourrez envoyer une nouvelle demande.",
      );
    return answer(standing);
  };
  /** `known`: the family's days, and the answers given to it before, as just read. */
  const settle = async (before: IdempotencyRecord | null, known: readonly ChildDay[]): Promise<BasketAnswer> => {
    if (before) return stand(before, known);
    const own = ownDays(known);
    const unpriced: Facts = {
      slots,
      days,
      family,
      act,
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
        asked: lines.filter((line) => line.childId === child.id && kind.asksNew?.(line)).map((line) => line.date),
      }),
      priceOf: () => null,
    };
    const knownLines = lines.map((line) => knownLine(line, kind.asksNew?.(line) ? slots.find : slots.held));
    const facts: Facts = {
      ...unpriced,
      priceOf: pricesForeseen(
        kind,
        knownLines.flatMap((one) => ("place" in one ? [one] : [])),
        unpriced,
        family.children.flatMap(({ id }) => own.of(id)),
        priced,
      ),
    };
    const results = new Map<number, LineResult>();
    await inParallel(turns(lines, slots, kind), width, async (group) => {
      const found = group.flatMap(([index]) => {
        const one = knownLines[index];
        if (one && "place" in one) return [{ ...one, index }];
        if (one) results.set(index, refusedBy(one));
        return [];
      });
      for (const [{ index }, result] of await settleLines(kind, found, facts, own.of)) results.set(index, result);
    });
    const answers = answeredOf(
      lines.map((line, index) => {
        const result = results.get(index) ?? refusedBy({ code: "changed" });
        const price = result.outcome === "refused" ? null : keptFor(kind, line, own.dayOf);
        return price ? { ...result, price: price.amount } : result;
      }),
      { digest, receipt },
      act,
      override ? "staff" : "family",
    );
    const standing = await recordOnce(table, familyCode, idempotencyKey, answers);
    if (standing === answers) return answer(answers);
    // What has moved cannot be moved back: of two that ran at once, the one that obtained the new place tells.
    if (
      kind.name === "change" &&
      standing.digest === digest &&
      answers.lines.some(({ outcome }) => outcome === "changed")
    )
      return answer(await answerAnew(table, familyCode, idempotencyKey, answers));
    return stand(standing, await readFamilyDays(table, familyCode, span));
  };
  const touched = lines.flatMap((line) => daysOf(line).map((date) => ({ activityId: line.activityId, date })));
  const wide = gatheredSpan(slots, touched, span);
  const far = pricedSpan(priced, touched, wide);
  if (answered || override || wide === span)
    return settle(answered, answered || far === span ? read : await readFamilyDays(table, familyCode, far));
  // Days that go together are judged on what stands once it is this basket's turn, all of them.
  const again = async (): Promise<BasketAnswer> => {
    const [before, known] = await Promise.all([
      readIdempotencyRecord(table, familyCode, idempotencyKey),
      readFamilyDays(table, familyCode, far),
    ]);
    return settle(before, known);
  };
  return kind.foresee ? inTurn(table, familyCode, clock, again) : again();
}
