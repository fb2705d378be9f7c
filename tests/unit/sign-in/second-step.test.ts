import { describe, expect, test } from "vitest";
import { askSecondStep, readStep } from "../../../functions/sign-in/second-step.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { readCookies } from "../../../functions/http/cookies.ts";

const now = id("Instant", "2026-11-23T08:00:00Z");
const step = { login: id("Login", "AGENT1"), secondStep: "the-pool's-challenge", ending: "the-last" };
const at = (instant: typeof now, stepSecret = "secret") => ({ stepSecret, clock: () => instant });
const cookiesOf = (cookie = "") => readCookies([cookie.split(";")[0] ?? ""]);
const cookie = askSecondStep(at(now), step).details.cookies?.[0] ?? "";

describe("a sign-in between its two steps", () => {
  test("comes back as it was, within minutes", () => {
    expect(readStep(at(plusSeconds(now, 179)), cookiesOf(cookie))).toMatchObject(step);
    expect(cookie).toMatch(/Path=\/; Secure; HttpOnly; SameSite=Strict; Max-Age=180$/);
    expect(cookie).not.toContain("challenge");
  });

  test.each([
    ["too late", at(plusSeconds(now, 180)), cookie],
    ["with another portal's secret", at(now, "other"), cookie],
    ["forged", at(now), "__Host-step=AAAA"],
    ["altered", at(now), cookie.replace(/=(.)/, (_, first: string) => `=${first === "A" ? "B" : "A"}`)],
    ["empty", at(now), "__Host-step="],
    ["absent", at(now), ""],
  ])("is refused %s, and asks to begin again", (_, deps, given) => {
    expect(() => readStep(deps, cookiesOf(given))).toThrow(expect.objectContaining({ code: "signIn.refused" }));
  });
});
