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
 */
import type { BasketAnswer, BookingLine, LineOutcome, RefusalView } from "../contract/basket.ts";
import type { Asker, Override, Slot, Refusal } from "../rules/booking-rules.ts";
import type { Act, ChildDay, RequestToken } from "../rules/child-day.ts";
import type { Child, Family } from "../../family/rules/family.ts";
import type { ChildId, FamilyCode, Instant, Login, PlainDate, IdempotencyKey } from "../../kernel/ids.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { Problem } from "../../http/problem.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { endUnit, type Place } from "../store/bookings.ts";
import { byChildAndDate, readFamilyDays } from "../store/child-days.ts";
import type { DaysByKey } from "../store/days.ts";
import {
  answerAnew,
  digestOf,
  requestTokenOf,
  readIdempotencyRecord,
  recordOnce,
  type IdempotencyRecord,
} from "../store/idempotency.ts";
import type { BookingDependencies } from "../dependencies.ts";
import { isRefusal, slotsOf, type Slots } from "../rules/slots.ts";
import { catalogueAndDays, readElsewhere, spanOf } from "../read-facts.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import { Refusals } from "../views.ts";

/** Whose basket it is, and who sends it: the family itself, or a staff member with a reason. */
export interface Sender {
  readonly familyCode: FamilyCode;
  readonly login: Login;
  readonly reason?: string;
  /** Rules that are set aside for a staff member. */
  readonly override?: Override;
}

export interface Basket<L extends BookingLine> {
  readonly idempotencyKey: IdempotencyKey;
  readonly lines: readonly L[];
}

/** A line of the family whose child, activity and unit exist. */
export interface KnownLine<L extends BookingLine> {
  readonly line: L;
  readonly place: Place;
  readonly slot: Slot;
  readonly child: Child;
}

/** What was read for a basket, and what its own lines have changed since. */
export interface Facts {
  readonly slots: Slots;
  readonly days: DaysByKey;
  readonly family: Family;
  readonly act: Act & { readonly by: Login };
  readonly now: Instant;
  readonly override: Override | undefined;
  /** A child's day as the lines before have left it. */
  readonly dayOf: (childId: ChildId, date: PlainDate) => ChildDay;
  readonly setDay: (day: ChildDay) => void;
  /** Who asks for a line: the child, with what it has around that day. */
  readonly asker: (child: Child, date: PlainDate) => Asker;
}

/** What became of a line. `refused` says why; `waiting` its position. */
export type LineResult =
  | { readonly outcome: Exclude<LineOutcome, "refused" | "waiting"> }
  | { readonly outcome: "waiting"; readonly position: number }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

export const refusedBy = (refusal: Refusal): LineResult => ({ outcome: "refused", refusal });

export type SettleLine<L extends BookingLine> = (known: KnownLine<L>, facts: Facts) => Promise<LineResult>;

/** What a kind of basket does. */
export interface BasketKind<L extends BookingLine> {
  readonly name: "book" | "cancel" | "accept" | "change" | "absence" | "ask" | "unask";
  readonly settle: SettleLine<L>;
  /** Days that a line touches. */
  readonly daysOf?: (line: L) => readonly PlainDate[];
}

/** Lines settled at once. Each is two or three writes; more would only queue at the connection pool (50 sockets). */
const width = 25;

/** What the lines of a basket share when they must go one after the other, each on what the one before left. */
function turns<L extends BookingLine>(
  lines: readonly L[],
  slots: Slots,
  oneDay: boolean,
): readonly (readonly (readonly [number, L])[])[] {
  const groups = new Map<string, (readonly [number, L])[]>();
  for (const [index, line] of lines.entries()) {
    // A share of days is given in the order of the lines.
    const alone = oneDay && !slots.activity(line.activityId, line.date)?.quota;
    const name = alone ? `${line.childId} ${line.date}` : line.childId;
    groups.set(name, [...(groups.get(name) ?? []), [index, line]]);
  }
  return [...groups.values()];
}

function answeredOf(results: readonly LineResult[], digest: string, { at, by }: Facts["act"]): IdempotencyRecord {
  const refusals = new Refusals(at);
  const lines = results.map((result) => ({
    outcome: result.outcome,
    ...(result.outcome === "waiting" ? { position: result.position } : {}),
    ...(result.outcome === "refused" ? { refusal: refusals.indexOf(result.refusal) } : {}),
  }));
  return { digest, lines, refusals: refusals.views, at, by };
}

function answerOf(lines: readonly BookingLine[], { lines: answers, refusals }: IdempotencyRecord): BasketAnswer {
  return {
    lines: lines.map(({ childId, activityId, unitId, date }, index) => {
      const answer = answers[index];
      if (!answer) throw new Error("A recorded request has fewer answers than lines");
      const refusal: RefusalView | undefined = answer.refusal === undefined ? undefined : refusals[answer.refusal];
      return {
        childId,
        activityId,
        unitId,
        date,
        outcome: answer.outcome,
        ...(answer.position === undefined ? {} : { position: answer.position }),
        ...(refusal ? { refusal } : {}),
      };
    }),
  };
}

/** The child's days as a basket sees them: as they were read, then as its own lines have left them. */
export function ownDays(
  read: readonly ChildDay[],
): Pick<Facts, "dayOf" | "setDay"> & { readonly of: (childId: ChildId) => readonly ChildDay[] } {
  const initial = byChildAndDate(read);
  const changed = new Map<string, ChildDay>();
  const name = (childId: ChildId, date: PlainDate): string => `${childId} ${date}`;
  return {
    dayOf: (childId, date) => changed.get(name(childId, date)) ?? initial(childId, date),
    setDay: (day) => {
      changed.set(name(day.childId, day.date), day);
    },
    of: (childId) => {
      const touched = [...changed.values()].filter((day) => day.childId === childId);
      const dates = new Set(touched.map(({ date }) => date));
      return [...read.filter((day) => day.childId === childId && !dates.has(day.date)), ...touched];
    },
  };
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
    endUnit(table, place, dayOf(place.childId, place.date), act, ["booked", "pending", "waiting"]),
  );
}

/** What a basket's request leaves on whatever it moves. */
export const basketMark = <L extends BookingLine>(
  { idempotencyKey, lines }: Basket<L>,
  { name }: Pick<BasketKind<L>, "name">,
): RequestToken => requestTokenOf(idempotencyKey, digestOf(name, lines));

/** Answers a basket of one kind. */
export async function answerBasket<L extends BookingLine>(
  { table, catalogue: cache, clock, schoolZone }: BookingDependencies,
  { familyCode, login, reason, override }: Sender,
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
  const daysOf = kind.daysOf ?? (({ date }: L): readonly PlainDate[] => [date]);
  const span = spanOf(lines.flatMap(daysOf));
  const known = ownFamily(table, familyCode);
  const [answered, family, elsewhere, { catalogue, days }, read] = await Promise.all([
    readIdempotencyRecord(table, familyCode, idempotencyKey),
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
  ]);
  const slots = slotsOf(catalogue, schoolZone);
  const knownLine = (line: L): KnownLine<L> | Refusal => {
    const child = family.children.find(({ id }) => id === line.childId);
    if (!child) return { code: "unknownChild" };
    const slot = slots.find(line);
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
      const known = standing.digest === digest && standing.lines[index]?.outcome !== "refused" ? null : knownLine(line);
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
    return answerOf(lines, standing);
  };
  if (answered) return stand(answered, read);

  const own = ownDays(read);
  const facts: Facts = {
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
      elsewhere: elsewhere(child, date),
      day: own.dayOf(child.id, date),
      days: own.of(child.id),
    }),
  };
  const results = new Map<number, LineResult>();
  await inParallel(turns(lines, slots, kind.daysOf === undefined), width, async (group) => {
    for (const [index, line] of group) {
      const known = knownLine(line);
      results.set(index, "place" in known ? await kind.settle(known, facts) : refusedBy(known));
    }
  });
  const answers = answeredOf(
    lines.map((_, index) => results.get(index) ?? refusedBy({ code: "changed" })),
    digest,
    act,
  );
  const standing = await recordOnce(table, familyCode, idempotencyKey, answers);
  if (standing === answers) return answerOf(lines, answers);
  // What has moved cannot be moved back: of two that ran at once, the one that obtained the new place tells.
  if (
    kind.name === "change" &&
    standing.digest === digest &&
    answers.lines.some(({ outcome }) => outcome === "changed")
  )
    return answerOf(lines, await answerAnew(table, familyCode, idempotencyKey, answers));
  return stand(standing, await readFamilyDays(table, familyCode, span));
}
