/** A request's life: whatever people do in whatever order, it is decided once, taken back in time only, and nothing is lost. */
import * as fc from "fast-check";
import { undoSeconds } from "../../../functions/approval/rules/word.ts";
import { describe, expect, test } from "vitest";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import {
  act,
  actsForFamily,
  isOpen,
  isUndoable,
  stateForFamily,
  toldActs,
  type Author,
  type Doing,
  type FileRequest,
} from "../../../functions/request/rules/request.ts";

const start = id("Instant", "2026-11-23T08:00:00Z");
let keys = 0;
const by = (name: string, at: Instant, side: Author["side"] = "office"): Author => ({
  by: id("Login", name),
  byName: name,
  side,
  at,
  key: id("IdempotencyKey", `key-${String((keys += 1)).padStart(16, "0")}`),
});
const family = (at: Instant): Author => by("FAM0001", at, "family");

const sent = (): FileRequest => ({
  id: id("RequestId", "20261123080000000.abcdefghijkl"),
  familyCode: id("FamilyCode", "FAM0001"),
  familyName: "Mme Durand",
  section: "household",
  schools: [],
  changes: [{ field: "situation", before: null, after: "married" }],
  documents: [],
  others: [],
  state: "sent",
  sentAt: start,
  acts: [{ ...family(start), what: "sent" }],
  version: 1,
});

const staff = ["AGENT.UN", "AGENT.DEUX"] as const;
type Step = { readonly who: number; readonly doing: Doing; readonly after: number; readonly stale: boolean };
const text = fc.constantFrom("un mot", "deux mots");
const byFamily: fc.Arbitrary<Doing> = fc.oneof(
  fc.constant<Doing>({ what: "withdrawn" }),
  text.map((said): Doing => ({ what: "answered", text: said, documents: [] })),
  fc.constant<Doing>({
    what: "corrected",
    asked: { section: "household", changes: [{ field: "situation", before: null, after: "single" }] },
    others: [],
    documents: [],
  }),
);
const byOffice: fc.Arbitrary<Doing> = fc.oneof(
  fc.boolean().map((over): Doing => ({ what: "taken", over })),
  text.map((said): Doing => ({ what: "moreAsked", text: said })),
  text.map((said): Doing => ({ what: "refused", text: said })),
  fc.constant<Doing>({ what: "accepted", stood: [null], documents: [] }),
  fc.constant<Doing>({ what: "undone" }),
  text.map((said): Doing => ({ what: "noted", text: said })),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ who: fc.constant(2), doing: byFamily, after: fc.nat(30), stale: fc.boolean() }),
  fc.record({ who: fc.nat(1), doing: byOffice, after: fc.nat(30), stale: fc.boolean() }),
);

describe("A request", () => {
  test("keeps its promises whatever is done to it", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let request = sent();
        let at = start;
        for (const { who, doing, after, stale } of steps) {
          at = plusSeconds(at, after);
          const author = who === 2 ? family(at) : by(staff[who] ?? staff[0], at);
          const outcome = act(request, stale ? request.version - 1 : request.version, doing, author);
          if (!("request" in outcome)) {
            expect("refusal" in outcome).toBe(true);
            continue;
          }
          const next = outcome.request;
          // Nobody acts on what they have not seen.
          expect(stale).toBe(false);
          expect(next.version).toBe(request.version + 1);
          expect(next.acts.slice(0, -1)).toEqual(request.acts);
          // What is over stays so, but for a decision taken back in time and a refused one that is mended.
          if (!isOpen(request) && isOpen(next))
            expect(
              (doing.what === "undone" && isUndoable(request, at)) ||
                (doing.what === "corrected" && request.state === "refused"),
            ).toBe(true);
          if (doing.what === "undone") expect(next.state).toBe(request.decided?.from);
          // Two of staff never decide on what is in the other's hands.
          if (doing.what === "accepted" || doing.what === "refused")
            expect(request.holder === undefined || request.holder.by === author.by).toBe(true);
          // A family's own changes never change once they are decided.
          if (!isOpen(request) && doing.what !== "corrected") expect(next.changes).toEqual(request.changes);
          // The same call again is the same act.
          expect(act(next, next.version, doing, author)).toEqual({ same: next });
          request = next;
        }
        const told = toldActs(request.acts);
        expect(told.every(({ what }) => what !== "noted" && what !== "undone")).toBe(true);
        const decisions = told.filter(({ what }) => what === "accepted");
        expect(decisions.length).toBe(request.state === "accepted" ? 1 : 0);
      }),
      { numRuns: 400 },
    );
  });

  test("is told to a family only once its decision can no longer be taken back", () => {
    const decided = act(sent(), 1, { what: "refused", text: "illisible" }, by("AGENT.UN", start));
    if (!("request" in decided)) throw new Error("It was refused");
    const { request } = decided;
    expect(stateForFamily(request, plusSeconds(start, undoSeconds))).toBe("takenInHand");
    expect(stateForFamily(request, plusSeconds(start, undoSeconds + 1))).toBe("refused");
    const late = act(request, 2, { what: "undone" }, by("AGENT.UN", plusSeconds(start, undoSeconds + 1)));
    expect(late).toEqual({ refusal: { code: "tooLate" } });
  });

  test("of which more was asked waits as it did once that is taken back", () => {
    const asked = act(sent(), 1, { what: "moreAsked", text: "une page" }, by("AGENT.UN", start));
    if (!("request" in asked)) throw new Error("More was asked");
    expect(stateForFamily(asked.request, plusSeconds(start, undoSeconds))).toBe("takenInHand");
    expect(actsForFamily(asked.request, plusSeconds(start, undoSeconds)).map(({ what }) => what)).toEqual(["sent"]);
    expect(actsForFamily(asked.request, plusSeconds(start, undoSeconds + 1)).map(({ what }) => what)).toEqual([
      "sent",
      "moreAsked",
    ]);
    const undone = act(asked.request, 2, { what: "undone" }, by("AGENT.UN", plusSeconds(start, 5)));
    if (!("request" in undone)) throw new Error("It was taken back");
    expect(undone.request).toMatchObject({ state: "sent", holder: undefined, decided: undefined });
    const answered = act(asked.request, 2, { what: "answered", text: "la voici", documents: [] }, family(start));
    if (!("request" in answered)) throw new Error("It was answered");
    expect(act(answered.request, 3, { what: "undone" }, by("AGENT.UN", start))).toEqual({
      refusal: { code: "over", state: "takenInHand" },
    });
  });

  test("in one's hands is told to another, who may take it over", () => {
    const taken = act(sent(), 1, { what: "taken", over: false }, by("AGENT.UN", start));
    if (!("request" in taken)) throw new Error("It was taken");
    const other = (): Author => by("AGENT.DEUX", start);
    const accepting: Doing = { what: "accepted", stood: [null], documents: [] };
    expect(act(taken.request, 2, accepting, other())).toEqual({
      refusal: { code: "held", byName: "AGENT.UN", at: start },
    });
    const over = act(taken.request, 2, { what: "taken", over: true }, other());
    expect("request" in over && over.request.holder?.byName).toBe("AGENT.DEUX");
  });

  test("that is withdrawn or decided is not decided again", () => {
    const withdrawn = act(sent(), 1, { what: "withdrawn" }, family(start));
    if (!("request" in withdrawn)) throw new Error("It was withdrawn");
    expect(act(withdrawn.request, 1, { what: "refused", text: "non" }, by("AGENT.UN", start))).toEqual({
      refusal: { code: "over", state: "withdrawn" },
    });
  });
});
