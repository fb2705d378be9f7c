/**
 * Settles the lines of a child, one after the other. Where days go together they are judged together first; when one is
 * not obtained after all (its last place went to another family a moment ago), what is left to do is judged again on what
 * stands, and what was obtained of a group that stays incomplete is given back: all of it or none.
 *
 * What cannot be given back is a day that was given up or moved before: the order of the lines (`inOrder`) leaves that to
 * the case of two units of one day, which the careful act for is a change.
 */
import type { BookingLine } from "../contract/basket.ts";
import type { Refusal } from "../rules/booking-rules.ts";
import type { ChildDay } from "../rules/child-day.ts";
import type { ChildId, PlainDate } from "../../kernel/ids.ts";
import type { BasketKind } from "./basket-kind.ts";
import { refusedBy, type Facts, type KnownLine, type LineResult } from "./facts.ts";
import { judgeMinimum, leftShort, withoutOwn, type Judging } from "./judge-minimum.ts";
import { pretend } from "./pretend.ts";

/** Outcomes that have taken a place, or a place on a list. */
const gained: ReadonlySet<LineResult["outcome"]> = new Set(["booked", "held", "toApprove", "accepted", "waiting"]);

/** `of`: the child's days as the lines so far have left them. Results in the order in which they came. */
export async function settleLines<L extends BookingLine, K extends KnownLine<L>>(
  kind: BasketKind<L>,
  found: readonly K[],
  facts: Facts,
  of: (childId: ChildId) => readonly ChildDay[],
): Promise<ReadonlyMap<K, LineResult>> {
  const { slots, now, act, override } = facts;
  const { foresee, undo } = kind;
  const results = new Map<K, LineResult>();
  const lines = kind.inOrder?.(found) ?? found;
  const datesOf = ({ line }: K): readonly PlainDate[] => kind.daysOf?.(line) ?? [line.date];
  const isGathered = (one: K): boolean =>
    datesOf(one).some((date) => slots.activity(one.line.activityId, date)?.minimum !== undefined);
  if (!foresee || override || !lines.some(isGathered)) {
    for (const one of lines) results.set(one, await kind.settle(one, facts));
    return results;
  }
  const first = new Map(lines.map(({ child: { id } }) => [id, withoutOwn(of(id), act.requestToken)]));
  const judging: Judging = { slots, now, before: (childId) => first.get(childId) ?? [] };
  const touching = (one: K) => ({ child: one.child, activityId: one.line.activityId, dates: datesOf(one) });
  const judge = (left: readonly K[]): ReadonlyMap<K, Refusal> => {
    const days = [...first.keys()].flatMap(of);
    const refused = judgeMinimum(
      left.map((one) => ({ ...touching(one), play: (pretence) => foresee(one, pretence) })),
      judging,
      () => pretend(facts, days),
    );
    return new Map(left.flatMap((one, index) => mapped(one, refused.get(index))));
  };
  let refused = judge(lines);
  for (const [index, one] of lines.entries()) {
    const why = refused.get(one);
    const result = why ? refusedBy(why) : await kind.settle(one, facts);
    results.set(one, result);
    if (!why && result.outcome === "refused") refused = new Map([...refused, ...judge(lines.slice(index + 1))]);
  }
  const obtained = [...results].filter(([, { outcome }]) => gained.has(outcome)).map(([one]) => one);
  for (const [index, why] of leftShort(obtained.map(touching), judging, of)) {
    const one = obtained[index];
    if (!one || !undo) continue;
    await undo(one, facts);
    results.set(one, refusedBy(why));
  }
  return results;
}

const mapped = <K>(one: K, why: Refusal | undefined): readonly (readonly [K, Refusal])[] => (why ? [[one, why]] : []);
