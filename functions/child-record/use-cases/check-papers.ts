/**
 * Papers that somebody puts beside people of a child's file: of a kind that the town asks for there, sent for this child
 * by this household, or by staff, and fit to be seen. What stands already is not asked about again.
 */
import * as z from "zod/mini";
import type { DocumentKind } from "../../catalogue/rules/catalogue.ts";
import { readDocuments } from "../../document/store/documents.ts";
import type { Table } from "../../table/table.ts";
import { recordValues } from "../contract/values.ts";
import { lackingPapers, papersOf, type Person } from "../rules/papers.ts";
import { readPart } from "../store/parts.ts";
import { recordWords as words } from "../words.fr.ts";
import { checkedValue, refuse } from "./check.ts";
import { holderOf, type AskedChild } from "./holder.ts";

export async function checkPapers(
  table: Table,
  of: AskedChild,
  said: readonly Person[],
  { asked, byOffice }: { readonly asked: readonly DocumentKind[]; readonly byOffice: boolean },
): Promise<void> {
  if (papersOf(said).length === 0 && (byOffice || asked.length === 0)) return;
  const { familyCode, childId } = of;
  const [, { fields }] = await Promise.all([holderOf(table, of), readPart(table, "record", childId)]);
  // As they are to be written: who stands already is known by that.
  const people = z.parse(recordValues().contacts, checkedValue("contacts", said).value);
  const stood = z.parse(recordValues().contacts, fields["contacts"]?.value ?? []);
  const known = new Set(papersOf(stood));
  const added = papersOf(people).filter((paper) => !known.has(paper));
  const found =
    added.length === 0
      ? []
      : await readDocuments(
          table,
          added.map((documentId) => ({ owner: { familyCode, childId }, documentId })),
          { consistent: true },
        );
  const good = new Set(
    found
      .filter(
        ({ kind, state, owner }) =>
          asked.some(({ id }) => id === kind) &&
          !["unfit", "refused", "removed"].includes(state.status) &&
          (byOffice || owner.familyCode === familyCode),
      )
      .map(({ id }) => id),
  );
  const at = (rank: number): string => `changes.contacts.value.${rank}.papers`;
  refuse([
    ...people.flatMap(({ papers = [] }, rank) =>
      papers.some((paper) => !known.has(paper) && !good.has(paper))
        ? [{ field: at(rank), message: words.noPaper }]
        : [],
    ),
    // Who calls the desk has no paper at hand.
    ...(byOffice
      ? []
      : lackingPapers(people, stood, asked).map(({ rank, name }) => ({
          field: at(rank),
          message: words.missingPaper(name),
        }))),
  ]);
}
