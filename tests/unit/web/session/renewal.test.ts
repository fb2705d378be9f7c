/** The access token is renewed before it ends, never by all at once. */
import { describe, expect, it } from "vitest";
import { id } from "../../../../functions/kernel/ids.ts";
import { keepRenewed, renewalDelay } from "../../../../web/shared/session/renewal.ts";

describe("renewal", () => {
  const before = id("Instant", "2026-11-23T11:00:00Z");
  const now = Date.parse("2026-11-23T10:00:00Z");

  it("falls in the last third of the token's life, never at the same moment for all, and before its end", () => {
    const delays = [0, 0.5, 0.999].map((random) => renewalDelay(now, before, random) / 60_000);
    expect(delays[0]).toBe(40);
    expect(delays[2]).toBeLessThan(57);
    expect(new Set(delays).size).toBe(3);
  });
  it("is due at once when the time has passed", () =>
    expect(renewalDelay(Date.parse("2026-11-23T12:00:00Z"), before, 0)).toBe(0));

  it("waits for a hidden tab to be seen again, and stops when the session does", () => {
    let visible = false;
    let renewals = 0;
    let fire = (): void => undefined;
    let cancelled = 0;
    const renewal = keepRenewed({
      renew: () => Promise.resolve(renewals++),
      now: () => now,
      random: () => 0,
      visible: () => visible,
      later: (work) => {
        fire = work;
        return () => {
          cancelled++;
        };
      },
    });
    renewal.follow(before);
    fire();
    expect(renewals).toBe(0);
    visible = true;
    renewal.due();
    renewal.due();
    expect(renewals).toBe(1);
    renewal.follow(null);
    expect(cancelled).toBe(1);
  });
});
