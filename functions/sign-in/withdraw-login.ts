/**
 * A sign-in goes, and with it all that it has opened. What it has opened ends before, so that who finds this half done
 * still reads the sign-in in its list and can do it again; and after, for what was being opened meanwhile.
 */
import type { Table } from "../table/table.ts";
import { endAccess } from "./end-access.ts";
import { removeLogin, type LoginRecord } from "./store/logins.ts";

export async function withdrawLogin(table: Table, record: LoginRecord): Promise<void> {
  await endAccess(table, record.login);
  await removeLogin(table, record);
  await endAccess(table, record.login);
}
