/** The private calendar link of a person: made, replaced, taken back. */
import { createHash, randomBytes } from "node:crypto";
import type { journalRoutes } from "../../history/contract.ts";
import type { UseCases } from "../../http/call.ts";
import { putFeed, readFeed, removeFeed } from "../../sign-in/store/feeds.ts";
import type { JournalDependencies } from "../../history/dependencies.ts";

type Routes = UseCases<typeof journalRoutes>;

/** 192 bits: nobody guesses it, so that no attempts need counting. */
const tokenBytes = 24;

/** The form in which a token is stored: the table never holds what opens a calendar. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("base64url");

export const feedState =
  ({ table }: JournalDependencies): Routes["journal.feed"] =>
  async ({ session }) => ({ body: { madeAt: (await readFeed(table, session.login))?.madeAt ?? null } });

/** The address is answered once: lost, another is made, and the one before is dead. */
export const makeFeed =
  ({ table, clock }: JournalDependencies): Routes["journal.makeFeed"] =>
  async ({ session, viewer }) => {
    const token = randomBytes(tokenBytes).toString("base64url");
    const madeAt = clock();
    await putFeed(table, session, { tokenHash: hashToken(token), madeAt });
    return { body: { address: `${viewer.portal}/api/calendar/${token}.ics`, madeAt } };
  };

export const revokeFeed =
  ({ table }: JournalDependencies): Routes["journal.revokeFeed"] =>
  async ({ session }) => {
    await removeFeed(table, session.login);
    return { body: undefined };
  };
