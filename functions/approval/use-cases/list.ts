/** À valider: everything that waits for a staff member's word. The days that come first, first; days that are over, last. */
import { localDate } from "../../kernel/time.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Table } from "../../table/table.ts";
import type { Waiting } from "../contract.ts";
import { thingNamed, type Describe, type Describing, type Naming } from "../kinds.ts";
import type { StaffSession } from "../../http/session.ts";
import { readHolders } from "../store/in-hand.ts";
import { holderSaid } from "./in-hand.ts";
import { readApprovals, type Awaiting } from "../store/approvals.ts";

/** Entries shown: what is decided makes room for the rest. */
const most = 200;

export interface ApprovalDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

interface Listed<W> {
  /** There are others after them. */
  readonly more: boolean;
  readonly approvals: W[];
}

export function listApprovals<W extends Waiting>(
  { table, clock }: ApprovalDependencies,
  describing: Describing<W>,
  naming: Naming<W>,
): (call: { readonly session: Pick<StaffSession, "login"> }) => Promise<{ readonly body: Listed<W> }> {
  const describers = new Map<string, Describe<W>>(Object.entries(describing));
  return async ({ session }) => {
    const now = clock();
    const [found, holderOf] = await Promise.all([
      readApprovals(table, localDate(now), most + 1),
      readHolders(table, now),
    ]);
    const shown = found.slice(0, most);
    const byKind = await Promise.all(
      [...new Set(shown.map(({ kind }) => kind))].map(async (kind) => {
        const describe = describers.get(kind);
        if (!describe) throw new Error(`Nobody describes what waits as ${kind}`);
        return [kind, await describe(shown.filter((entry) => entry.kind === kind))] as const;
      }),
    );
    const held = (one: W): W => {
      const thing = thingNamed(naming, one);
      return thing === null ? one : { ...one, ...holderSaid(holderOf(thing), session) };
    };
    const describedBy = new Map<string, (entry: Awaiting) => readonly W[]>(byKind);
    return {
      body: {
        more: found.length > most,
        approvals: shown.flatMap((entry) => (describedBy.get(entry.kind)?.(entry) ?? []).map(held)),
      },
    };
  };
}
