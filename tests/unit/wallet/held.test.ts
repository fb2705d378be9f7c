/** Places that are held until they are paid: for how long, for how many, and in which order they are paid. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heldMails } from "../../../functions/booking/held-mails.fr.ts";
import { bookingMails } from "../../../functions/booking/mails.fr.ts";
import { doneBy } from "../../../functions/booking/rules/office-acts.ts";
import { confirm, drop, emptyChildDay, hold, prolong, withUnits } from "../../../functions/booking/rules/child-day.ts";
import { heldUntil } from "../../../functions/booking/rules/booking-rules.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { heldFate, inTurn, longestAwaited, type HeldPlace } from "../../../functions/wallet/rules/held.ts";
import { town } from "../../support/town.ts";
import { day, instant, lou, site, wednesdays } from "../catalogue/samples.ts";

const start = instant("2026-11-23T08:00:00Z");
const after = (minutes: number): Instant => plusSeconds(start, minutes * 60);
const operation = id("PayfipOperationId", "8c1d2f34-5a6b-4c7d-8e9f-0a1b2c3d4e5f");
const other = id("PayfipOperationId", "9c1d2f34-5a6b-4c7d-8e9f-0a1b2c3d4e5f");

describe("A place that is held", () => {
  test("is held for the minutes that the town's file says, and never past the deadline", () => {
    const slot = { activity: { ...wednesdays, holdMinutes: 20 }, bookBefore: after(15) };
    expect(heldUntil(slot, start)).toBe(plusSeconds(after(15), 59));
    expect(heldUntil({ ...slot, bookBefore: after(600) }, start)).toBe(after(20));
    expect(heldUntil(slot, after(16))).toBeNull();
    expect(heldUntil({ ...slot, activity: wednesdays }, start)).toBeNull();
  });

  test("stays until its end, is held on once while a payment is under way, and ends however long that takes", () => {
    const until = after(20);
    const awaited = { operation, at: after(15) };
    expect(heldFate({ until }, undefined, after(19))).toEqual({ kind: "stays" });
    expect(heldFate({ until }, undefined, after(20))).toEqual({ kind: "ends" });
    expect(heldFate({ until }, awaited, after(20))).toEqual({ kind: "prolonged", until: after(135), by: operation });
    const prolonged = { until: after(135), prolonged: operation };
    expect(heldFate(prolonged, awaited, after(134))).toEqual({ kind: "stays" });
    expect(heldFate(prolonged, awaited, after(135))).toEqual({ kind: "ends" });
    expect(heldFate(prolonged, undefined, after(60))).toEqual({ kind: "ends" });
    expect(heldFate(prolonged, { operation: other, at: after(50) }, after(60))).toEqual({ kind: "ends" });
    expect(heldFate({ until }, { operation, at: after(-110) }, after(20))).toEqual({ kind: "ends" });
  });

  test("is held no longer than what the treasury may take after its end was looked at, whatever is begun meanwhile", () => {
    const minute = fc.nat(400);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            at: minute,
            awaited: fc.option(fc.record({ since: minute, name: fc.constantFrom(operation, other) })),
          }),
        ),
        (looks) => {
          let state: Parameters<typeof heldFate>[0] = { until: after(20) };
          const sorted = looks.toSorted((one, another) => one.at - another.at);
          const due = sorted.find(({ at }) => at >= 20)?.at ?? 0;
          for (const { at, awaited } of sorted) {
            const known =
              awaited && awaited.since <= at ? { operation: awaited.name, at: after(awaited.since) } : undefined;
            const fate = heldFate(state, known, after(at));
            if (fate.kind === "ends") return;
            if (at >= 20) expect((at - due) * 60_000).toBeLessThan(longestAwaited);
            if (fate.kind === "prolonged") state = { until: fate.until, prolonged: fate.by };
            else expect(after(at) < state.until).toBe(true);
          }
        },
      ),
    );
  });

  test("is paid in the order in which it was held", () => {
    const held = (at: number, date: string): HeldPlace => ({
      childId: lou.id,
      date: day(date),
      unit: "mercredis/journee" as HeldPlace["unit"],
      generation: 0,
      amount: cents(720),
      at: after(at),
      until: after(at + 20),
    });
    const [first, second, third] = [held(1, "2026-12-16"), held(2, "2026-12-02"), held(2, "2026-12-09")];
    expect(inTurn([third, second, first])).toEqual([first, second, third]);
  });
});

const frame = { portal: "https://portail.example.fr", town };
const plain = (paragraphs: readonly string[]): string => paragraphs.join("\n").replaceAll("\u00A0", " ");

describe("On the child's day", () => {
  const unit = `${id("ActivityId", "mercredis")}/${id("UnitId", "journee")}` as const;
  const empty = emptyChildDay(lou.id, day("2026-12-09"));
  const toPay = { accountId: id("CollectionAccountId", "regie"), amount: cents(720) };
  const act = (generation: number, requestToken: string) => ({
    unit,
    siteId: site.id,
    generation,
    requestToken,
    at: start,
  });
  const wanted = (generation: number, requestToken: string) => ({
    ...act(generation, requestToken),
    pools: [],
    as: "offered" as const,
    until: after(20),
    toPay,
    excludes: () => false,
  });
  const written = (from: typeof empty, decision: ReturnType<typeof hold> | ReturnType<typeof drop>) => {
    if (decision.kind !== "write") throw new Error(`Nothing is written: ${decision.kind}`);
    return withUnits(from, decision.states);
  };
  const held = written(empty, hold(empty, wanted(0, "a")));

  test("it becomes a booking by being paid, whoever confirms it, and by nothing else", () => {
    const state = written(held, confirm(held, act(0, "b"), "offered", "pending")).units.get(unit);
    expect(state).toMatchObject({ status: "booked", engaged: toPay });
    expect(state?.toPay).toBeUndefined();
    expect(state?.until).toBeUndefined();
    expect(confirm(held, act(0, "b"), "pending").kind).toBe("unchanged");
  });

  test("it is held on once", () => {
    const longer = written(held, prolong(held, act(0, "c"), { until: after(135), by: operation }));
    expect(longer.units.get(unit)).toMatchObject({
      until: after(135),
      requestToken: "a",
      toPay: { prolonged: operation },
    });
    expect(prolong(longer, act(0, "c"), { until: after(200), by: other }).kind).toBe("unchanged");
  });

  test("an act of the office has it held, not booked, and its mail says until when and what to do", () => {
    const acted = { requestToken: "a", kind: "booked" as const, at: start, by: id("Login", "AGENT1"), reason: "Appel" };
    const lines = [{ childId: lou.id, date: day("2026-12-09"), unit }];
    expect(doneBy({ ...acted, lines }, [held])).toEqual([{ ...lines[0], heldUntil: after(20) }]);
    const line = { firstName: "Lou", date: day("2026-12-09"), unitName: "Journée", activityName: "Mercredis" };
    const facts = { act: "booked" as const, reason: "Appel", heldUntil: after(20) };
    const alone = bookingMails.acted.content(frame, { ...facts, lines: [], held: [line] });
    expect(alone.subject).toBe("Le guichet vous a fait garder des places, à payer");
    expect(plain(alone.before)).toContain("jusqu’au lundi 23 novembre 2026 à 9 h 20");
    const both = bookingMails.acted.content(frame, { ...facts, lines: [line], held: [line] });
    expect(both.subject).toBe("Le guichet a réservé pour vous");
    expect(plain(both.before)).toMatch(/fait ces réservations.*fait garder ces places.*Motif : « Appel »/su);
  });

  test("the family reads what was paid, and of what was not that its money stays its own", () => {
    const line = { firstName: "Lou", date: day("2026-12-09"), unitName: "Journée", activityName: "Mercredis" };
    const paid = (...lines: readonly (typeof line)[]) => plain([heldMails.heldPaid.content(frame, { lines }).subject]);
    expect(paid(line)).toBe("C’est payé : le jour est réservé");
    expect(paid(line, line)).toBe("C’est payé : 2 jours sont réservés");
    const [late, over] = [true, false].map((awaited) => heldMails.heldEnded.content(frame, { ...line, awaited }));
    expect(plain(late?.before ?? [])).toContain("S’il arrive, il reste à vous, dans votre porte-monnaie");
    expect(plain(over?.before ?? [])).toContain("Ce que vous avez versé reste à vous");
  });

  test("once it has ended unpaid it is not held again, and may still be booked", () => {
    const ended = written(held, drop(held, act(0, "d"), ["offered"]));
    expect(ended.units.get(unit)?.unpaid).toBe(true);
    expect(hold(ended, wanted(1, "e")).kind).toBe("passed");
    expect(
      hold(ended, { ...wanted(1, "e"), as: "booked", until: undefined, toPay: undefined, engaged: toPay }).kind,
    ).toBe("write");
  });
});
