/** Drafts belong to who typed them: through a session that ended, and to nobody else in the same tab. */
import { beforeEach, expect, it, vi } from "vitest";
import type { SessionView } from "../../../functions/sign-in/contract/session.ts";
import { id } from "../../../functions/kernel/ids.ts";

const viewOf = (login: string): SessionView => ({
  role: "guardian",
  login: id("Login", login),
  displayName: "Mme X",
  requiredAction: null,
  renewBefore: id("Instant", "2026-11-23T11:00:00Z"),
  endsAt: id("Instant", "2026-11-23T20:00:00Z"),
});
const [one, other] = [viewOf("ABC4821"), viewOf("DEF4821")];

beforeEach(() => {
  vi.resetModules();
});
const opened = async () => ({
  ...(await import("../../../web/shared/drafts.ts")),
  ...(await import("../../../web/shared/session/session.ts")),
  ...(await import("../../../web/shared/storage.ts")),
});

it("what was typed is back once the same person has signed in again, and unread meanwhile", async () => {
  const { keepDraft, readDraft, hasDraft, sessionOpened, sessionEnded } = await opened();
  sessionOpened(one);
  keepDraft("fiche", { name: "Léa" });
  sessionEnded();
  expect(readDraft("fiche")).toEqual({});
  sessionOpened(one);
  expect(readDraft("fiche")).toEqual({ name: "Léa" });
  expect([hasDraft("fiche"), hasDraft("autre")]).toEqual([true, false]);
});

it("another person who signs in reads nothing of it, and nothing of it is left", async () => {
  const { keepDraft, readDraft, sessionOpened, sessionEnded, forThisTab } = await opened();
  sessionOpened(one);
  keepDraft("fiche", { name: "Léa" });
  sessionEnded();
  sessionOpened(other);
  expect(readDraft("fiche")).toEqual({});
  expect(forThisTab.keys()).toEqual([]);
});

it("signing out drops it; what nobody signed in has typed stays the tab's", async () => {
  const { keepDraft, readDraft, dropOwnedDrafts, sessionOpened, sessionClosed, forThisTab } = await opened();
  keepDraft("premiere-demande", { town: "Pithiviers" });
  sessionOpened(one);
  keepDraft("fiche", { name: "Léa" });
  dropOwnedDrafts();
  sessionClosed();
  expect(forThisTab.keys()).toHaveLength(1);
  expect(readDraft("premiere-demande")).toEqual({ town: "Pithiviers" });
  sessionOpened(one);
  expect(readDraft("fiche")).toEqual({});
});
