/** The basket: choosing, patterns, drafts, idempotent sending. */
import { describe, expect, it } from "vitest";
import type { CellView, GridView } from "../../../../functions/booking/contract/look.ts";
import type { RefusalView } from "../../../../functions/booking/contract/basket.ts";
import {
  id,
  type ActivityId,
  type ChildId,
  type Instant,
  type PlainDate,
  type UnitId,
} from "../../../../functions/kernel/ids.ts";
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
} from "../../../../web/parents/booking/basket/keptBasket.ts";
import { labelOf } from "../../../../web/parents/booking/grid/cellLabel.ts";
import { indexOf, outdated, wishFor } from "../../../../web/parents/booking/grid/gridIndex.ts";
import { outlookOf, toSend } from "../../../../web/parents/booking/review/outlook.ts";
import {
  copyCells,
  likelyModel,
  modelWeeks,
  openWeeks,
  patternCells,
  previewOf,
  repeatCells,
  weekCells,
  wishesIn,
  type Pattern,
} from "../../../../web/parents/booking/patterns/patterns.ts";
import {
  cellOf,
  emptyHistory,
  keyOf,
  keysIn,
  linesOf,
  reduce,
  type Cell,
  type History,
  type Line,
  type Selection,
} from "../../../../web/parents/booking/basket/selection.ts";
import { mostLines, submit } from "../../../../web/parents/booking/basket/submit.ts";
import { portionFor, shownDays } from "../../../../web/parents/booking/grid/shownDays.ts";

const child = (text: string): ChildId => id("ChildId", text);
const date = (text: string): PlainDate => id("PlainDate", text);
const unit = (text: string): UnitId => id("UnitId", text);
const at = (text: string): Instant => id("Instant", text);
const activityId: ActivityId = id("ActivityId", "mercredis");
const login = id("Login", "ABC1");
const cell = (c: string, d: string, u = "journee"): Cell => ({
  activityId,
  childId: child(c),
  date: date(d),
  unitId: unit(u),
});
const key = (c: string, d: string, u = "journee"): string => keyOf(cell(c, d, u));

const free: CellView = {
  state: "free",
  places: 9,
  bookBefore: at("2026-12-07T09:00:00Z"),
  cancelBefore: at("2026-12-07T09:00:00Z"),
};
const booked: CellView = { state: "booked", cancelBefore: at("2026-12-07T09:00:00Z") };
const full: CellView = { state: "refused", refusal: 0, mayWait: true };
const noList: CellView = { state: "refused", refusal: 0 };
const waiting: CellView = { state: "waiting", position: 2 };
const refusal = (code: string): RefusalView => ({ code, short: "Complet", sentence: "Complet." });

/**
 * Two children, two units that exclude each other, Wednesdays of weeks 49 to 52; Tom is full on the 9th, Léa booked on
 * the 16th.
 */
const grid: GridView = {
  activity: {
    id: activityId,
    name: "Mercredis",
    kind: "wednesday",
    siteId: id("SiteId", "tilleuls"),
    siteName: "Les Tilleuls",
    siteTown: "Pithiviers",
    from: date("2026-12-02"),
    to: date("2026-12-23"),
    window: { state: "open", opensAt: at("2026-11-01T07:00:00Z"), closesAt: at("2026-12-20T07:00:00Z"), sentence: "" },
    units: [
      { id: unit("journee"), name: "Journée", from: "07:30", to: "18:30", meal: true, excludes: [unit("matin")] },
      { id: unit("matin"), name: "Matin", from: "07:30", to: "13:30", meal: true, excludes: [unit("journee")] },
    ],
  },
  children: [
    ["1", "Léa"],
    ["2", "Tom"],
  ].map(([childId = "", firstName = ""]) => ({
    id: child(childId),
    firstName,
    lastName: "X",
    birthDate: date("2018-01-01"),
    age: 8,
  })),
  refusals: [refusal("full"), refusal("publicHoliday")],
  days: [
    {
      date: date("2026-12-02"),
      cells: [
        [free, free],
        [free, free],
      ],
    },
    {
      date: date("2026-12-09"),
      cells: [
        [free, free],
        [full, free],
      ],
    },
    {
      date: date("2026-12-16"),
      cells: [
        [booked, full],
        [free, free],
      ],
    },
    { date: date("2026-12-23"), closed: 1, cells: [] },
  ],
  now: at("2026-11-23T10:00:00Z"),
};
const index = indexOf(grid);
const [day, morning] = grid.activity.units;
const wish = (history: History, ...keys: string[]): History =>
  reduce(history, { kind: "wish", wishes: keys.map((one) => [one, "book"]) });

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

  it("drops what a fresh grid no longer admits, of this activity only", () => {
    const elsewhere = keyOf({ ...cell("1", "2026-12-02"), activityId: id("ActivityId", "cantine") });
    const selection: Selection = new Map([
      [key("2", "2026-12-09"), "book"],
      [key("1", "2026-12-16"), "cancel"],
      [key("1", "2026-12-16", "matin"), "cancel"],
      [key("1", "2026-12-02"), "book"],
      [key("9", "2026-12-02"), "book"],
      [elsewhere, "book"],
    ]);
    expect(outdated(index, selection)).toEqual([
      key("2", "2026-12-09"),
      key("1", "2026-12-16", "matin"),
      key("9", "2026-12-02"),
    ]);
  });

  it("keeps the wish to wait for a day that has become free: it will be booked", () => {
    expect(
      outdated(
        index,
        new Map([
          [key("2", "2026-12-09"), "wait"],
          [key("1", "2026-12-02"), "wait"],
          [key("1", "2026-12-16"), "wait"],
        ]),
      ),
    ).toEqual([key("1", "2026-12-16")]);
  });

  it.each([
    ["free", free, "book"],
    ["booked", booked, "cancel"],
    ["booked for good", { ...booked, locked: 1 }, null],
    ["to be approved", { state: "pending", cancelBefore: at("2026-12-07T09:00:00Z") }, "cancel"],
    ["waited for", waiting, "cancel"],
    ["offered", { state: "offered", until: at("2026-12-07T09:00:00Z") }, null],
    ["full with a list", full, "wait"],
    ["full without", noList, null],
  ] as const)("pressing a cell that is %s wishes what fits it", (_, view, expected) => {
    expect(wishFor(view)).toBe(expected);
  });
});

describe("patterns", () => {
  const both = grid.children.map(({ id: childId }) => childId);
  const pattern = (asked: Partial<Pattern>) =>
    patternCells(index, { children: both, unit: day!, weekdays: [3], weeks: "all", ...asked });

  it("take free cells, report the others with their reason, and pass over closed days", () => {
    const preview = previewOf(index, new Map(), pattern({}));
    expect(preview.takes.map(keyOf)).toEqual([
      key("1", "2026-12-02"),
      key("2", "2026-12-02"),
      key("1", "2026-12-09"),
      key("2", "2026-12-16"),
    ]);
    expect(preview.already.map(keyOf)).toEqual([key("1", "2026-12-16")]);
    expect(preview.misses.map(({ cell: missed, refusal: why }) => [keyOf(missed), why.code])).toEqual([
      [key("2", "2026-12-09"), "full"],
    ]);
    expect(preview.mayWait).toBe(1);
  });

  it("put full days on the waiting list when asked to", () => {
    const preview = previewOf(index, new Map(), pattern({}), "wait");
    expect(preview.waits.map(keyOf)).toEqual([key("2", "2026-12-09")]);
    expect(preview.misses).toEqual([]);
    expect(wishesIn(preview).filter(([, wished]) => wished === "wait")).toEqual([[key("2", "2026-12-09"), "wait"]]);
    expect(previewOf(index, new Map(wishesIn(preview)), pattern({}), "wait").takes).toEqual([]);
  });

  it("take one week in two by the number of the week", () => {
    const dates = (weeks: "even" | "odd") =>
      previewOf(index, new Map(), pattern({ children: [child("2")], unit: morning!, weeks })).takes.map(
        (taken) => taken.date,
      );
    expect(dates("even")).toEqual(["2026-12-09"]);
    expect(dates("odd")).toEqual(["2026-12-02", "2026-12-16"]);
  });

  it("say what they replace", () => {
    const selection: Selection = new Map([[key("1", "2026-12-02", "matin"), "book"]]);
    expect(previewOf(index, selection, pattern({ children: [child("1")] })).instead).toEqual([
      key("1", "2026-12-02", "matin"),
    ]);
  });

  it("copy what a child has, booked or chosen, unless it is being cancelled", () => {
    const copied = (selection: Selection) =>
      previewOf(index, selection, copyCells(index, selection, child("1"), [child("2")])).takes.map(keyOf);
    expect(copied(new Map([[key("1", "2026-12-02", "matin"), "book"]]))).toEqual([
      key("2", "2026-12-02", "matin"),
      key("2", "2026-12-16"),
    ]);
    expect(copied(new Map([[key("1", "2026-12-16"), "cancel"]]))).toEqual([]);
  });

  it("take whole weeks by their Mondays, those with an open day", () => {
    expect(openWeeks(index)).toEqual(["2026-11-30", "2026-12-07", "2026-12-14"]);
    expect(weekCells(index, [date("2026-12-07")], both, day!).map((wanted) => keyOf(wanted.cell))).toEqual([
      key("1", "2026-12-09"),
      key("2", "2026-12-09"),
    ]);
  });

  it("repeat a week on the next one, on all, on one in two", () => {
    const selection: Selection = new Map([
      [key("2", "2026-12-02", "matin"), "book"],
      [key("1", "2026-12-16"), "cancel"],
    ]);
    const weeks = modelWeeks(index, selection, [cell("1", "2026-11-25")]);
    expect([...weeks.keys()]).toEqual(["2026-11-23", "2026-11-30"]);
    const dates = (monday: string, repeat: "next" | "all" | "alternate") =>
      repeatCells(index, weeks.get(date(monday)) ?? [], date(monday), repeat).map((wanted) => keyOf(wanted.cell));
    expect(dates("2026-11-30", "next")).toEqual([key("2", "2026-12-09", "matin")]);
    expect(dates("2026-11-30", "all")).toEqual([key("2", "2026-12-09", "matin"), key("2", "2026-12-16", "matin")]);
    expect(dates("2026-11-30", "alternate")).toEqual([key("2", "2026-12-16", "matin")]);
    // Last week is not on the grid any more, and serves all the same.
    expect(dates("2026-11-23", "next")).toEqual([key("1", "2026-12-02")]);
    expect(likelyModel(index, selection, weeks)).toBe("2026-11-30");
    // Nothing comes after the last week of the grid: the one before is offered first.
    const both: Selection = new Map([
      [key("2", "2026-12-02", "matin"), "book"],
      [key("2", "2026-12-16", "matin"), "book"],
    ]);
    expect(likelyModel(index, both, modelWeeks(index, both, []))).toBe("2026-11-30");
  });
});

describe("a long grid", () => {
  const days = Array.from({ length: 200 }, (_, number) => ({
    date: date(new Date(Date.UTC(2026, 8, 1 + number)).toISOString().slice(0, 10)),
    cells: [],
  }));

  it("is drawn a portion at a time, up to the end of a week", () => {
    expect(portionFor(3)).toBe(40);
    expect(portionFor(30)).toBe(10);
    const first = shownDays(days, null, 40);
    expect(first.length).toBeGreaterThanOrEqual(40);
    expect(first.length).toBeLessThan(47);
    expect(new Date(first.at(-1)!.date).getUTCDay()).toBe(0);
    expect(shownDays(days, null, 80).length).toBeGreaterThan(first.length);
  });

  it("begins at the month that is asked for, and does not hold back a handful of days", () => {
    expect(shownDays(days, "2026-12", 40)[0]?.date).toBe("2026-12-01");
    expect(shownDays(days, "2027-02", 40)).toHaveLength(47);
  });
});

describe("what a cell says", () => {
  it.each([
    ["free", free, undefined, null, "free"],
    ["few", { ...free, places: 2 }, undefined, null, "few"],
    [
      "without limit",
      { state: "free", bookBefore: free.bookBefore, cancelBefore: free.cancelBefore },
      undefined,
      null,
      "free",
    ],
    ["chosen", free, "book", null, "chosen"],
    ["another unit chosen", free, undefined, "Matin", "other"],
    ["booked", booked, undefined, null, "booked"],
    ["to cancel", booked, "cancel", null, "cancel"],
    ["locked", { ...booked, locked: 1 }, undefined, null, "locked"],
    ["absent", { ...booked, absent: true }, undefined, null, "absent"],
    ["full with a list", full, undefined, null, "full"],
    ["full without", noList, undefined, null, "full"],
    ["list chosen", full, "wait", null, "list"],
    ["waiting", waiting, undefined, null, "waiting"],
    ["leaving the list", waiting, "cancel", null, "cancel"],
    ["to be approved", { state: "pending", cancelBefore: at("2026-12-07T09:00:00Z") }, undefined, null, "pending"],
    ["offered", { state: "offered", until: at("2026-12-07T09:00:00Z") }, undefined, null, "offered"],
  ] as const)("%s", (_, view, wished, other, look) => {
    const face = labelOf(index, view, wished, other);
    expect(face.look).toBe(look);
    expect(face.title).not.toBe("");
  });

  it("offers the waiting list where there is one, and the position to who waits", () => {
    expect(labelOf(index, full, undefined, null).hint).toBe("liste d’attente");
    expect(labelOf(index, noList, undefined, null).hint).toBeUndefined();
    expect(labelOf(index, waiting, undefined, null).hint).toBe("n°\u00a02");
  });
});

describe("the draft", () => {
  const memory = (): Box => {
    const values = new Map<string, string>();
    return {
      read: (name) => values.get(name) ?? null,
      write: (name, value) => void values.set(name, value),
      remove: (name) => void values.delete(name),
    };
  };
  const draft: KeptBasket = {
    wishes: [
      [key("1", "2026-12-02"), "book"],
      [key("2", "2026-12-09"), "wait"],
    ],
    unanswered: [{ key: id("IdempotencyKey", "k".repeat(20)), asks: ["a"] }],
  };

  it("comes back as it was kept, for the same sign-in only", () => {
    const box = memory();
    keepBasket(box, login, draft);
    expect(readBasket(box, login)).toEqual(draft);
    expect(readBasket(box, id("Login", "XYZ9"))).toEqual(emptyBasket);
  });

  it("leaves nothing behind when it is empty", () => {
    const box = memory();
    keepBasket(box, login, draft);
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
  ])("ignores what is not a draft: %s", (text) => {
    const box = memory();
    box.write(`portail.choix.${login}`, text);
    expect(readBasket(box, login)).toEqual(emptyBasket);
  });
});

describe("what will become of a basket", () => {
  const selection: Selection = new Map([
    [key("1", "2026-12-02"), "book"],
    [key("2", "2026-12-02"), "book"],
    [key("2", "2026-12-09"), "wait"],
    [key("2", "2026-12-16"), "book"],
    [key("1", "2026-12-16"), "cancel"],
  ]);
  const outlook = outlookOf(selection, [
    { ...cell("1", "2026-12-02"), outcome: "booked", placesLeft: 1 },
    { ...cell("2", "2026-12-09"), outcome: "waiting", refusal: refusal("full") },
    { ...cell("2", "2026-12-02"), outcome: "refused", refusal: refusal("full"), mayWait: true },
    { ...cell("2", "2026-12-16"), outcome: "refused", refusal: refusal("full"), mayWait: true },
  ]);
  const keysOf = (lines: readonly Line[]) => lines.map((line) => keyOf(line.cell));

  it("is told by outcome, and what does not pass once for each reason", () => {
    expect(keysOf(outlook.passing.booked)).toEqual([key("1", "2026-12-02")]);
    expect(keysOf(outlook.passing.waiting)).toEqual([key("2", "2026-12-09")]);
    expect(keysOf(outlook.givenUp)).toEqual([key("1", "2026-12-16")]);
    expect(outlook.refused).toHaveLength(1);
    expect(keysOf(outlook.refused[0]?.lines ?? [])).toEqual([key("2", "2026-12-02"), key("2", "2026-12-16")]);
  });

  it("sends what passes, and nothing else", () => {
    expect(toSend(outlook, "refuse").map(({ cell: sent, wish: wished }) => [keyOf(sent), wished])).toEqual([
      [key("1", "2026-12-02"), "book"],
      [key("2", "2026-12-09"), "wait"],
      [key("1", "2026-12-16"), "cancel"],
    ]);
    expect(toSend(outlook, "wait").map(({ wish: wished }) => wished)).toEqual(["wait", "wait", "cancel"]);
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
    const outcome = await submit({ call, newKey: keys(), keep: () => undefined }, lines, []);
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
    const first = await submit({ call, newKey, keep }, lines, unanswered);
    expect(first.problem).toBe(lost);
    expect(first.lines.map(({ outcome }) => outcome)).toEqual(["cancelled"]);
    expect(unanswered.map(({ key: kept }) => kept)).toEqual([sent[1]?.idempotencyKey]);

    const second = await submit(
      { call, newKey, keep },
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
    await submit({ call, newKey, keep }, [one!], unanswered);
    await submit({ call, newKey, keep }, [{ ...one!, wish: "wait" }], unanswered);
    expect(sent[1]?.idempotencyKey).not.toBe(sent[0]?.idempotencyKey);
  });

  it("takes another key when the server says that the key served for something else", async () => {
    let unanswered: readonly Unanswered[] = [];
    const { call } = server(new Problem({ status: 409, code: "idempotencyKey.reused", title: "", detail: "" }));
    await submit(
      {
        call,
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
    const outcome = await submit({ call, newKey: keys(), keep: () => undefined }, many, []);
    expect(sent.map(({ days }) => days.length)).toEqual([mostLines, 5]);
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
    expect(outcome.lines).toHaveLength(mostLines + 5);
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
