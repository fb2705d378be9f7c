/** What becomes of the days of a child that was held under two codes: nothing lost, nothing twice, the surer one stays. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  emptyChildDay,
  hasPlace,
  statuses,
  withUnits,
  type Act,
  type ChildDay,
  type Status,
  type UnitState,
} from "../../../functions/booking/rules/child-day.ts";
import { fatesOf, handOver } from "../../../functions/booking/rules/hand-over.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { id, type UnitKey } from "../../../functions/kernel/ids.ts";

const unit = (name: string): UnitKey => unitKey(id("ActivityId", "mercredis"), id("UnitId", name));
const [full, morning, evening] = [unit("journee"), unit("matin"), unit("soir")];
const units = [full, morning, evening];
/** The day contains the morning; the evening goes with either. */
const excludes = (one: UnitKey, other: UnitKey): boolean => one !== other && ![one, other].includes(evening);
const date = id("PlainDate", "2026-12-02");
const act: Act = { requestToken: "fusion", at: id("Instant", "2026-11-23T08:00:00Z"), by: id("Login", "AGENT.UN") };

const state = (status: Status, token: string): UnitState => ({
  requestToken: token,
  at: id("Instant", "2026-11-20T08:00:00Z"),
  siteId: id("SiteId", "les-tilleuls"),
  generation: 3,
  status,
  ...(hasPlace(status) ? { claim: { requestToken: token, id: "ab12", pools: ["mercredis/=journee"] as const } } : {}),
  ...(status === "waiting" ? { arrival: 7 } : {}),
  spent: [],
});

const day = (child: string, has: Partial<Record<UnitKey, Status>>): ChildDay => ({
  ...emptyChildDay(id("ChildId", child), date),
  revision: 1,
  units: new Map(
    units.flatMap((unit) => {
      const status = has[unit];
      return status === undefined ? [] : [[unit, state(status, `${child}-${unit}`)] as const];
    }),
  ),
});

/** Of one child: what it has together is compatible. */
const anyDay = (child: string) =>
  fc
    .record(
      Object.fromEntries(units.map((unit) => [unit, fc.option(fc.constantFrom(...statuses), { nil: undefined })])),
    )
    .map((has) => {
      const known = day(child, has);
      const both = [full, morning].every((unit) => hasPlace(known.units.get(unit)?.status ?? "none"));
      return both ? day(child, { ...has, [morning]: "none" }) : known;
    });

/** All of it, as the store does it, one after the other. */
function carriedOut(gone: ChildDay, kept: ChildDay, elsewhere: readonly ChildDay[]) {
  let [from, to] = [gone, kept];
  const givenUp: UnitKey[] = [];
  const drop = (of: ChildDay, unit: UnitKey): ChildDay => {
    givenUp.push(unit);
    return withUnits(of, new Map([[unit, { ...state("none", "fin"), generation: 4 }]]));
  };
  for (let rounds = 0; rounds < 20; rounds += 1) {
    const [next] = fatesOf({ gone: from, kept: to, elsewhere, excludes });
    if (!next) return { from, to, givenUp };
    const [unit, fate] = next;
    if (fate.kind === "givenUp") from = drop(from, unit);
    else if (fate.instead.length > 0) for (const other of fate.instead) to = drop(to, other);
    else {
      const written = handOver(from, to, unit, act);
      if (!written) throw new Error("What moves cannot be handed over");
      from = withUnits(from, written.gone);
      to = withUnits(to, written.kept);
    }
  }
  throw new Error("It never ends");
}

const live = (of: ChildDay) => [...of.units].filter(([, { status }]) => status !== "none");
const placed = (of: ChildDay) => [...of.units].filter(([, { status }]) => hasPlace(status)).map(([unit]) => unit);

test("whatever both codes have, it ends with nothing under the one that goes, nothing twice and nothing incompatible", () => {
  fc.assert(
    fc.property(anyDay("A"), anyDay("B"), anyDay("B"), (gone, kept, there) => {
      const { from, to, givenUp } = carriedOut(gone, kept, [there]);
      expect(live(from)).toEqual([]);
      // As many as there were, but those that were given up.
      expect(live(to).length + givenUp.length).toBe(live(gone).length + live(kept).length);
      const before = placed(kept);
      for (const one of placed(to))
        for (const other of [...placed(to), ...placed(there)])
          if (
            excludes(one, other) &&
            !(before.includes(one) && (before.includes(other) || placed(there).includes(other)))
          )
            throw new Error(`${one} beside ${other}`);
    }),
  );
});

test("a booking is never given up for less: what the child had surest on a unit is what it has afterwards", () => {
  fc.assert(
    fc.property(anyDay("A"), anyDay("B"), (gone, kept) => {
      const { to } = carriedOut(gone, kept, []);
      const booked = (of: ChildDay) => [...of.units].filter(([, { status }]) => status === "booked").length > 0;
      expect(booked(to)).toBe(booked(gone) || booked(kept));
    }),
  );
});

test("a place passes with its claim, and owes nothing where it was", () => {
  const [gone, kept] = [day("A", { [full]: "booked" }), day("B", {})];
  const written = handOver(gone, kept, full, act);
  expect(written?.kept.get(full)).toMatchObject({
    status: "booked",
    generation: 0,
    claim: { requestToken: `A-${full}`, id: "ab12", pools: ["mercredis/=journee"] },
  });
  const left = written?.gone.get(full);
  expect(left).toMatchObject({ status: "none", generation: 4, spent: [`A-${full}`, "fusion"] });
  expect(left?.was).toBeUndefined();
  expect(left?.claim).toBeUndefined();
});

test("of two alike, the code's that stays; a booking before a position; another household's stays in any case", () => {
  const fate = (gone: Status, kept: Status, there: Status = "none") =>
    fatesOf({
      gone: day("A", { [full]: gone }),
      kept: day("B", { [full]: kept }),
      elsewhere: [day("B", { [full]: there })],
      excludes,
    }).get(full);
  expect(fate("booked", "booked")).toEqual({ kind: "givenUp", because: full });
  expect(fate("booked", "waiting")).toEqual({ kind: "moves", instead: [full] });
  expect(fate("waiting", "booked")).toEqual({ kind: "givenUp", because: full });
  expect(fate("booked", "none", "booked")).toEqual({ kind: "givenUp", because: full });
  expect(fate("booked", "none", "waiting")).toEqual({ kind: "moves", instead: [] });
});
