/**
 * A credit note as a PDF: drawn from its records, which never change, when it is first asked for, and archived; asked again, it
 * is that file. It is addressed as the invoice that it corrects, and names it.
 */
import { linkSeconds, linkToMade, type Bucket } from "../../files/bucket.ts";
import { keepMade, readMade } from "../../files/made.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { plusSeconds, type Clock } from "../../kernel/clock.ts";
import type { CollectionAccountId, FamilyCode, PlainMonth } from "../../kernel/ids.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import type { Table } from "../../table/table.ts";
import type { billingNotes } from "../contract/notes.ts";
import { noteFile } from "../invoice-file.ts";
import { drawCreditNote } from "../pdf/draw-note.ts";
import { readLines, readStatement, type Statement } from "../store/statements.ts";
import { mustOpen } from "./sight.ts";

export interface NoteDependencies {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly clock: Clock;
  readonly town: TownForFunctions;
}

interface NoteName {
  readonly familyCode: FamilyCode;
  readonly period: PlainMonth;
  readonly accountId: CollectionAccountId;
  readonly note: number;
}

/** The invoices whose lines it takes back: those of their months, or those that carried them. */
async function corrected(table: Table, note: Statement, months: readonly PlainMonth[]): Promise<readonly Statement[]> {
  const { familyCode, accountId } = note;
  const stated = await Promise.all(months.map((period) => readStatement(table, { familyCode, accountId, period })));
  const carriers = await Promise.all(
    stated.map(async (one) =>
      one?.carriedBy ? readStatement(table, { familyCode, accountId, period: one.carriedBy.period }) : one,
    ),
  );
  const found = carriers.flatMap((one) => (one?.issue ? [one] : []));
  return [...new Map(found.map((one) => [one.period, one])).values()];
}

async function draw({ table, town }: NoteDependencies, note: Statement): Promise<Uint8Array> {
  const lines = await readLines(table, { ...note, carried: [] });
  const months = new Set(lines.flatMap((one) => one.lines.flatMap(({ corrects }) => corrects?.period ?? [])));
  const invoices = await corrected(table, note, [...months].sort());
  const [first] = invoices.flatMap(({ issue }) => issue ?? []);
  if (!first)
    throw new Problem("notFound", "Cet avoir corrige ce qui n’a pas encore de facture : il viendra avec elle.");
  return drawCreditNote({
    town,
    statement: note,
    addressee: first.addressee,
    corrects: invoices.flatMap(({ issue }) => issue?.number ?? []),
    lines,
  });
}

export async function noteLink(dependencies: NoteDependencies, name: NoteName) {
  const { table, bucket, clock } = dependencies;
  const note = await readStatement(table, name);
  if (!note) throw new Problem("notFound", "Cet avoir n’existe pas. Revenez à la liste des factures.");
  const file = noteFile(name);
  if (!(await readMade(bucket, "invoices", file)))
    await keepMade(bucket, "invoices", file, await draw(dependencies, note));
  return {
    url: await linkToMade(bucket, "invoices", file, {
      type: "application/pdf",
      disposition: `attachment; filename="${file}"`,
    }),
    until: plusSeconds(clock(), linkSeconds),
  };
}

export const billingNotesUseCases = (dependencies: NoteDependencies): UseCases<typeof billingNotes> => ({
  "billing.notePdf": async ({ session, params }) => {
    await mustOpen(dependencies.table, session);
    return { body: await noteLink(dependencies, { familyCode: session.familyCode, ...params }) };
  },
  "billing.notePdfOfFamily": async ({ params }) => ({ body: await noteLink(dependencies, params) }),
});
