/** « Fiche renseignements enfant » but for its health, for the family and for staff. */
import type { UseCases } from "../../http/call.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Table } from "../../table/table.ts";
import type { RecordChanges, recordOffice, recordRoutes, RecordView } from "../contract/record.ts";
import { readChanges, readPart, type Author } from "../store/parts.ts";
import { changePart } from "./change.ts";
import { checkedRecord } from "./check.ts";
import { holderOf, ofOffice, type AskedChild } from "./holder.ts";
import { recordHeld, recordViewOf } from "./views.ts";

export interface RecordDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

async function read({ table }: RecordDependencies, of: AskedChild): Promise<{ readonly body: RecordView }> {
  const [child, { fields }] = await Promise.all([holderOf(table, of), readPart(table, "record", of.childId)]);
  return { body: recordViewOf(child, fields) };
}

async function change(
  dependencies: RecordDependencies,
  of: AskedChild,
  changes: RecordChanges,
  author: Author,
): Promise<{ readonly body: RecordView }> {
  const { child, fields } = await changePart(dependencies, {
    part: "record",
    of,
    check: () => checkedRecord(changes),
    author,
    hold: recordHeld,
  });
  return { body: recordViewOf(child, fields) };
}

export const recordUseCases = (dependencies: RecordDependencies): UseCases<typeof recordRoutes> => ({
  "child-record.read": ({ params: { childId }, session: { familyCode, guardianId: seenBy } }) =>
    read(dependencies, { familyCode, childId, seenBy }),
  "child-record.change": ({
    params: { childId },
    body: { changes },
    session: { familyCode, guardianId: seenBy, displayName },
  }) => change(dependencies, { familyCode, childId, seenBy }, changes, { by: displayName, familyCode, office: false }),
});

export const recordOfficeUseCases = (dependencies: RecordDependencies): UseCases<typeof recordOffice> => ({
  "child-record.ofFamily": ({ params }) => read(dependencies, ofOffice(params)),
  "child-record.changeOfFamily": ({ params, body: { changes, reason }, session: { displayName } }) =>
    change(dependencies, ofOffice(params), changes, {
      by: displayName,
      familyCode: params.familyCode,
      office: true,
      reason,
    }),
  "child-record.changes": async ({ params, query }) => {
    const { table } = dependencies;
    const [, { found, ...more }] = await Promise.all([
      holderOf(table, ofOffice(params)),
      readChanges(table, params.childId, query.before),
    ]);
    return {
      body: { changes: found.map(({ office, ...one }) => ({ ...one, byOffice: office })), ...more },
    };
  },
});
