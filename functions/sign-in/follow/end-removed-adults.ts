/**
 * An adult who is no longer in the household, after a separation perhaps, reads nothing of it from then on, its new
 * address least of all: the sign-in goes, with its sessions and its calendar link, whoever wrote the household. Judged
 * by what the table says now, so that changes may come late, twice or out of order. The user that is left in the pool
 * stands for nobody, opens nothing and is sent nothing (use-cases/standing-login.ts).
 */
import type { FamilyCode } from "../../kernel/ids.ts";
import type { Log } from "../../kernel/log.ts";
import { readHousehold } from "../../family/store/families.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import { readFamilyLogins } from "../store/logins.ts";
import { withdrawLogin } from "../withdraw-login.ts";

export interface EndRemovedDependencies {
  readonly table: Table;
  readonly log: Log;
}

/** A change that cannot have taken an adult away costs no read. */
const sameAdults = ({ before, after }: StreamRecord): boolean =>
  JSON.stringify(before?.["guardians"]) === JSON.stringify(after?.["guardians"]);

export async function endRemovedAdults(
  { table, log }: EndRemovedDependencies,
  record: StreamRecord,
  familyCode: FamilyCode,
): Promise<void> {
  if (sameAdults(record)) return;
  const [household, logins] = await Promise.all([
    readHousehold(table, familyCode, { consistent: true }),
    readFamilyLogins(table, familyCode),
  ]);
  if (!household) return;
  for (const login of logins.values()) {
    if (household.guardians.some((guardian) => guardian.id === login.guardianId)) continue;
    await withdrawLogin(table, login);
    log.info("signIn.adultLeft");
  }
}
