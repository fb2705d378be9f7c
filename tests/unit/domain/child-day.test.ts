import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { abandon, drop, emptyChildDay, heldUnits, hold, turnOf, withUnit, type ChildDay } from "../../../functions/domain/child-day.ts";
import { id } from "../../../functions/domain/ids.ts";
import { day, instant, lou, site } from "./samples.ts";

const unit = "mercredis/journee" as const;
const key = `${id("ActivityId", "mercredis")}/${id("UnitId", "journee")}` as const;
const half = `${id("ActivityId", "mercredis")}/${id("UnitId", "matin")}` as const;
const act = { siteId: site.id, at: instant("2026-11-23T08:00:00Z") };
const empty = emptyChildDay(lou.id, day("2026-12-09"));

const holdBy = (mark: string, turn: number, unitWanted = key) => ({ ...act, mark, turn, unit: unitWanted, excludes: (other: string) => other !== unitWanted });
const endBy = (mark: string, turn: number) => ({ ...act, mark, turn, unit: key });

describe("A claim of a child's day", () => {
  test("becomes a booking once, for the request that made it", () => {
    const held = hold(empty, holdBy("a", 0));
    expect(held).toMatchObject({ kind: "write", state: { turn: 0, held: true, mark: "a" } });
    const after = withUnit(empty, key, { ...act, turn: 0, held: true, mark: "a", spent: [] });
    expect(hold(after, holdBy("a", 0))).toEqual({ kind: "held", mark: "a" });
    expect(hold(after, holdBy("b", 0))).toEqual({ kind: "held", mark: "a" });
    expect(hold(after, holdBy("b", 0, half))).toEqual({ kind: "incompatible", with: unit });
  });

  test("whose turn has passed is never a booking again", () => {
    const ended = drop(withUnit(empty, key, { ...act, turn: 0, held: true, mark: "a", spent: [] }), endBy("c", 0));
    expect(ended).toMatchObject({ kind: "write", state: { turn: 1, held: false, mark: "c", was: "a", spent: ["a", "c"] } });
    if (ended.kind !== "write") throw new Error("unreachable");
    const after = withUnit(empty, key, ended.state);
    expect(hold(after, holdBy("b", 0)).kind).toBe("passed");
    expect(hold(after, holdBy("b", 1)).kind).toBe("write");
    expect(hold(after, holdBy("a", 1)).kind).toBe("passed");
    expect(turnOf(after, key)).toBe(1);
  });
});

/** What requests, their retries and repairs may try, in any order. */
const step = fc.record({ what: fc.constantFrom("hold", "drop", "abandon"), mark: fc.constantFrom("a", "b", "c", "d"), turn: fc.integer({ min: 0, max: 6 }), half: fc.boolean() });

test("Whatever is tried in whatever order: turns only grow, a turn is held once, and no request acts on two turns", () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    let current: ChildDay = empty;
    const holders = new Map<string, string>();
    const used = new Set<string>();
    for (const { what, mark, turn, half: other } of steps) {
      const wanted = other ? half : key;
      const before = turnOf(current, wanted);
      const was = current.units.get(wanted);
      const decision = what === "hold" ? hold(current, holdBy(mark, turn, wanted)) : (what === "drop" ? drop : abandon)(current, { ...endBy(mark, turn), unit: wanted });
      // A claim of a turn to come cannot exist: nobody claims a turn that has not begun.
      if (what === "hold" && turn > before) continue;
      if (decision.kind === "write") {
        expect(turn).toBe(before);
        if (what === "hold") {
          expect(holders.has(`${wanted} ${turn}`)).toBe(false);
          expect(used.has(`${wanted} ${mark}`)).toBe(false);
          holders.set(`${wanted} ${turn}`, mark);
        } else {
          expect(decision.state.turn).toBe(before + 1);
          // A booking was given up: neither who had booked it nor who gave it up acts on this unit again.
          if (was?.held) for (const one of [was.mark, mark]) used.add(`${wanted} ${one}`);
        }
        current = withUnit(current, wanted, decision.state);
      }
      expect(turnOf(current, wanted)).toBeGreaterThanOrEqual(before);
      expect(heldUnits(current).length).toBeLessThanOrEqual(1);
    }
  }), { numRuns: 1000 });
});
