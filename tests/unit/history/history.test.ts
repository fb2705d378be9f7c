import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  abandon,
  annotate,
  confirm,
  drop,
  emptyChildDay,
  hold,
  intend,
  join,
  prolong,
  statusOf,
  swap,
  generationOf,
  withUnits,
  type ChildDay,
  type Hold,
  type Status,
  type UnitState,
} from "../../../functions/booking/rules/child-day.ts";
import { historyWords } from "../../../functions/history/words.fr.ts";
import {
  authorOf,
  happenings,
  historyOf,
  withoutGivenUp,
  type Happening,
  type HistoryEvent,
} from "../../../functions/history/rules/history.ts";
import { id, type Login, type UnitKey } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { day, instant, lou, site } from "../catalogue/samples.ts";

const key = `${id("ActivityId", "mercredis")}/${id("UnitId", "journee")}` as const;
const half = `${id("ActivityId", "mercredis")}/${id("UnitId", "matin")}` as const;
const family = id("FamilyCode", "ABC4821");
const mother = id("Login", "ABC4821");
const father = id("Login", "ABC4821.2");
const staffMember = id("Login", "AGENT1");
const at = instant("2026-11-23T08:00:00Z");
const until = instant("2026-11-24T08:00:00Z");
const empty = emptyChildDay(lou.id, day("2026-12-09"));
const anyState: readonly Status[] = ["booked", "pending", "offered", "waiting"];

interface By {
  readonly by?: Login;
  readonly reason?: string;
}
type Written = { readonly kind: string; readonly states?: ReadonlyMap<UnitKey, UnitState> };
let requestTokens = 0;
const act = (day: ChildDay, { by = mother, ...more }: By = {}, unit: UnitKey = key) => ({
  ...more,
  by,
  at,
  siteId: site.id,
  requestToken: `m${(requestTokens += 1)}`,
  unit,
  generation: generationOf(day, unit),
});
/** Nobody: the waiting list, a repair, the end of an offer. */
const alone = (day: ChildDay) => {
  const { by: _, ...rest } = act(day);
  return rest;
};
const holding = (as: Hold["as"], excludes: Hold["excludes"] = () => false) => ({
  pools: ["mercredis/=journee"] as const,
  as,
  excludes,
  ...(as === "offered" ? { until } : {}),
});

function after(current: ChildDay, decision: Written): ChildDay {
  if (!decision.states) throw new Error(`Nothing is written: ${decision.kind}`);
  return withUnits(current, decision.states);
}

const booked = after(empty, hold(empty, { ...act(empty), ...holding("booked") }));
const pending = after(empty, hold(empty, { ...act(empty), ...holding("pending") }));
const waiting = after(empty, join(empty, { ...act(empty), arrival: 7 }));
const offered = after(waiting, hold(waiting, { ...alone(waiting), ...holding("offered") }));
const toPay = { accountId: id("CollectionAccountId", "regie"), amount: cents(720) };
const held = after(empty, hold(empty, { ...act(empty), ...holding("offered"), toPay }));
const absent = after(booked, annotate(booked, act(booked), { absence: { kind: "justified", at, by: mother } }));
const asked = after(
  booked,
  annotate(booked, act(booked), { asked: { what: "cancel", reason: "Grand-mère malade", at, by: mother } }),
);

const table: readonly (readonly [
  what: string,
  before: ChildDay,
  step: (day: ChildDay) => Written,
  Happening,
  Partial<HistoryEvent>,
])[] = [
  [
    "a booking",
    empty,
    (on) => hold(on, { ...act(on), ...holding("booked") }),
    "booked",
    { from: "none", to: "booked", by: mother },
  ],
  [
    "a booking by the other adult",
    empty,
    (on) => hold(on, { ...act(on, { by: father }), ...holding("booked") }),
    "booked",
    { by: father },
  ],
  [
    "a booking by staff, who says why",
    empty,
    (on) => hold(on, { ...act(on, { by: staffMember, reason: "Appel de la famille" }), ...holding("booked") }),
    "booked",
    { by: staffMember, reason: "Appel de la famille" },
  ],
  [
    "a booking finished by a repair",
    empty,
    (on) => hold(on, { ...alone(on), ...holding("booked") }),
    "booked",
    { by: undefined },
  ],
  [
    "a booking that staff is to approve",
    empty,
    (on) => hold(on, { ...act(on), ...holding("pending") }),
    "toApprove",
    { to: "pending" },
  ],
  [
    "staff approves",
    pending,
    (on) => confirm(on, act(on, { by: staffMember }), "pending"),
    "approved",
    { from: "pending", to: "booked", by: staffMember },
  ],
  [
    "staff refuses",
    pending,
    (on) => drop(on, act(on, { by: staffMember, reason: "Groupe complet" }), anyState),
    "refused",
    { to: "none", reason: "Groupe complet" },
  ],
  [
    "the family takes back what was to be approved",
    pending,
    (on) => drop(on, act(on), anyState),
    "withdrawn",
    { to: "none" },
  ],
  [
    "joining the waiting list",
    empty,
    (on) => join(on, { ...act(on), arrival: 3 }),
    "waiting",
    { from: "none", to: "waiting" },
  ],
  ["leaving it", waiting, (on) => drop(on, act(on), anyState), "left", { from: "waiting", to: "none" }],
  [
    "a place found while waiting",
    waiting,
    (on) => hold(on, { ...act(on), ...holding("booked") }),
    "booked",
    { from: "waiting", to: "booked" },
  ],
  [
    "a place is offered",
    waiting,
    (on) => hold(on, { ...alone(on), ...holding("offered") }),
    "offered",
    { to: "offered", until, by: undefined },
  ],
  [
    "the offer is accepted",
    offered,
    (on) => confirm(on, act(on), "offered"),
    "accepted",
    { from: "offered", to: "booked" },
  ],
  ["the offer is declined", offered, (on) => drop(on, act(on), anyState), "declined", { to: "none", by: mother }],
  [
    "a place is held until it is paid",
    empty,
    (on) => hold(on, { ...act(on), ...holding("offered"), toPay }),
    "held",
    { to: "offered", until, by: mother },
  ],
  ["it is paid", held, (on) => confirm(on, alone(on), "offered"), "heldPaid", { from: "offered", to: "booked" }],
  [
    "it is held on",
    held,
    (on) => prolong(on, act(on), { until: at, by: id("PayfipOperationId", "8c1d2f34-5a6b-4c7d-8e9f-0a1b2c3d4e5f") }),
    "held",
    { from: "offered", to: "offered", until: at },
  ],
  ["it is given up", held, (on) => drop(on, act(on), anyState), "heldLeft", { to: "none", by: mother }],
  ["it is not paid in time", held, (on) => drop(on, alone(on), anyState), "heldEnded", { to: "none", by: undefined }],
  ["the offer passes", offered, (on) => drop(on, alone(on), anyState), "expired", { to: "none", by: undefined }],
  [
    "the offer falls with its day",
    offered,
    (on) => drop(on, { ...alone(on), reason: "Travaux" }, anyState),
    "cancelled",
    { reason: "Travaux" },
  ],
  [
    "a rank on the list falls with its day",
    waiting,
    (on) => drop(on, { ...alone(on), reason: "Travaux" }, anyState),
    "cancelled",
    { from: "waiting", reason: "Travaux" },
  ],
  [
    "what was to be approved falls with its day",
    pending,
    (on) => drop(on, { ...alone(on), reason: "Travaux" }, anyState),
    "cancelled",
    { from: "pending" },
  ],
  [
    "an offer declined by staff for the family",
    offered,
    (on) => drop(on, act(on, { by: staffMember, reason: "Au téléphone" }), anyState),
    "declined",
    { by: staffMember },
  ],
  ["a cancellation", booked, (on) => drop(on, act(on), anyState), "cancelled", { from: "booked", to: "none" }],
  [
    "a cancellation by staff",
    asked,
    (on) => drop(on, act(on, { by: staffMember, reason: "Accordé" }), anyState),
    "cancelled",
    { by: staffMember, reason: "Accordé" },
  ],
  [
    "an absence",
    booked,
    (on) => annotate(on, act(on), { absence: { kind: "outing", at, by: mother } }),
    "absent",
    { absence: "outing", from: "booked", to: "booked" },
  ],
  [
    "another kind of absence",
    absent,
    (on) => annotate(on, act(on), { absence: { kind: "unjustified", at, by: mother } }),
    "absent",
    { absence: "unjustified" },
  ],
  [
    "an absence taken back",
    absent,
    (on) => annotate(on, act(on), { absence: null }),
    "present",
    { absence: undefined },
  ],
  [
    "a late cancellation asked of staff",
    booked,
    (on) => annotate(on, act(on), { asked: { what: "cancel", reason: "Fièvre", at, by: mother } }),
    "asked",
    { reason: "Fièvre" },
  ],
  ["the family takes that back", asked, (on) => annotate(on, act(on), { asked: null }), "askWithdrawn", {}],
  [
    "staff refuses that",
    asked,
    (on) => annotate(on, act(on, { by: staffMember, reason: "Repas commandé" }), { asked: null }),
    "askRefused",
    { by: staffMember, reason: "Repas commandé" },
  ],
];

describe("What a write of a child's day tells", () => {
  test.each(table)("%s", (_, before, step, what, more) => {
    const now = after(before, step(before));
    const known = before.revision === 0 ? null : before;
    expect(historyOf([family], known, now)).toEqual([
      expect.objectContaining({
        what,
        at,
        date: "2026-12-09",
        childId: lou.id,
        unit: key,
        siteId: site.id,
        revision: now.revision,
        ...more,
      }),
    ]);
  });

  test("a change within a day: what it became tells both sides, and the side given up is left out", () => {
    const meant = after(
      booked,
      intend(booked, { ...act(booked, {}, half), requestToken: "change", replaces: { date: booked.date, unit: key } }),
    );
    expect(historyOf([family], booked, meant)).toEqual([]);
    const moved = after(
      meant,
      swap(
        meant,
        { ...act(meant, {}, half), requestToken: "change", ...holding("booked") },
        { ...act(meant), requestToken: "change" },
      ),
    );
    const events = historyOf([family], meant, moved);
    expect(events.map(({ what, unit }) => [what, unit]).sort()).toEqual([
      ["cancelled", key],
      ["changed", half],
    ]);
    expect(withoutGivenUp(events)).toEqual([
      expect.objectContaining({ what: "changed", unit: half, other: { date: booked.date, unit: key } }),
    ]);
  });

  test("a change to another day, told by two records, is one line; another child's cancellation of that instant stays", () => {
    const other = emptyChildDay(lou.id, day("2026-12-16"));
    const meant = after(
      other,
      intend(other, { ...act(other), requestToken: "change", replaces: { date: booked.date, unit: key } }),
    );
    const [gain] = historyOf(
      [family],
      meant,
      after(meant, hold(meant, { ...act(meant), requestToken: "change", ...holding("booked") })),
    );
    const [loss] = historyOf(
      [family],
      booked,
      after(booked, drop(booked, { ...act(booked), requestToken: "change" }, ["booked"])),
    );
    if (!gain || !loss) throw new Error("Both sides tell something");
    const brother = { ...loss, childId: id("ChildId", "E2") };
    expect(withoutGivenUp([loss, brother, gain])).toEqual([brother, gain]);
  });

  test("a claim that could not be held tells nothing: nobody has gained or lost anything", () => {
    expect(historyOf([family], waiting, after(waiting, abandon(waiting, alone(waiting))))).toEqual([]);
    expect(historyOf([family], null, after(empty, abandon(empty, alone(empty))))).toEqual([]);
  });
});

test("a family's sign-ins are its code and the ranks under it; a staff member's name is no family's", () => {
  expect(
    [mother, father, staffMember, id("Login", "ABC48210"), undefined].map((by) => authorOf([family], { by })),
  ).toEqual(["family", "family", "office", "office", "automatic"]);
  expect(authorOf([family], { reason: "Travaux" })).toBe("office");
});

test("every kind of event has words, in French, with hard spaces", () => {
  for (const what of happenings) {
    const { label, detail = "" } = historyWords({
      what,
      until,
      absence: "justified",
      other: { date: day("2026-12-09"), unitName: "Journée" },
    });
    expect(label).toMatch(/^[A-ZÀÉ]/u);
    expect(`${label} ${detail}`).not.toMatch(/ [:;?!]|undefined/u);
  }
  expect(historyWords({ what: "offered", until }).detail).toBe(
    "À accepter avant le mardi 24\u00A0novembre 2026 à 9\u00A0h",
  );
});

/** What requests, offers, repairs and staff may do to one day, in any order. */
const step = fc.record({
  what: fc.constantFrom(
    "book",
    "ask",
    "offer",
    "join",
    "accept",
    "approve",
    "drop",
    "abandon",
    "intend",
    "swap",
    "absent",
    "asked",
  ),
  by: fc.constantFrom(mother, staffMember, undefined),
  half: fc.boolean(),
});

test("Every status that a write changes is told exactly once, from what it was to what it is; nothing else is, but what is said of a booking", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let current = empty;
      for (const { what, by, half: other } of steps) {
        const [unit, opposite] = other ? ([half, key] as const) : ([key, half] as const);
        const on = { ...act(current, {}, unit), by };
        const excludes = (one: UnitKey): boolean => one !== unit;
        const decision: Written =
          what === "book"
            ? hold(current, { ...on, ...holding("booked", excludes) })
            : what === "ask"
              ? hold(current, { ...on, ...holding("pending", excludes) })
              : what === "offer"
                ? hold(current, { ...on, ...holding("offered", excludes) })
                : what === "join"
                  ? join(current, { ...on, arrival: 1 })
                  : what === "accept"
                    ? confirm(current, on, "offered")
                    : what === "approve"
                      ? confirm(current, on, "pending")
                      : what === "drop"
                        ? drop(current, on, anyState)
                        : what === "abandon"
                          ? abandon(current, on)
                          : what === "intend"
                            ? intend(current, { ...on, replaces: { date: current.date, unit: opposite } })
                            : what === "swap"
                              ? swap(
                                  current,
                                  { ...on, ...holding("booked", excludes) },
                                  { ...on, unit: opposite, generation: generationOf(current, opposite) },
                                )
                              : annotate(
                                  current,
                                  on,
                                  what === "absent"
                                    ? { absence: { kind: "justified", at, by: mother } }
                                    : { asked: { what: "cancel", reason: "x", at, by: mother } },
                                );
        if (!decision.states) continue;
        const now = withUnits(current, decision.states);
        const events = historyOf([family], current.revision === 0 ? null : current, now);
        for (const one of [key, half]) {
          const [from, to] = [statusOf(current, one), statusOf(now, one)];
          const told = events.filter((event) => event.unit === one);
          if (from !== to) expect(told.map((event) => [event.from, event.to])).toEqual([[from, to]]);
          else for (const event of told) expect(["absent", "asked", "offered"]).toContain(event.what);
          // Names of one event: nothing else of this day will have them.
          for (const event of told) expect(event.revision).toBe(now.revision);
        }
        expect(events.length).toBeLessThanOrEqual(2);
        current = now;
      }
    }),
    { numRuns: 1000 },
  );
});
