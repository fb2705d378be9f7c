import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  abandon,
  annotate,
  confirm,
  drop,
  emptyChildDay,
  hasPlace,
  hold,
  intend,
  join,
  placedUnits,
  statusOf,
  swap,
  generationOf,
  withUnits,
  type ChildDay,
  type Hold,
  type Status,
  type UnitState,
  owedOf,
  paidBack,
} from "../../../functions/booking/rules/child-day.ts";
import { id, type UnitKey } from "../../../functions/kernel/ids.ts";
import { day, instant, lou, site } from "../catalogue/samples.ts";

const key = `${id("ActivityId", "mercredis")}/${id("UnitId", "journee")}` as const;
const half = `${id("ActivityId", "mercredis")}/${id("UnitId", "matin")}` as const;
const act = { siteId: site.id, at: instant("2026-11-23T08:00:00Z") };
const empty = emptyChildDay(lou.id, day("2026-12-09"));
const pools = ["mercredis/=journee"] as const;

const holdBy = (requestToken: string, generation: number, unit: UnitKey = key, as: Hold["as"] = "booked"): Hold => ({
  ...act,
  requestToken,
  generation,
  unit,
  pools,
  as,
  excludes: (other) => other !== unit,
});
const by = (requestToken: string, generation: number, unit: UnitKey = key) => ({
  ...act,
  requestToken,
  generation,
  unit,
});
type Written = { readonly kind: string; readonly states?: ReadonlyMap<UnitKey, UnitState> };
/** The day once a decision is written; throws when it writes nothing. */
function after(current: ChildDay, decision: Written): ChildDay {
  if (!decision.states) throw new Error(`Nothing is written: ${decision.kind}`);
  return withUnits(current, decision.states);
}
const anyPlace: readonly Status[] = ["booked", "pending", "offered", "waiting"];

describe("A claim of a child's day", () => {
  test("becomes a booking once, for the request that made it", () => {
    const booked = after(empty, hold(empty, holdBy("a", 0)));
    expect(booked.units.get(key)).toMatchObject({
      generation: 0,
      status: "booked",
      requestToken: "a",
      claim: { requestToken: "a", pools },
    });
    expect(hold(booked, holdBy("a", 0))).toEqual({ kind: "held", claim: { requestToken: "a", pools } });
    expect(hold(booked, holdBy("b", 0))).toEqual({ kind: "held", claim: { requestToken: "a", pools } });
    expect(hold(booked, holdBy("b", 0, half))).toEqual({ kind: "incompatible", with: key });
  });

  test("that was given up is remembered while a change towards it begins, or a place is waited for: it may still be to release", () => {
    const booked = after(empty, hold(empty, holdBy("a", 0)));
    const ended = after(booked, drop(booked, by("c", 0), anyPlace));
    const was = { requestToken: "a", pools };
    expect(
      after(ended, intend(ended, { ...by("d", 1), replaces: { date: day("2026-12-16"), unit: key } })).units.get(key),
    ).toMatchObject({ status: "none", generation: 1, was });
    expect(after(ended, join(ended, { ...by("d", 1), arrival: 3 })).units.get(key)).toMatchObject({
      status: "waiting",
      generation: 1,
      was,
    });
  });

  test("gives way to what another household of the child has of it, or of what excludes it", () => {
    const there = after(empty, hold(empty, holdBy("a", 0)));
    expect(hold(empty, holdBy("b", 0), [there])).toEqual({ kind: "elsewhere", with: key });
    expect(hold(empty, holdBy("b", 0, half), [there])).toEqual({ kind: "elsewhere", with: key });
    expect(hold(empty, { ...holdBy("b", 0, half), excludes: () => false }, [there]).kind).toBe("write");
    const here = after(empty, hold(empty, holdBy("c", 0, half)));
    expect(swap(here, holdBy("d", 0), by("d", 0, half), [there])).toEqual({ kind: "elsewhere", with: key });
    const waitsThere = after(empty, join(empty, { ...by("w", 0), arrival: 1 }));
    expect(hold(empty, holdBy("b", 0), [waitsThere]).kind).toBe("write");
  });

  test("whose generation has passed is never a booking again", () => {
    const booked = after(empty, hold(empty, holdBy("a", 0)));
    const ended = after(booked, drop(booked, by("c", 0), anyPlace));
    expect(ended.units.get(key)).toMatchObject({
      generation: 1,
      status: "none",
      requestToken: "c",
      was: { requestToken: "a", pools },
      spent: ["a", "c"],
    });
    expect(ended.units.get(key)?.claim).toBeUndefined();
    expect(hold(ended, holdBy("b", 0)).kind).toBe("passed");
    expect(hold(ended, holdBy("b", 1)).kind).toBe("write");
    expect(hold(ended, holdBy("a", 1)).kind).toBe("passed");
    expect(generationOf(ended, key)).toBe(1);
  });
});

describe("Who waits", () => {
  const waiting = after(empty, join(empty, { ...by("w", 0), arrival: 7 }));

  test("is offered a place, and books it by accepting, with the same claim", () => {
    const offered = after(
      waiting,
      hold(waiting, { ...holdBy("+7-0", 0, key, "offered"), until: instant("2026-11-24T08:00:00Z") }),
    );
    expect(offered.units.get(key)).toMatchObject({
      status: "offered",
      until: "2026-11-24T08:00:00Z",
      claim: { requestToken: "+7-0" },
    });
    const booked = after(offered, confirm(offered, by("acc", 0), "offered"));
    expect(booked.units.get(key)).toMatchObject({
      status: "booked",
      generation: 0,
      claim: { requestToken: "+7-0" },
      requestToken: "acc",
    });
    expect(booked.units.get(key)?.until).toBeUndefined();
  });

  test("keeps its rank when a claim made for it cannot be held", () => {
    const still = after(waiting, abandon(waiting, by("+7-0", 0)));
    expect(still.units.get(key)).toMatchObject({ status: "waiting", arrival: 7, generation: 1 });
  });

  test("and has left is not offered anything by a late claim", () => {
    const left = after(waiting, drop(waiting, by("x", 0), anyPlace));
    expect(hold(left, holdBy("+7-0", 0, key, "offered")).kind).toBe("passed");
    expect(hold(left, holdBy("+7-1", 1, key, "offered")).kind).toBe("passed");
  });

  test("nobody is offered what it did not wait for", () => {
    expect(hold(empty, holdBy("+7-0", 0, key, "offered")).kind).toBe("passed");
  });
});

describe("A change", () => {
  const booked = after(empty, hold(empty, holdBy("a", 0)));

  test("within a day gives the old unit up in the write that makes the new one", () => {
    const meant = after(booked, intend(booked, { ...by("c", 0, half), replaces: { date: booked.date, unit: key } }));
    expect(statusOf(meant, key)).toBe("booked");
    const moved = after(meant, swap(meant, holdBy("c", 0, half), by("c", 0)));
    expect(placedUnits(moved)).toEqual([half]);
    expect(moved.units.get(half)?.replaces).toBeUndefined();
    expect(moved.units.get(key)).toMatchObject({ status: "none", generation: 1, was: { requestToken: "a" } });
  });

  test("of a booking that is gone moves nothing", () => {
    const gone = after(booked, drop(booked, by("x", 0), anyPlace));
    expect(swap(gone, holdBy("c", 0, half), by("c", 0)).kind).toBe("gone");
  });
});

test("An absence is said of a booking and taken back; the place does not move", () => {
  const booked = after(empty, hold(empty, holdBy("a", 0)));
  const absent = after(
    booked,
    annotate(booked, by("n", 0), { absence: { kind: "justified", at: act.at, by: id("Login", "ABC4821") } }),
  );
  expect(absent.units.get(key)).toMatchObject({
    status: "booked",
    generation: 0,
    claim: { requestToken: "a" },
    absence: { kind: "justified" },
  });
  expect(after(absent, annotate(absent, by("m", 0), { absence: null })).units.get(key)?.absence).toBeUndefined();
  expect(annotate(empty, by("n", 0), { absence: null }).kind).toBe("unchanged");
});

/** What requests, their retries, repairs, offers and staff may try, in any order. */
const step = fc.record({
  what: fc.constantFrom("book", "ask", "offer", "join", "accept", "approve", "drop", "abandon", "intend", "pay"),
  requestToken: fc.constantFrom("a", "b", "c", "d"),
  generation: fc.integer({ min: 0, max: 6 }),
  half: fc.boolean(),
});

test("Whatever is tried in whatever order: generations only grow, a generation has one claim, no request acts on two generations, and what is owed stays owed until it is given back", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let current: ChildDay = empty;
      const claims = new Map<string, string>();
      const used = new Set<string>();
      const owed = new Map<UnitKey, number>();
      for (const { what, requestToken, generation, half: other } of steps) {
        const unit = other ? half : key;
        const before = generationOf(current, unit);
        const was = current.units.get(unit);
        // A claim of a generation to come cannot exist: nobody claims a generation that has not begun. Nor one of a unit that owes
        // a place: that is given back first.
        if (generation > before) continue;
        if (["book", "ask", "offer"].includes(what) && generation === before && owed.has(unit)) continue;
        const on = by(requestToken, generation, unit);
        const decision: Written =
          what === "book"
            ? hold(current, holdBy(requestToken, generation, unit))
            : what === "ask"
              ? hold(current, holdBy(requestToken, generation, unit, "pending"))
              : what === "offer"
                ? hold(current, holdBy(requestToken, generation, unit, "offered"))
                : what === "join"
                  ? join(current, { ...on, arrival: 1 })
                  : what === "accept"
                    ? confirm(current, on, "offered")
                    : what === "approve"
                      ? confirm(current, on, "pending")
                      : what === "drop"
                        ? drop(current, on, anyPlace)
                        : what === "abandon"
                          ? abandon(current, on)
                          : what === "pay"
                            ? paidBack(current, unit, generation)
                            : intend(current, { ...on, replaces: { date: current.date, unit: half } });
        if (decision.states) {
          expect(generation).toBe(what === "pay" ? owed.get(unit) : before);
          current = withUnits(current, decision.states);
          const state = current.units.get(unit)!;
          if (["book", "ask", "offer"].includes(what)) {
            expect(claims.has(`${unit} ${generation}`)).toBe(false);
            expect(used.has(`${unit} ${requestToken}`)).toBe(false);
            claims.set(`${unit} ${generation}`, requestToken);
          }
          if (what === "pay") owed.delete(unit);
          if (what === "drop" && was?.claim) owed.set(unit, before);
          if (what === "drop") {
            expect(state).toMatchObject({ generation: before + 1, status: "none" });
            // Neither who had it nor who gave it up acts on this unit again.
            for (const one of [was?.claim?.requestToken ?? was!.requestToken, requestToken]) used.add(`${unit} ${one}`);
          }
          for (const one of [key, half]) expect(owedOf(current, one)?.generation).toBe(owed.get(one));
          // A place and its claim go together.
          for (const { status, claim } of current.units.values()) expect(claim !== undefined).toBe(hasPlace(status));
        }
        expect(generationOf(current, unit)).toBeGreaterThanOrEqual(before);
        expect(placedUnits(current).length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 1000 },
  );
});
