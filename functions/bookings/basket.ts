/**
 * One confirmation of many lines, answered line by line, once.
 *
 * Sent again with the same key (double click, lost answer, retry after a crash) it changes nothing and returns the same answers:
 * - answered before: the recorded answers are returned;
 * - died half-way: it runs again, and each line finds what it had done (domain/child-day.ts);
 * - running twice at once: both settle the same lines, the first to record its answers wins, the other takes back what it booked
 *   beyond them (a place that was freed between the two) and returns those;
 * - same key, other content: `request.reused`, and what this content had booked is taken back.
 */
import type { BasketAnswer, BookingLine, RefusalView } from "../contract/bookings.ts";
import type { Offer, Refusal } from "../domain/booking-rules.ts";
import type { Act, ChildDay } from "../domain/child-day.ts";
import type { Child } from "../domain/family.ts";
import type { Instant, RequestKey } from "../domain/ids.ts";
import type { GuardianSession } from "../domain/session.ts";
import { unitKey } from "../domain/units.ts";
import { Problem } from "../http/problem.ts";
import { inParallel } from "../parallel.ts";
import { cancelUnit, type Place } from "../store/bookings.ts";
import { readChildDays, type ChildDayKey } from "../store/child-days.ts";
import type { DaysByKey } from "../store/days.ts";
import { digestOf, markOf, readRequest, recordOnce, type AnsweredRequest } from "../store/requests.ts";
import type { BookingDependencies } from "./dependencies.ts";
import { isRefusal, offersOf, type Offers } from "./offers.ts";
import { catalogueAndDays, ownFamily } from "./reading.ts";
import { Refusals } from "./views.ts";

export interface Basket {
  readonly requestKey: RequestKey;
  readonly lines: readonly BookingLine[];
}

/** A line of the signed-in family whose child, activity and unit exist. */
export interface KnownLine {
  readonly place: Place;
  readonly offer: Offer;
  readonly child: Child;
}

export interface Facts {
  readonly offers: Offers;
  readonly days: DaysByKey;
  readonly resident: boolean;
  readonly act: Act;
  readonly now: Instant;
}

/** What became of a line: null when it was done, else why not; and the child's day after it. */
export interface LineResult {
  readonly refusal: Refusal | null;
  readonly day: ChildDay;
}

export type SettleLine = (line: KnownLine, day: ChildDay, facts: Facts) => Promise<LineResult>;

/** Lines settled at once. Each is two or three writes; more would only queue at the connection pool (50 sockets). */
const width = 25;

const dayName = ({ childId, date }: BookingLine): string => `${childId} ${date}`;

/** Lines of one child's day go one after the other, each on the day that the one before left; the days go side by side. */
function byChildsDay(lines: readonly BookingLine[]): readonly (readonly (readonly [number, BookingLine])[])[] {
  const groups = new Map<string, (readonly [number, BookingLine])[]>();
  for (const [index, line] of lines.entries()) groups.set(dayName(line), [...(groups.get(dayName(line)) ?? []), [index, line]]);
  return [...groups.values()];
}

function answeredOf(refusedLines: readonly (Refusal | null)[], done: "booked" | "cancelled", digest: string, { at, by }: Required<Pick<Act, "at" | "by">>): AnsweredRequest {
  const refusals = new Refusals();
  const lines = refusedLines.map((refusal) => (refusal ? { outcome: "refused" as const, refusal: refusals.indexOf(refusal) } : { outcome: done }));
  if (by === undefined) throw new Error("A request has an author");
  return { digest, lines, refusals: refusals.views, at, by };
}

function answerOf(lines: readonly BookingLine[], { lines: answers, refusals }: AnsweredRequest): BasketAnswer {
  return {
    lines: lines.map(({ childId, activityId, unitId, date }, index) => {
      const answer = answers[index];
      if (!answer) throw new Error("A recorded request has fewer answers than lines");
      const refusal: RefusalView | undefined = answer.refusal === undefined ? undefined : refusals[answer.refusal];
      return { childId, activityId, unitId, date, outcome: answer.outcome, ...(refusal ? { refusal } : {}) };
    }),
  };
}

/** Takes back what this request booked although the answers that stand refuse it. */
async function takeBack(table: BookingDependencies["table"], places: readonly Place[], readDay: (key: ChildDayKey) => ChildDay, act: Act): Promise<void> {
  const beyond = places.filter((place) => {
    const state = readDay(place).units.get(unitKey(place.activityId, place.unitId));
    return state?.held && state.mark === act.mark;
  });
  await inParallel(beyond, width, (place) => cancelUnit(table, place, readDay(place), act));
}

/** Answers a basket of one kind, settling each line by `settle`. */
export async function answerBasket(
  { table, catalogue: cache, clock, schoolZone }: BookingDependencies, { familyCode, login }: GuardianSession, { requestKey, lines }: Basket,
  kind: "book" | "cancel", settle: SettleLine,
): Promise<BasketAnswer> {
  const now = clock();
  const digest = digestOf(kind, lines);
  const act = { mark: markOf(requestKey, digest), at: now, by: login };
  const dayKeys = lines.map(({ childId, date }) => ({ familyCode, childId, date }));
  const [answered, family, { catalogue, days }, readDay] = await Promise.all([
    readRequest(table, familyCode, requestKey),
    ownFamily(table, familyCode),
    catalogueAndDays(table, cache, (known) => lines.flatMap(({ activityId, date }) => known.activities.filter(({ id }) => id === activityId).map(({ siteId }) => ({ siteId, date }))), { consistent: true }),
    readChildDays(table, dayKeys),
  ]);
  const offers = offersOf(catalogue, schoolZone);
  const knownLine = (line: BookingLine): KnownLine | Refusal => {
    const child = family.children.find(({ id }) => id === line.childId);
    if (!child) return { code: "unknownChild" };
    const offer = offers.find(line);
    if (isRefusal(offer)) return offer;
    const { childId, activityId, unitId, date } = line;
    return { child, offer, place: { familyCode, childId, activityId, unitId, date, siteId: offer.activity.siteId } };
  };
  const placesRefused = (standing: AnsweredRequest): readonly Place[] => lines.flatMap((line, index) => {
    const known = standing.digest === digest && standing.lines[index]?.outcome !== "refused" ? null : knownLine(line);
    return known && "place" in known ? [known.place] : [];
  });
  /** The answers that stand, whoever gave them, once nothing is booked beyond them. */
  const stand = async (standing: AnsweredRequest, readNow: (key: ChildDayKey) => ChildDay): Promise<BasketAnswer> => {
    if (kind === "book") await takeBack(table, placesRefused(standing), readNow, act);
    if (standing.digest !== digest)
      throw new Problem("request.reused", "Cette demande a déjà été envoyée avec d’autres jours. Rechargez la page : vous verrez ce qui est réservé, puis vous pourrez envoyer une nouvelle demande.");
    return answerOf(lines, standing);
  };
  if (answered) return stand(answered, readDay);

  const facts: Facts = { offers, days, resident: family.household.resident, act, now };
  const results = new Map<number, Refusal | null>();
  await inParallel(byChildsDay(lines), width, async (group) => {
    let day: ChildDay | null = null;
    for (const [index, line] of group) {
      const known = knownLine(line);
      if (!("place" in known)) {
        results.set(index, known);
        continue;
      }
      const result = await settle(known, day ?? readDay(known.place), facts);
      day = result.day;
      results.set(index, result.refusal);
    }
  });
  const own = answeredOf(lines.map((_, index) => results.get(index) ?? null), kind === "book" ? "booked" : "cancelled", digest, act);
  const standing = await recordOnce(table, familyCode, requestKey, own);
  if (standing === own) return answerOf(lines, own);
  return stand(standing, await readChildDays(table, dayKeys));
}

