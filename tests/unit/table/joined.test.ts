/** Changes of one record that were made apart are one update; what cannot be one is no silent loss. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joined, updateFrom } from "../../../functions/table/change.ts";
import { id } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";

const key = keys.household(id("FamilyCode", "AB1234"));
const other = keys.household(id("FamilyCode", "AB1235"));
const set = (path: readonly string[], value: unknown) => ({ path, value });

describe("writes of several changes", () => {
  test("that meet in one record are one update, whatever it sets and takes away", () => {
    const paths = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e"), { minLength: 2 });
    const value = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(paths, fc.array(value, { minLength: 5, maxLength: 5 }), fc.nat(4), (names, values, cut) => {
        const changes = names.map((name, rank) => set([name], values[rank]));
        const apart = [changes.slice(0, cut), changes.slice(cut)].map((some) => ({ Update: updateFrom(key, 3, some) }));
        expect(joined(apart)).toEqual([{ Update: updateFrom(key, 3, changes) }]);
      }),
    );
  });
  test("of several records stay apart, and so do other writes", () => {
    const put = { Put: { Item: { ...other, entity: "household" as const } } };
    const updates = [key, other].map((one) => ({ Update: updateFrom(one, 1, [set(["a"], 1)]) }));
    expect(joined([...updates, put])).toEqual([put, ...updates]);
  });
  test("of a record that changed between two readings are none", () => {
    expect(
      joined([{ Update: updateFrom(key, 1, [set(["a"], 1)]) }, { Update: updateFrom(key, 2, [set(["b"], 1)]) }]),
    ).toBeNull();
  });
  test("of different entries of one map that is written whole are both in it", () => {
    const over = { "1": { name: "A" }, "2": { name: "B" } };
    const whole = (value: Readonly<Record<string, unknown>>) => ({
      Update: updateFrom(key, 1, [{ path: ["guardians"], value, over }]),
    });
    const both = joined([whole({ ...over, "1": { name: "C" } }), whole({ ...over, "2": { name: "D" } })]);
    expect(both).toEqual([whole({ "1": { name: "C" }, "2": { name: "D" } })]);
  });
  test("of one attribute to two values are a mistake", () => {
    const two = [1, 2].map((value) => ({ Update: updateFrom(key, 1, [set(["a"], value)]) }));
    expect(() => joined(two)).toThrow(/no one change/u);
  });
});
