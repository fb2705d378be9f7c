/** Taking in hand what waits, taking it over on purpose, letting it go; and who of staff may answer it meanwhile. */
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Table } from "../../table/table.ts";
import type { HolderView, Taking } from "../contract.ts";
import { heldByAnother, type Holder, type Thing } from "../rules/in-hand.ts";
import { writeHolder } from "../store/in-hand.ts";
import { approvalWords as words } from "../words.fr.ts";

type Staff = Pick<StaffSession, "login" | "displayName">;

export interface InHandDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** Who has it, as a staff member sees it. */
export const holderSaid = (
  holder: Holder | undefined,
  { login }: Pick<Staff, "login">,
): { readonly holder?: HolderView } =>
  holder ? { holder: { byName: holder.byName, at: holder.at, you: holder.by === login } } : {};

/** A colleague who has it in hand answers it, nobody else before it is taken over. */
export function refuseHeld(holder: Holder | undefined, { login }: Pick<Staff, "login">): void {
  const other = heldByAnother(holder, login);
  if (other) throw new Problem("changed", words.held(other));
}

/** Does it again what it did: sent twice, it is once. */
export async function takeInHand(
  { table, clock }: InHandDependencies,
  thing: Thing,
  { login: by, displayName: byName }: Staff,
  taking: Taking,
): Promise<void> {
  const holder = { by, byName, at: clock() };
  const how = { over: taking === "takeOver", released: taking === "letGo" };
  const other = await writeHolder(table, thing, holder, how);
  if (other) throw new Problem("changed", words.held(other));
}
