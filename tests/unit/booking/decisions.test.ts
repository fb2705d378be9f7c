/** A staff member's word on what waits: what it makes of the booking, and that the record says it. */
import { describe, expect, test } from "vitest";
import { doWord, sayWord, takeWordBack, wordOn } from "../../../functions/booking/rules/decisions.ts";
import {
  emptyChildDay,
  annotate,
  withUnits,
  type Asked,
  type ChildDay,
  type Decided,
  type Deciding,
  type GenerationDecision,
  type UnitState,
} from "../../../functions/booking/rules/child-day.ts";
import { undoSeconds } from "../../../functions/approval/rules/word.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { day, instant, lou, site } from "../catalogue/samples.ts";

const unit = `${id("ActivityId", "mercredis")}/${id("UnitId", "journee")}` as const;
const to = { date: day("2026-12-16"), unit };
const family = { at: instant("2026-11-20T08:00:00Z"), by: id("Login", "ABC4821"), reason: "réservé au guichet" };
const staff = {
  requestToken: "word",
  at: instant("2026-11-23T08:00:00Z"),
  by: id("Login", "AGENT.TEST"),
};
const later = plusSeconds(staff.at, undoSeconds + 1);
const asked = (what: Asked["what"]): Pick<UnitState, "asked"> => ({
  asked: { what, ...(what === "change" ? { to } : {}), ...family },
});
const dayWith = (state: Pick<UnitState, "status" | "asked">): ChildDay =>
  withUnits(
    emptyChildDay(lou.id, day("2026-12-09")),
    new Map([
      [
        unit,
        {
          ...family,
          requestToken: "book",
          siteId: site.id,
          generation: 3,
          claim: { requestToken: "book", pools: ["mercredis/=journee"] },
          spent: [],
          ...state,
        },
      ],
    ]),
  );
const waiting = {
  booking: dayWith({ status: "pending" }),
  cancel: dayWith({ status: "booked", ...asked("cancel") }),
  change: dayWith({ status: "booked", ...asked("change") }),
} as const;
const none = dayWith({ status: "booked" });

const word = (what: Decided["what"], accepted: boolean, reason?: string): Deciding => ({
  ...staff,
  what,
  accepted,
  ...(reason === undefined ? {} : { reason }),
});
const written = (current: ChildDay, decision: GenerationDecision): ChildDay => {
  if (decision.kind !== "write") throw new Error("Nothing is written");
  return withUnits(current, decision.states);
};
const said = (current: ChildDay, one: Deciding): ChildDay => written(current, sayWord(current, unit, one, staff.at));
function decided(current: ChildDay, what: Decided["what"], accepted: boolean, reason?: string): UnitState {
  const weighed = said(current, word(what, accepted, reason));
  const state = written(weighed, doWord(weighed, unit, staff.requestToken, later)).units.get(unit);
  if (!state) throw new Error("Nothing is written");
  return state;
}

describe("A staff member's word", () => {
  test.each([
    ["booking", true, "booked"],
    ["booking", false, "none"],
    ["cancel", true, "none"],
    ["cancel", false, "booked"],
    ["change", false, "booked"],
  ] as const)("on what waits as %s, accepted: %s, leaves it %s, answered, and says so", (what, accepted, status) => {
    const state = decided(waiting[what], what, accepted);
    expect(state).toMatchObject({ status, by: staff.by, requestToken: "word" });
    expect(state.asked).toBeUndefined();
    expect(state.deciding).toBeUndefined();
    expect(state.decided).toEqual({ requestToken: "word", what, accepted, ...(what === "change" ? { to } : {}) });
    // A place that is given up is owed to its day.
    expect(state.was?.owed).toBe(status === "none" ? true : undefined);
  });

  test("without a reason does not take over what an earlier act said", () => {
    expect(decided(waiting.booking, "booking", true).reason).toBeUndefined();
    expect(decided(waiting.cancel, "cancel", false).reason).toBeUndefined();
    expect(decided(waiting.cancel, "cancel", false, "repas commandé").reason).toBe("repas commandé");
  });

  test.each(["booking", "cancel", "change"] as const)("on %s changes nothing where something else waits", (what) => {
    const others = [...Object.entries(waiting).filter(([name]) => name !== what), ["none", none] as const];
    for (const [name, current] of others)
      for (const accepted of [true, false])
        expect(sayWord(current, unit, word(what, accepted), staff.at).kind, name).toBe("unchanged");
    expect(sayWord(emptyChildDay(lou.id, day("2026-12-09")), unit, word(what, true), staff.at).kind).toBe("unchanged");
  });

  const words = [
    ["booking", true],
    ["booking", false],
    ["cancel", true],
    ["cancel", false],
    ["change", false],
  ] as const;
  test.each(words)(
    "on %s, accepted: %s, moves nothing for ten seconds; taken back by then, all is as it was",
    (what, accepted) => {
      const before = waiting[what];
      const weighed = said(before, word(what, accepted));
      expect(weighed.units.get(unit)).toEqual({ ...before.units.get(unit), deciding: word(what, accepted) });
      const end = plusSeconds(staff.at, undoSeconds);
      expect(doWord(weighed, unit, "word", end).kind).toBe("unchanged");
      expect(takeWordBack(weighed, unit, "other", end).kind).toBe("unchanged");
      expect(written(weighed, takeWordBack(weighed, unit, "word", end)).units).toEqual(before.units);
      expect(takeWordBack(weighed, unit, "word", later).kind).toBe("unchanged");
    },
  );

  test("is one at a time; one that was never done is forgotten, so that what it was on waits again", () => {
    const weighed = said(waiting.booking, word("booking", false));
    const second = { ...word("booking", true), requestToken: "second" };
    expect(sayWord(weighed, unit, second, later).kind).toBe("unchanged");
    const much = plusSeconds(staff.at, 3600);
    expect([wordOn(weighed.units.get(unit), later)?.accepted, wordOn(weighed.units.get(unit), much)]).toEqual([
      false,
      null,
    ]);
    expect(written(weighed, sayWord(weighed, unit, second, much)).units.get(unit)?.deciding).toEqual(second);
  });

  test("on what the family has taken back, or asks anew, is done no more; on an absence that it says, it still is", () => {
    const on = { requestToken: "family", at: later, unit, siteId: site.id, generation: 3 };
    const weighed = said(waiting.cancel, word("cancel", true));
    const again = asked("cancel").asked;
    for (const now of [null, again ? { ...again, reason: "autre motif" } : null]) {
      const changed = written(weighed, annotate(weighed, on, { asked: now }));
      expect(doWord(changed, unit, "word", later).kind).toBe("unchanged");
    }
    const absent = written(
      weighed,
      annotate(weighed, on, { absence: { kind: "unannounced", at: later, by: staff.by } }),
    );
    expect(doWord(absent, unit, "word", later).kind).toBe("write");
  });
});
