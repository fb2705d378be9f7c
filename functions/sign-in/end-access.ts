/**
 * What a sign-in has opened ends at once: its sessions, and its calendar link, which needs no session. In this order: a
 * link is made only while the session that asks for it stands (store/feeds.ts), so that none can come after.
 */
import type { Login } from "../kernel/ids.ts";
import type { Table } from "../table/table.ts";
import { removeFeed } from "./store/feeds.ts";
import { closeAllSessions } from "./store/sessions.ts";

export async function endAccess(table: Table, login: Login): Promise<void> {
  await closeAllSessions(table, login);
  await removeFeed(table, login);
}
