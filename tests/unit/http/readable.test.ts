import { describe, expect, test } from "vitest";
import { unreadableAt } from "../../../functions/http/readable.ts";

describe("text that comes in", () => {
  test.each(["Zoé d’Aubigné", "ligne\nautre\tcolonne", "👨‍👩‍👧 famille", "œuvre — n° 3", ""])("%j is readable", (text) => {
    expect(unreadableAt({ text })).toEqual([]);
  });

  test.each([
    "\ud800",
    "a\udc00b",
    "\u0000",
    "abc\u202edef",
    "\u2066x",
    "\u007f",
    "\uffff",
    "\u115f\u1160",
    "\u3164",
    "\uffa0",
  ])("%j is not", (text) => {
    expect(unreadableAt({ list: [{ text }] })).toEqual(["list.0.text"]);
    expect(unreadableAt({ [text]: 1 })).toEqual([""]);
  });
});
