import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storedNames } from "../../../functions/table/stored-names.ts";

describe("Names that records keep", () => {
  const names = storedNames({ generation: "turn", requestToken: "mark" });

  it("are written and read at any depth", () => {
    const state = { generation: 2, claim: { requestToken: "a", pools: ["x"] }, spent: ["b"] };
    expect(names.write(state)).toEqual({ turn: 2, claim: { mark: "a", pools: ["x"] }, spent: ["b"] });
    expect(names.read(names.write(state))).toEqual(state);
  });

  it("give back every value as it was written", () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    const plain = { noNullPrototype: true };
    const part = fc.dictionary(fc.constantFrom("generation", "requestToken", "at", "units"), leaf, plain);
    const either = fc.oneof(leaf, part, fc.array(part));
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom("generation", "claim", "was"), either, plain), (value) => {
        expect(names.read(names.write(value))).toEqual(value);
      }),
    );
  });

  it("leave sets of the table's client alone", () => {
    const days = new Set(["2026-11-25"]);
    expect(names.read({ days })).toEqual({ days });
  });
});
