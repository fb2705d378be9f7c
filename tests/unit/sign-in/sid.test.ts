import { describe, expect, test } from "vitest";
import { loginOfSid, newSid, seal, unseal } from "../../../functions/sign-in/sid.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { hashSid } from "../../../functions/http/session-guard.ts";

const login = id("Login", "MARTIN.2");

describe("the session's secret", () => {
  test("names its sign-in, and is never the same twice", () => {
    const sids = new Set(Array.from({ length: 50 }, () => newSid(login)));
    expect(sids.size).toBe(50);
    for (const sid of sids) expect(loginOfSid(sid)).toBe(login);
  });

  test.each(["", ".", "nope", "<script>.x", "A.x"])("%j names nobody", (sid) => {
    expect(loginOfSid(sid)).toBeNull();
  });

  test("seals the refresh token so that only itself opens it", () => {
    const sid = newSid(login);
    const sealed = seal(sid, "refresh-token");
    expect(unseal(sid, sealed)).toBe("refresh-token");
    expect(() => unseal(newSid(login), sealed)).toThrow();
    expect(() => unseal(hashSid(sid), sealed)).toThrow();
    expect(sealed).not.toContain("refresh");
  });

  test("a sealed token that was altered does not open", () => {
    const sid = newSid(login);
    const bytes = Buffer.from(seal(sid, "refresh-token"), "base64");
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    expect(() => unseal(sid, bytes.toString("base64"))).toThrow();
  });
});
