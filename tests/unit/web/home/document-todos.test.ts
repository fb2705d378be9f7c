/** « Ce qui vous attend »: which supporting documents the home page speaks of. */
import { describe, expect, it } from "vitest";
import type { NeedView } from "../../../../functions/document/contract/needs.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import { documentTodos } from "../../../../web/parents/home/documentTodos.ts";

const child = { id: id("ChildId", "1"), firstName: "Léa" };
const need = (facts: Partial<NeedView>): NeedView => ({
  kind: id("DocumentKindId", "natation"),
  name: "Attestation de natation",
  activities: ["Voile"],
  whenMissing: "blocks",
  standing: "missing",
  pressing: false,
  toCheck: 0,
  ...facts,
});
const ofChild = (facts: Partial<NeedView>) => ({ owners: [{ child, shared: false, needs: [need(facts)] }] });
const ofHousehold = (facts: Partial<NeedView>) => ({ owners: [{ shared: false, needs: [need(facts)] }] });
const coming = (childId: string, activityName: string, past = false) => [
  { childId: id("ChildId", childId), activityName, past },
];
const count = (...given: Parameters<typeof documentTodos>) => documentTodos(...given).shown.length;

describe("a document that only some activities ask for", () => {
  it("is spoken of once the child is to come to one of them", () => {
    for (const standing of ["missing", "ended"] as const) {
      expect(count(ofChild({ standing }), coming("1", "Voile"))).toBe(1);
      expect(count(ofChild({ standing }), [])).toBe(0);
      expect(count(ofChild({ standing }), coming("1", "Mercredis"))).toBe(0);
      expect(count(ofChild({ standing }), coming("2", "Voile"))).toBe(0);
      expect(count(ofChild({ standing }), coming("1", "Voile", true))).toBe(0);
    }
  });

  it("is the household's own when any of its children comes", () => {
    expect(count(ofHousehold({}), coming("2", "Voile"))).toBe(1);
  });

  it("is not spoken of while it holds or is checked, and once only where it presses anyway", () => {
    expect(count(ofChild({ standing: "checking" }), coming("1", "Voile"))).toBe(0);
    expect(count(ofChild({ standing: "valid" }), coming("1", "Voile"))).toBe(0);
    expect(count(ofChild({ pressing: true }), coming("1", "Voile"))).toBe(1);
  });
});
