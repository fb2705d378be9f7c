/** Browser storage that refuses, or holds something else. */
import { describe, expect, it } from "vitest";
import { boxOver, readJson } from "../../../web/shared/storage.ts";

describe("storage", () => {
  it("storage that refuses is replaced by memory", () => {
    const box = boxOver(() => {
      throw new Error("SecurityError");
    });
    box.write("a", "1");
    expect(box.read("a")).toBe("1");
    box.remove("a");
    expect(box.read("a")).toBeNull();
  });
  it("JSON that is not what was expected is dropped", () => {
    const box = boxOver(() => {
      throw new Error("SecurityError");
    });
    box.write("a", "[1]");
    expect(readJson(box, "a", (value): value is string => typeof value === "string")).toBeNull();
    expect(box.read("a")).toBeNull();
  });
});
