/** The basket: choosing, patterns, drafts, idempotent sending. */
import { describe, expect, it } from "vitest";
import type { CellView, GridView, RefusalView } from "../../../functions/contract/bookings.ts";
import { id, type ActivityId, type ChildId, type Instant, type PlainDate, type UnitId } from "../../../functions/domain/ids.ts";
import { Problem } from "../../../web/shared/api/problem.ts";
import type { Call } from "../../../web/shared/api/client.ts";
import type { Box } from "../../../web/shared/storage.ts";
import { emptyDraft, keepDraft, readDraft, requestFor, wishesOf, type Draft } from "../../../web/parents/booking/draft.ts";
import { faceOf } from "../../../web/parents/booking/face.ts";
import { indexOf, outdated } from "../../../web/parents/booking/grid.ts";
import { previewCopy, previewPattern } from "../../../web/parents/booking/patterns.ts";
import { cellOf, cellsOf, emptyHistory, keyOf, reduce, type History, type Selection } from "../../../web/parents/booking/selection.ts";
import { submit } from "../../../web/parents/booking/submit.ts";

const child = (text: string): ChildId => id("ChildId", text);
const date = (text: string): PlainDate => id("PlainDate", text);
const unit = (text: string): UnitId => id("UnitId", text);
const at = (text: string): Instant => id("Instant", text);
const activityId: ActivityId = id("ActivityId", "mercredis");
const login = id("Login", "ABC1");
const key = (c: string, d: string, u = "journee"): string => keyOf({ childId: child(c), date: date(d), unitId: unit(u) });

const free: CellView = { state: "free", places: 9, bookBefore: at("2026-12-07T09:00:00Z") };
const booked: CellView = { state: "booked", cancelBefore: at("2026-12-07T09:00:00Z") };
const full: CellView = { state: "refused", refusal: 0 };
const refusal = (code: string): RefusalView => ({ code, short: "Complet", sentence: "Complet." });

/** Two children, two units that exclude each other, Wednesdays of weeks 49 to 52; Tom is full on the 9th, Léa booked on the 16th. */
const grid: GridView = {
  activity: {
    id: activityId, name: "Mercredis", siteId: id("SiteId", "tilleuls"), siteName: "Les Tilleuls", from: date("2026-12-02"), to: date("2026-12-23"),
    window: { state: "open", opensAt: at("2026-11-01T07:00:00Z"), closesAt: at("2026-12-20T07:00:00Z"), sentence: "" },
    units: [
      { id: unit("journee"), name: "Journée", from: "07:30", to: "18:30", meal: true, excludes: [unit("matin")] },
      { id: unit("matin"), name: "Matin", from: "07:30", to: "13:30", meal: true, excludes: [unit("journee")] },
    ],
  },
  children: [["1", "Léa"], ["2", "Tom"]].map(([childId = "", firstName = ""]) => ({ id: child(childId), firstName, lastName: "X", birthDate: date("2018-01-01"), age: 8 })),
  refusals: [refusal("full"), refusal("publicHoliday")],
  days: [
    { date: date("2026-12-02"), cells: [[free, free], [free, free]] },
    { date: date("2026-12-09"), cells: [[free, free], [full, free]] },
    { date: date("2026-12-16"), cells: [[booked, full], [free, free]] },
    { date: date("2026-12-23"), closed: 1, cells: [] },
  ],
  now: at("2026-11-23T10:00:00Z"),
};
const index = indexOf(grid);
const [day, morning] = grid.activity.units;
const wish = (history: History, ...keys: string[]): History => reduce(history, { kind: "wish", wish: "book", keys });

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
    const after = reduce(before, { kind: "wish", wish: "book", keys: [key("1", "2026-12-02")], instead: [key("1", "2026-12-02", "matin")] });
    expect([...after.now.keys()]).toEqual([key("1", "2026-12-02")]);
  });

  it("clears in one step that can be undone", () => {
    const before = wish(emptyHistory, key("1", "2026-12-02"));
    const cleared = reduce(before, { kind: "clear" });
    expect(cleared.now.size).toBe(0);
    expect(reduce(cleared, { kind: "undo" }).now).toEqual(before.now);
  });

  it("does not bring back what was answered", () => {
    const before = wish(wish(emptyHistory, key("1", "2026-12-02")), key("2", "2026-12-02"));
    const settled = reduce(before, { kind: "forget", keys: [key("1", "2026-12-02")] });
    expect(reduce(settled, { kind: "undo" }).now).toEqual(new Map([[key("2", "2026-12-02"), "book"]]));
  });

  it("reads its keys back, and refuses what is not one", () => {
    expect(cellOf(key("1", "2026-12-02"))).toEqual({ childId: "1", date: "2026-12-02", unitId: "journee" });
    expect(cellOf("rien")).toBeNull();
    expect(cellOf("1|02/12/2026|journee")).toBeNull();
  });

  it("drops what a fresh grid no longer admits", () => {
    const selection: Selection = new Map([[key("2", "2026-12-09"), "book"], [key("1", "2026-12-16"), "cancel"], [key("1", "2026-12-16", "matin"), "cancel"], [key("1", "2026-12-02"), "book"], [key("9", "2026-12-02"), "book"]]);
    expect(outdated(index, selection)).toEqual([key("2", "2026-12-09"), key("1", "2026-12-16", "matin"), key("9", "2026-12-02")]);
  });
});

describe("patterns", () => {
  const both = grid.children.map(({ id: childId }) => childId);

  it("take free cells, report the others with their reason, and pass over closed days", () => {
    const preview = previewPattern(index, new Map(), { children: both, unit: day!, weekdays: [3], weeks: "all" });
    expect(preview.takes.map(keyOf)).toEqual([key("1", "2026-12-02"), key("2", "2026-12-02"), key("1", "2026-12-09"), key("2", "2026-12-16")]);
    expect(preview.already.map(keyOf)).toEqual([key("1", "2026-12-16")]);
    expect(preview.misses.map(({ cell, refusal: why }) => [keyOf(cell), why.code])).toEqual([[key("2", "2026-12-09"), "full"]]);
  });

  it("take one week in two by the number of the week", () => {
    const dates = (weeks: "even" | "odd") => previewPattern(index, new Map(), { children: [child("2")], unit: morning!, weekdays: [3], weeks }).takes.map((cell) => cell.date);
    expect(dates("even")).toEqual(["2026-12-09"]);
    expect(dates("odd")).toEqual(["2026-12-02", "2026-12-16"]);
  });

  it("say what they replace", () => {
    const selection: Selection = new Map([[key("1", "2026-12-02", "matin"), "book"]]);
    const preview = previewPattern(index, selection, { children: [child("1")], unit: day!, weekdays: [3], weeks: "all" });
    expect(preview.instead).toEqual([key("1", "2026-12-02", "matin")]);
  });

  it("copy what a child has, booked or chosen, unless it is being cancelled", () => {
    const selection: Selection = new Map([[key("1", "2026-12-02", "matin"), "book"]]);
    expect(previewCopy(index, selection, child("1"), [child("2")]).takes.map(keyOf)).toEqual([key("2", "2026-12-02", "matin"), key("2", "2026-12-16")]);
    const leaving: Selection = new Map([[key("1", "2026-12-16"), "cancel"]]);
    expect(previewCopy(index, leaving, child("1"), [child("2")]).takes).toEqual([]);
  });
});

describe("what a cell says", () => {
  it.each([
    ["free", free, undefined, null, "free"], ["few", { ...free, places: 2 }, undefined, null, "few"], ["chosen", free, "book", null, "chosen"],
    ["another unit chosen", free, undefined, "Matin", "other"], ["booked", booked, undefined, null, "booked"], ["to cancel", booked, "cancel", null, "cancel"],
    ["locked", { ...booked, locked: 1 }, undefined, null, "locked"], ["full", full, undefined, null, "full"],
  ] as const)("%s", (_, cell, wished, other, look) => {
    const face = faceOf(index, cell, wished, other);
    expect(face.look).toBe(look);
    expect(face.title).not.toBe("");
  });
});

describe("the draft", () => {
  const memory = (): Box => {
    const values = new Map<string, string>();
    return { read: (name) => values.get(name) ?? null, write: (name, value) => void values.set(name, value), remove: (name) => void values.delete(name) };
  };
  const draft: Draft = { wishes: [[key("1", "2026-12-02"), "book"]], unanswered: { book: { key: id("RequestKey", "k".repeat(20)), cells: ["a"] } } };

  it("comes back as it was kept, for the same sign-in only", () => {
    const box = memory();
    keepDraft(box, login, activityId, draft);
    expect(readDraft(box, login, activityId)).toEqual(draft);
    expect(readDraft(box, id("Login", "XYZ9"), activityId)).toEqual(emptyDraft);
  });

  it("leaves nothing behind when it is empty", () => {
    const box = memory();
    keepDraft(box, login, activityId, draft);
    keepDraft(box, login, activityId, emptyDraft);
    expect(box.read(`portail.choix.${login}.${activityId}`)).toBeNull();
  });

  it.each(["{", "null", "[]", `{"wishes":[["a","steal"]],"unanswered":{}}`, `{"wishes":[],"unanswered":{"book":{"key":1}}}`])("ignores what is not a draft: %s", (text) => {
    const box = memory();
    box.write(`portail.choix.${login}.${activityId}`, text);
    expect(readDraft(box, login, activityId)).toEqual(emptyDraft);
  });
});

describe("sending", () => {
  const keys = (): (() => string) => {
    let next = 0;
    return () => `cle-numero-${String(++next).padStart(8, "0")}`;
  };

  it("keeps the key of a request without answer, and only for the same content", () => {
    const newKey = keys();
    const first = requestFor(undefined, ["b", "a"], newKey);
    expect(requestFor(first, ["a", "b"], newKey)).toBe(first);
    expect(requestFor(first, ["a"], newKey).key).not.toBe(first.key);
    expect(requestFor(first, ["a", "c"], newKey).key).not.toBe(first.key);
  });

  /** A call that records what is sent, and answers or fails by turns. */
  function server(...replies: ("answer" | Problem)[]) {
    const sent: { id: string; requestKey: string; days: string[] }[] = [];
    const call = ((routeId: string, { body }: { body: { requestKey: string; lines: { date: string; childId: string; unitId: string; activityId: string }[] } }) => {
      sent.push({ id: routeId, requestKey: body.requestKey, days: body.lines.map((line) => line.date) });
      const reply = replies.shift() ?? "answer";
      if (reply instanceof Problem) return Promise.reject(reply);
      return Promise.resolve({ lines: body.lines.map((line) => ({ ...line, outcome: routeId === "bookings.book" ? "booked" : "cancelled" })) });
    }) as unknown as Call;
    return { call, sent };
  }
  const selection: Selection = new Map([[key("1", "2026-12-09"), "book"], [key("1", "2026-12-02"), "book"], [key("1", "2026-12-16"), "cancel"]]);
  const lost = new Problem({ status: 0, code: "network", title: "", detail: "" });

  it("cancels first, since that makes room, then books in order of date", async () => {
    const { call, sent } = server();
    const outcome = await submit({ call, newKey: keys(), keep: () => undefined }, activityId, selection, {});
    expect(sent.map(({ id: routeId, days }) => [routeId, days])).toEqual([["bookings.cancel", ["2026-12-16"]], ["bookings.book", ["2026-12-02", "2026-12-09"]]]);
    expect(outcome.problem).toBeNull();
    expect(outcome.lines).toHaveLength(3);
  });

  it("keeps the answers it has and repeats the same request after a lost one", async () => {
    const newKey = keys();
    let unanswered: Draft["unanswered"] = {};
    const keep = (next: Draft["unanswered"]): void => { unanswered = next; };
    const { call, sent } = server("answer", lost);
    const first = await submit({ call, newKey, keep }, activityId, selection, unanswered);
    expect(first.problem).toBe(lost);
    expect(first.lines.map(({ outcome }) => outcome)).toEqual(["cancelled"]);
    expect(unanswered.cancel).toBeUndefined();

    const rest: Selection = new Map(wishesOf(selection).filter(([, wished]) => wished === "book"));
    const second = await submit({ call, newKey, keep }, activityId, rest, unanswered);
    expect(second.problem).toBeNull();
    expect(sent[2]).toEqual(sent[1]);
    expect(unanswered.book).toBeUndefined();
  });

  it("takes another key when the server says that the key served for something else", async () => {
    let unanswered: Draft["unanswered"] = {};
    const { call } = server(new Problem({ status: 409, code: "request.reused", title: "", detail: "" }));
    const only: Selection = new Map([[key("1", "2026-12-02"), "book"]]);
    await submit({ call, newKey: keys(), keep: (next) => { unanswered = next; } }, activityId, only, unanswered);
    expect(unanswered.book).toBeUndefined();
  });

  it("lists the cells of a wish by date", () => expect(cellsOf(selection, "book").map((cell) => cell.date)).toEqual(["2026-12-02", "2026-12-09"]));
});
