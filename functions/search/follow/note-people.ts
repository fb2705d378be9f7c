/** A household or a child is new or has changed: whoever looks for people learns it with the next question. */
import type { Clock } from "../../kernel/clock.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import { saysTheSame } from "../rules/entry.ts";
import { noteChange } from "../store/changes.ts";
import { entryOf } from "../store/entries.ts";

export interface NoteDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

/** Writes of other subjects to the same record tell nothing. */
export async function notePeople({ table, clock }: NoteDependencies, { before, after }: StreamRecord): Promise<void> {
  if (!after) return;
  const entry = entryOf(after);
  if (!before || !saysTheSame(entryOf(before), entry)) await noteChange(table, entry, clock());
}
