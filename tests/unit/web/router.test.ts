/** Addresses and their patterns. */
import { describe, expect, it } from "vitest";
import { match } from "../../../web/shared/router.ts";

describe("patterns", () => {
  it("paths match their patterns", () => {
    expect(match("/inscrire/:activityId", "/inscrire/mercredis")).toEqual({ activityId: "mercredis" });
    expect(match("/inscrire/:activityId", "/inscrire")).toBeNull();
    expect(match("/inscrire", "/inscrire/x")).toBeNull();
    expect(match("/", "/")).toEqual({});
  });
});
