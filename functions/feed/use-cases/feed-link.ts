/** The private calendar link of a person: made, replaced, taken back. */
import { createHash, randomBytes } from "node:crypto";
import type { feedRoutes } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { sidCookie } from "../../http/cookies.ts";
import { Problem } from "../../http/problem.ts";
import { hashSid } from "../../http/session-guard.ts";
import { putFeed, readFeed, removeFeed } from "../../sign-in/store/feeds.ts";
import type { BookingDependencies } from "../../booking/dependencies.ts";

type Routes = UseCases<typeof feedRoutes>;

/** 192 bits: nobody guesses it, so that no attempts need counting. */
const tokenBytes = 24;

/** The form in which a token is stored: the table never holds what opens a calendar. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

export const feedState =
  ({ table }: BookingDependencies): Routes["feed.read"] =>
  async ({ session }) => ({ body: { madeAt: (await readFeed(table, session.login))?.madeAt ?? null } });

/** The address is answered once: lost, another is made, and the one before is dead. */
export const makeFeed =
  ({ table, clock }: BookingDependencies): Routes["feed.make"] =>
  async ({ session, cookies, viewer }) => {
    const token = randomBytes(tokenBytes).toString("base64url");
    const madeAt = clock();
    const maker = { ...session, sidHash: hashSid(cookies.get(sidCookie) ?? "") };
    if (!(await putFeed(table, maker, { tokenHash: hashToken(token), madeAt })))
      throw new Problem("session.missing", "Votre session vient d’être fermée. Identifiez-vous pour créer le lien.");
    return { body: { address: `${viewer.portal}/api/calendar/${token}.ics`, madeAt } };
  };

export const revokeFeed =
  ({ table }: BookingDependencies): Routes["feed.revoke"] =>
  async ({ session }) => {
    await removeFeed(table, session.login);
    return { body: undefined };
  };
