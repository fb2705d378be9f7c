/** « Fiche renseignements enfant » but for its health, for the family and for staff. */
import type { UseCases } from "../../http/call.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { Clock } from "../../kernel/clock.ts";
import { Problem } from "../../http/problem.ts";
import type { Child } from "../../family/rules/family.ts";
import type { RequestId } from "../../kernel/ids.ts";
import { theRequest } from "../../request/use-cases/acting.ts";
import type { Table } from "../../table/table.ts";
import type { OfficeRecordView, RecordChanges, recordOffice, recordRoutes, RecordView } from "../contract/record.ts";
import { recordFields, type RecordField } from "../rules/fields.ts";
import { readChanges, readPart, type Author, type StoredField } from "../store/parts.ts";
import { recordWords as words } from "../words.fr.ts";
import { askedPapers } from "../rules/papers.ts";
import { readAdults } from "./adults.ts";
import { changePart } from "./change.ts";
import { checkPapers } from "./check-papers.ts";
import { checkedRecord, checkWritable } from "./check.ts";
import { holderOf, ofOffice, type AskedChild } from "./holder.ts";
import { recordHeld } from "./record-held.ts";
import { recordViewOf } from "./views.ts";

export interface RecordDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
}

/** An answer, with the child that it is about. */
interface Read {
  readonly child: Child;
  readonly body: RecordView;
}

async function read({ table, catalogue }: RecordDependencies, of: AskedChild): Promise<Read> {
  const [child, { fields }, latest] = await Promise.all([
    holderOf(table, of),
    readPart(table, "record", of.childId),
    catalogue.latest(),
  ]);
  return { child, body: recordViewOf(child, fields, latest) };
}

/** The file with what a request of the family's asks for in it. */
async function readAsAsked(
  { table, catalogue }: RecordDependencies,
  of: AskedChild,
  requestId: RequestId,
): Promise<{ readonly body: RecordView }> {
  const [child, { fields }, request, latest] = await Promise.all([
    holderOf(table, of),
    readPart(table, "record", of.childId),
    theRequest(table, of.familyCode, requestId),
    catalogue.latest(),
  ]);
  if (request.section !== "childRecord" || request.childId !== of.childId) throw new Problem("notFound", words.gone);
  const asked = Object.fromEntries(
    request.changes.map(({ field, after }): readonly [string, StoredField] => [
      field,
      {
        value: after ?? null,
        version: fields[field]?.version ?? 0,
        at: request.sentAt,
        by: request.acts[0]?.byName ?? request.familyName,
        familyCode: of.familyCode,
        office: false,
      },
    ]),
  );
  return { body: recordViewOf(child, { ...fields, ...asked }, latest) };
}

/** The fields that somebody wants to write. */
const namedIn = (changes: RecordChanges): readonly RecordField[] =>
  recordFields.filter((name) => changes[name] !== undefined);

async function change(
  dependencies: RecordDependencies,
  of: AskedChild,
  changes: RecordChanges,
  author: Author,
): Promise<Read> {
  const latest = await dependencies.catalogue.latest();
  const byOffice = author.office;
  checkWritable(namedIn(changes), latest.file, { byOffice });
  await checkPapers(dependencies.table, of, changes.contacts?.value ?? [], { asked: askedPapers(latest), byOffice });
  const { child, fields } = await changePart(dependencies, {
    part: "record",
    of,
    check: () => checkedRecord(changes),
    author,
    hold: recordHeld,
  });
  return { child, body: recordViewOf(child, fields, latest) };
}

export const recordUseCases = (dependencies: RecordDependencies): UseCases<typeof recordRoutes> => ({
  "child-record.read": ({ params: { childId }, query: { asked }, session: { familyCode, guardianId: seenBy } }) =>
    asked === undefined
      ? read(dependencies, { familyCode, childId, seenBy })
      : readAsAsked(dependencies, { familyCode, childId, seenBy }, asked),
  "child-record.change": ({
    params: { childId },
    body: { changes },
    session: { familyCode, guardianId: seenBy, displayName },
  }) => change(dependencies, { familyCode, childId, seenBy }, changes, { by: displayName, familyCode, office: false }),
});

const forOffice = async (
  { table }: RecordDependencies,
  of: Omit<AskedChild, "seenBy">,
  { child, body }: Read,
): Promise<{ readonly body: OfficeRecordView }> => ({
  body: { ...body, adults: await readAdults(table, of.familyCode, child) },
});

export const recordOfficeUseCases = (dependencies: RecordDependencies): UseCases<typeof recordOffice> => ({
  "child-record.ofFamily": async ({ params }) =>
    forOffice(dependencies, params, await read(dependencies, ofOffice(params))),
  "child-record.changeOfFamily": async ({ params, body: { changes, reason }, session: { displayName } }) => {
    const author = { by: displayName, familyCode: params.familyCode, office: true, reason };
    return forOffice(dependencies, params, await change(dependencies, ofOffice(params), changes, author));
  },
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
