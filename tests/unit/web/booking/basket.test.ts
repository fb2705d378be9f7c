/** The basket: choosing, keeping it between visits, sending it once. */
import { describe, expect, it } from "vitest";
import { id } from "../../../../functions/kernel/ids.ts";
import { Problem } from "../../../../web/shared/api/problem.ts";
import type { Call } from "../../../../web/shared/api/client.ts";
import type { Box } from "../../../../web/shared/storage.ts";
import {
  emptyBasket,
  keepBasket,
  readBasket,
  sendingFor,
  wishesOf,
  type KeptBasket,
  type Unanswered,
} from "../../../../web/shared/booking/basket/keptBasket.ts";
import {
  cellOf,
  emptyHistory,
  keyOf,
  keysIn,
  linesOf,
  reduce,
  wishesByDay,
  type Line,
  type Selection,
} from "../../../../web/shared/booking/basket/selection.ts";
import { sendingBy } from "../../../../web/parents/booking/sendingBy.ts";
import { inBaskets, inOneBasket, mostLines, submit } from "../../../../web/shared/booking/basket/submit.ts";
import { activityId, login, cell, key, wish } from "./grid-fixture.ts";

describe("choosing", () => {
  it("is undone step by step", () => {
    const one = wish(emptyHistory, key("1", "2026-12-02"));
    const two = wish(one, key("1", "2026-12-09"), key("2", "2026-12-02"));
    expect(two.now.size).toBe(3);
    expect(reduce(two, { kind: "undo" }).now).toEqual(one.now);
    expect(reduce(reduce(two, { kind: "undo" }), { kind: "undo" }).now.size).toBe(0);
    expect(reduce(emptyHistory, { kind: "undo" })).toBe(emptyHistory);
  });

  it("replaces an incompatible unit of the same child and day", () => {
    const before = wish(emptyHistory, key("1", "2026-12-02", "matin"));
    const after = reduce(before, {
      kind: "wish",
      wishes: [[key("1", "2026-12-02"), "book"]],
      instead: [key("1", "2026-12-02", "matin")],
    });
    expect([...after.now.keys()]).toEqual([key("1", "2026-12-02")]);
  });

  it("clears one activity in one step that can be undone, and leaves the others", () => {
    const other = keyOf({ ...cell("1", "2026-12-02"), activityId: id("ActivityId", "cantine") });
    const before = wish(wish(emptyHistory, other), key("1", "2026-12-02"));
    const cleared = reduce(before, { kind: "drop", keys: keysIn(before.now, activityId) });
    expect([...cleared.now.keys()]).toEqual([other]);
    expect(reduce(cleared, { kind: "drop", keys: keysIn(cleared.now, activityId) })).toBe(cleared);
    expect(reduce(cleared, { kind: "undo" }).now).toEqual(before.now);
  });

  it("is seen day by day: a press changes the text of its own day alone, and none of another activity's", () => {
    const other = keyOf({ ...cell("1", "2026-12-09"), activityId: id("ActivityId", "cantine") });
    const before = wish(wish(emptyHistory, other), key("1", "2026-12-02"), key("2", "2026-12-16"));
    const after = wish(before, key("2", "2026-12-02"));
    const [was, is] = [wishesByDay(before.now, activityId), wishesByDay(after.now, activityId)];
    expect([...was.keys()]).toEqual(["2026-12-02", "2026-12-16"]);
    expect([...is].filter(([date, text]) => was.get(date) !== text).map(([date]) => date)).toEqual(["2026-12-02"]);
    expect(wishesByDay(reduce(after, { kind: "drop", keys: [...after.now.keys()] }).now, activityId).size).toBe(0);
  });

  it("is not undone from another page", () => {
    const before = wish(emptyHistory, key("1", "2026-12-02"));
    expect(reduce(reduce(before, { kind: "arrive" }), { kind: "undo" }).now).toEqual(before.now);
  });

  it("does not bring back what was answered", () => {
    const before = wish(wish(emptyHistory, key("1", "2026-12-02")), key("2", "2026-12-02"));
    const settled = reduce(before, { kind: "forget", keys: [key("1", "2026-12-02")] });
    expect(reduce(settled, { kind: "undo" }).now).toEqual(new Map([[key("2", "2026-12-02"), "book"]]));
  });

  it("reads its keys back, and refuses what is not one", () => {
    expect(cellOf(key("1", "2026-12-02"))).toEqual({
      activityId: "mercredis",
      childId: "1",
      date: "2026-12-02",
      unitId: "journee",
    });
    expect(cellOf("rien")).toBeNull();
    expect(cellOf("1|2026-12-02|journee")).toBeNull();
    expect(cellOf("mercredis|1|02/12/2026|journee")).toBeNull();
  });
});

describe("the kept basket", () => {
  const memory = (): Box => {
    const values = new Map<string, string>();
    return {
      read: (name) => values.get(name) ?? null,
      write: (name, value) => void values.set(name, value),
      remove: (name) => void values.delete(name),
      keys: () => [...values.keys()],
    };
  };
  const kept: KeptBasket = {
    wishes: [
      [key("1", "2026-12-02"), "book"],
      [key("2", "2026-12-09"), "wait"],
    ],
    unanswered: [{ key: id("IdempotencyKey", "k".repeat(20)), asks: ["a"] }],
  };

  it("comes back as it was kept, for the same sign-in only", () => {
    const box = memory();
    keepBasket(box, login, kept);
    expect(readBasket(box, login)).toEqual(kept);
    expect(readBasket(box, id("Login", "XYZ9"))).toEqual(emptyBasket);
  });

  it("leaves nothing behind when it is empty", () => {
    const box = memory();
    keepBasket(box, login, kept);
    keepBasket(box, login, emptyBasket);
    expect(box.read(`portail.choix.${login}`)).toBeNull();
  });

  it.each([
    "{",
    "null",
    "[]",
    `{"wishes":[["a","steal"]],"unanswered":[]}`,
    `{"wishes":[],"unanswered":[{"key":1}]}`,
    `{"wishes":[],"unanswered":{}}`,
  ])("ignores what is not a basket: %s", (text) => {
    const box = memory();
    box.write(`portail.choix.${login}`, text);
    expect(readBasket(box, login)).toEqual(emptyBasket);
  });
});

describe("sending", () => {
  const keys = (): (() => string) => {
    let next = 0;
    return () => `cle-numero-${String(++next).padStart(8, "0")}`;
  };

  it("keeps the key of a request without answer, and only for the same content", () => {
    const newKey = keys();
    const first = sendingFor([], ["b", "a"], newKey);
    expect(sendingFor([first], ["a", "b"], newKey)).toBe(first);
    expect(sendingFor([first], ["a"], newKey).key).not.toBe(first.key);
    expect(sendingFor([first], ["a", "c"], newKey).key).not.toBe(first.key);
  });

  /** A call that records what is sent, and answers or fails by turns. */
  function server(...replies: ("answer" | Problem)[]) {
    const sent: { id: string; idempotencyKey: string; days: string[]; waits: number }[] = [];
    const call = ((
      routeId: string,
      { body }: { body: { idempotencyKey: string; lines: { date: string; ifFull?: string }[] } },
    ) => {
      sent.push({
        id: routeId,
        idempotencyKey: body.idempotencyKey,
        days: body.lines.map((line) => line.date),
        waits: body.lines.filter(({ ifFull }) => ifFull === "wait").length,
      });
      const reply = replies.shift() ?? "answer";
      if (reply instanceof Problem) return Promise.reject(reply);
      return Promise.resolve({
        lines: body.lines.map((line) => ({ ...line, outcome: routeId === "booking.book" ? "booked" : "cancelled" })),
      });
    }) as unknown as Call;
    return { call, sent };
  }
  const lines: readonly Line[] = [
    { cell: cell("1", "2026-12-02"), wish: "book" },
    { cell: { ...cell("1", "2026-12-09"), activityId: id("ActivityId", "cantine") }, wish: "wait" },
    { cell: cell("1", "2026-12-16"), wish: "cancel" },
  ];
  const lost = new Problem({ status: 0, code: "network", title: "", detail: "" });

  it("gives up first, since that makes room, then books, whatever the activities", async () => {
    const { call, sent } = server();
    const outcome = await submit({ send: sendingBy(call), newKey: keys(), keep: () => undefined }, lines, []);
    expect(sent.map(({ id: routeId, days, waits }) => [routeId, days, waits])).toEqual([
      ["booking.cancel", ["2026-12-16"], 0],
      ["booking.book", ["2026-12-02", "2026-12-09"], 1],
    ]);
    expect(outcome.problem).toBeNull();
    expect(outcome.lines).toHaveLength(3);
  });

  it("keeps the answers it has and repeats the same request after a lost one", async () => {
    const newKey = keys();
    let unanswered: readonly Unanswered[] = [];
    const keep = (next: readonly Unanswered[]): void => {
      unanswered = next;
    };
    const { call, sent } = server("answer", lost);
    const first = await submit({ send: sendingBy(call), newKey, keep }, lines, unanswered);
    expect(first.problem).toBe(lost);
    expect(first.lines.map(({ outcome }) => outcome)).toEqual(["cancelled"]);
    expect(unanswered.map(({ key: kept }) => kept)).toEqual([sent[1]?.idempotencyKey]);

    const second = await submit(
      { send: sendingBy(call), newKey, keep },
      lines.filter(({ wish: wished }) => wished !== "cancel"),
      unanswered,
    );
    expect(second.problem).toBeNull();
    expect(sent[2]).toEqual(sent[1]);
    expect(unanswered).toEqual([]);
  });

  it("does not take « book or wait » for the same request as « book »", async () => {
    let unanswered: readonly Unanswered[] = [];
    const keep = (next: readonly Unanswered[]): void => {
      unanswered = next;
    };
    const newKey = keys();
    const { call, sent } = server(lost);
    const [one] = lines;
    await submit({ send: sendingBy(call), newKey, keep }, [one!], unanswered);
    await submit({ send: sendingBy(call), newKey, keep }, [{ ...one!, wish: "wait" }], unanswered);
    expect(sent[1]?.idempotencyKey).not.toBe(sent[0]?.idempotencyKey);
  });

  it("takes another key when the server says that the key served for something else", async () => {
    let unanswered: readonly Unanswered[] = [];
    const { call } = server(new Problem({ status: 409, code: "idempotencyKey.reused", title: "", detail: "" }));
    await submit(
      {
        send: sendingBy(call),
        newKey: keys(),
        keep: (next) => {
          unanswered = next;
        },
      },
      lines.slice(0, 1),
      unanswered,
    );
    expect(unanswered).toEqual([]);
  });

  it("sends more lines than one request holds in several, each with its key", async () => {
    const { call, sent } = server();
    const many = Array.from({ length: mostLines + 5 }, (_, number): Line => ({
      cell: cell(String(number), "2026-12-02"),
      wish: "book",
    }));
    const outcome = await submit({ send: sendingBy(call), newKey: keys(), keep: () => undefined }, many, []);
    expect(sent.map(({ days }) => days.length)).toEqual([mostLines, 5]);
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
    expect(outcome.lines).toHaveLength(mostLines + 5);
  });

  it("asks in one request for what is given up and what is booked instead, where days go together", async () => {
    const { call, sent } = server();
    await submit({ send: sendingBy(call), newKey: keys(), keep: () => undefined }, lines, [], new Set([activityId]));
    expect(sent.map(({ id: routeId, days }) => [routeId, days])).toEqual([
      ["booking.book", ["2026-12-02", "2026-12-09", "2026-12-16"]],
    ]);
    // Lines of one child and activity stay in one request, whatever the number of others.
    const others = Array.from({ length: mostLines - 1 }, (_, number) => cell(String(number + 10), "2026-12-02"));
    const many = [cell("1", "2026-12-02"), ...others, cell("1", "2026-12-09")].map((one): Line => ({
      cell: one,
      wish: "book",
    }));
    const parts = inBaskets(many, inOneBasket);
    expect(parts.map(({ length }) => length)).toEqual([mostLines, 1]);
    expect(parts[0]?.filter(({ cell: { childId } }) => childId === "1")).toHaveLength(2);
  });

  it("lists the lines of a wish by date", () => {
    const selection: Selection = new Map([
      [key("1", "2026-12-09"), "book"],
      [key("1", "2026-12-02"), "book"],
      [key("1", "2026-12-16"), "cancel"],
    ]);
    expect(linesOf(selection, "book").map((line) => line.cell.date)).toEqual(["2026-12-02", "2026-12-09"]);
    expect(wishesOf(selection)).toHaveLength(3);
  });
});
