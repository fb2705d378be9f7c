/** A staff member's word on what waits: what it makes of the booking, and that the record says it. */
import { describe, expect, test } from "vitest";
import { decide } from "../../../functions/booking/rules/decisions.ts";
import {
  emptyChildDay,
  withUnits,
  type Act,
  type Asked,
  type ChildDay,
  type Decided,
  type UnitState,
} from "../../../functions/booking/rules/child-day.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { day, instant, lou, site } from "../catalogue/samples.ts";

const unit = `${id("ActivityId", "mercredis")}/${id("UnitId", "journee")}` as const;
const to = { date: day("2026-12-16"), unit };
const family = { at: instant("2026-11-20T08:00:00Z"), by: id("Login", "ABC4821"), reason: "réservé au guichet" };
const staff: Act = {
  requestToken: "word",
  at: instant("2026-11-23T08:00:00Z"),
  by: id("Login", "AGENT.TEST"),
  reason: undefined,
};
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

const word = (what: Decided["what"], accepted: boolean) => ({ what, accepted });
function decided(current: ChildDay, what: Decided["what"], accepted: boolean, act = staff): UnitState {
  const decision = decide(current, unit, word(what, accepted), act);
  const state = decision.kind === "write" ? decision.states.get(unit) : undefined;
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
    expect(state.decided).toEqual({ requestToken: "word", what, accepted, ...(what === "change" ? { to } : {}) });
    // A place that is given up is owed to its day.
    expect(state.was?.owed).toBe(status === "none" ? true : undefined);
  });

  test("without a reason does not take over what an earlier act said", () => {
    expect(decided(waiting.booking, "booking", true).reason).toBeUndefined();
    expect(decided(waiting.cancel, "cancel", false).reason).toBeUndefined();
    expect(decided(waiting.cancel, "cancel", false, { ...staff, reason: "repas commandé" }).reason).toBe(
      "repas commandé",
    );
  });

  test.each(["booking", "cancel", "change"] as const)("on %s changes nothing where something else waits", (what) => {
    const others = [...Object.entries(waiting).filter(([name]) => name !== what), ["none", none] as const];
    for (const [name, current] of others)
      for (const accepted of [true, false])
        expect(decide(current, unit, word(what, accepted), staff).kind, name).toBe("unchanged");
    expect(decide(emptyChildDay(lou.id, day("2026-12-09")), unit, word(what, true), staff).kind).toBe("unchanged");
  });
});
