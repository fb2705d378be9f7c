/** What is asked for before anybody knows who is signed in is this session's own, and nobody else's. */
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionView } from "../../../../functions/sign-in/contract/session.ts";
import { id } from "../../../../functions/kernel/ids.ts";

const viewOf = (login: string): SessionView => ({
  role: "guardian",
  login: id("Login", login),
  displayName: "Mme X",
  requiredAction: null,
  renewBefore: id("Instant", "2026-11-23T11:00:00Z"),
  endsAt: id("Instant", "2026-11-23T20:00:00Z"),
});

/** The site as a page finds it that is opened where somebody has signed in before. */
async function openedAgain() {
  const { lasting } = await import("../../../../web/shared/storage.ts");
  lasting.write("portail.session", "guardian");
  const session = await import("../../../../web/shared/session/session.ts");
  const { reading, readEarly } = await import("../../../../web/shared/useQuery.ts");
  let asked = 0;
  const bookings = reading(() => Promise.resolve((asked += 1)));
  return { ...session, bookings, readEarly, times: () => asked };
}

beforeEach(() => {
  vi.resetModules();
});

describe("a reading that was asked for early", () => {
  it("waits for its page while the session is made out", async () => {
    const { session, sessionOpened, lastRole, bookings, readEarly, times } = await openedAgain();
    expect([session.get().status, lastRole()]).toEqual(["unknown", "guardian"]);
    readEarly(bookings, null);
    sessionOpened(viewOf("ABC4821"));
    expect(await bookings.early.get("null")).toBe(1);
    expect(times()).toBe(1);
  });

  it.each(["sessionEnded", "sessionClosed"] as const)("is forgotten when there is none any more: %s", async (end) => {
    const { bookings, readEarly, ...session } = await openedAgain();
    readEarly(bookings, null);
    session[end]();
    expect(bookings.early.size).toBe(0);
    readEarly(bookings, null);
    session.sessionOpened(viewOf("ABC4821"));
    expect(bookings.early.size).toBe(0);
  });

  it("is forgotten when somebody else signs in", async () => {
    const { bookings, readEarly, sessionOpened } = await openedAgain();
    sessionOpened(viewOf("ABC4821"));
    bookings.answers.set("null", 7);
    readEarly(bookings, null);
    sessionOpened(viewOf("ABC4821"));
    expect([bookings.early.size, bookings.answers.size]).toEqual([1, 1]);
    sessionOpened(viewOf("XYZ1234"));
    expect([bookings.early.size, bookings.answers.size]).toEqual([0, 0]);
  });

  it("leaves a failure to the page, which asks again", async () => {
    const { readEarly } = await openedAgain();
    const { reading } = await import("../../../../web/shared/useQuery.ts");
    const broken = reading(() => Promise.reject<number>(new Error("no network")));
    readEarly(broken, "a");
    expect(await broken.early.get('"a"')).toBeNull();
  });
});
