/** À valider: everything that waits for a staff member's word. The days that come first, first; days that are over, last. */
import { localDate } from "../../kernel/time.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Table } from "../../table/table.ts";
import type { Waiting } from "../contract.ts";
import type { Describe, Describing } from "../kinds.ts";
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
): () => Promise<{ readonly body: Listed<W> }> {
  const describers = new Map<string, Describe<W>>(Object.entries(describing));
  return async () => {
    const found = await readApprovals(table, localDate(clock()), most + 1);
    const shown = found.slice(0, most);
    const byKind = await Promise.all(
      [...new Set(shown.map(({ kind }) => kind))].map(async (kind) => {
        const describe = describers.get(kind);
        if (!describe) throw new Error(`Nobody describes what waits as ${kind}`);
        return [kind, await describe(shown.filter((entry) => entry.kind === kind))] as const;
      }),
    );
    const describedBy = new Map<string, (entry: Awaiting) => readonly W[]>(byKind);
    return {
      body: {
        more: found.length > most,
        approvals: shown.flatMap((entry) => describedBy.get(entry.kind)?.(entry) ?? []),
      },
    };
  };
}
