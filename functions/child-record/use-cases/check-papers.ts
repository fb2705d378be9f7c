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

/** People of a child's file as somebody lists them, and what the town asks of them. */
interface Listing {
  readonly of: Pick<AskedChild, "familyCode" | "childId">;
  /** As they are to be written: who stands already is known by that. */
  readonly people: readonly Person[];
  readonly stood: readonly Person[];
  readonly asked: readonly DocumentKind[];
  /** Staff lists them itself: from any household's papers, and without one, since who calls the desk has none at hand. */
  readonly byOffice: boolean;
}

/** What is wrong with a paper of the person of that place. `lacking`: the name of one that is not there. */
export type PaperFault = { readonly rank: number } & ({ readonly unfit: true } | { readonly lacking: string });

export async function paperFaults(
  table: Table,
  { of: { familyCode, childId }, people, stood, asked, byOffice }: Listing,
): Promise<readonly PaperFault[]> {
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
  return [
    ...people.flatMap(({ papers = [] }, rank) =>
      papers.some((paper) => !known.has(paper) && !good.has(paper)) ? [{ rank, unfit: true as const }] : [],
    ),
    ...(byOffice ? [] : lackingPapers(people, stood, asked).map(({ rank, name }) => ({ rank, lacking: name }))),
  ];
}

/** To whoever lists the people. */
export const paperFaultInWords = (fault: PaperFault): string =>
  "lacking" in fault ? words.missingPaper(fault.lacking) : words.noPaper;

export async function checkPapers(
  table: Table,
  of: AskedChild,
  said: readonly Person[],
  { asked, byOffice }: Pick<Listing, "asked" | "byOffice">,
): Promise<void> {
  if (papersOf(said).length === 0 && (byOffice || asked.length === 0)) return;
  const [, { fields }] = await Promise.all([holderOf(table, of), readPart(table, "record", of.childId)]);
  const people = z.parse(recordValues().contacts, checkedValue("contacts", said).value);
  const stood = z.parse(recordValues().contacts, fields["contacts"]?.value ?? []);
  const faults = await paperFaults(table, { of, people, stood, asked, byOffice });
  refuse(
    faults.map((fault) => ({
      field: `changes.contacts.value.${fault.rank}.papers`,
      message: paperFaultInWords(fault),
    })),
  );
}
