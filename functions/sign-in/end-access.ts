/** What a sign-in has opened ends at once: its sessions, and its calendar link, which needs no session. */
import type { Login } from "../kernel/ids.ts";
import type { Table } from "../table/table.ts";
import { removeFeed } from "./store/feeds.ts";
import { closeAllSessions } from "./store/sessions.ts";

export async function endAccess(table: Table, login: Login): Promise<void> {
  await Promise.all([closeAllSessions(table, login), removeFeed(table, login)]);
}
