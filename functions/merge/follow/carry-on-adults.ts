/**
 * What follows once two entries of an adult are one: the sign-in that is left stands for the one that stays, and signs in
 * anew; the other one ends, with its sessions and its calendar link. From the table's stream, and again every night for the
 * merges of the last days. Each step finds itself done; where one dies, the next run goes on.
 */
import { minusHours } from "../../kernel/time.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Login } from "../../kernel/ids.ts";
import { tellOnce } from "../../mail/outbox.ts";
import { endAccess } from "../../sign-in/end-access.ts";
import { handFeedOver } from "../../sign-in/store/feeds.ts";
import { readFamilyLogins } from "../../sign-in/store/logins.ts";
import { closeAllSessions } from "../../sign-in/store/sessions.ts";
import { withdrawLogin } from "../../sign-in/withdraw-login.ts";
import type { Table } from "../../table/table.ts";
import { noteAdultDone, readAdultMerges, type AdultMerge } from "../store/adult-merges.ts";
import { lookedAtFor } from "./carry-on.ts";

export interface CarryOnAdultsDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

const tell = ({ table, clock }: CarryOnAdultsDependencies, { familyCode, gone, kept }: AdultMerge, login: Login) =>
  tellOnce(
    table,
    { familyCode, about: [], mailId: `adults-merged-${gone}-${kept}` },
    { kind: "signInsMerged", facts: { login } },
    clock(),
  );

/** Does what is left to do of a merge. */
export async function carryOnAdults(dependencies: CarryOnAdultsDependencies, merge: AdultMerge): Promise<void> {
  const { table } = dependencies;
  const { familyCode, gone, kept, moved, ended, done } = merge;
  if (!done && ended !== undefined) await endAccess(table, ended);
  if (!done && moved !== undefined) {
    // Sessions name the rank that is gone.
    await closeAllSessions(table, moved);
    await handFeedOver(table, moved, { familyCode, guardianId: kept });
  }
  const logins = await readFamilyLogins(table, familyCode);
  // That of the rank that is gone, or one that came to stand for it while the two were made one.
  const left = logins.get(gone);
  if (left) await withdrawLogin(table, left);
  if (done) return;
  const stands = logins.get(kept);
  if (stands && (moved !== undefined || left)) await tell(dependencies, merge, stands.login);
  await noteAdultDone(table, merge);
}

/** A merge was decided. */
export async function followAdultMerge(dependencies: CarryOnAdultsDependencies, merge: AdultMerge): Promise<void> {
  if (!merge.done) await carryOnAdults(dependencies, merge);
}

/** Every night: those that are not over, and what has come to stand for a rank that is gone since. How many were looked at. */
export async function resumeAdultMerges(dependencies: CarryOnAdultsDependencies): Promise<number> {
  const since = minusHours(dependencies.clock(), lookedAtFor);
  const merges = (await readAdultMerges(dependencies.table)).filter(({ done, at }) => !done || at > since);
  for (const merge of merges) await carryOnAdults(dependencies, merge);
  return merges.length;
}
