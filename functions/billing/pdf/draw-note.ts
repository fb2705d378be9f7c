/** A credit note as a PDF, in the manner of the invoice that it corrects (draw.ts). */
import { dayWithYear } from "../../kernel/dates.fr.ts";
import { cents, priceInWords } from "../../kernel/money.ts";
import { localDate } from "../../kernel/time.ts";
import { printedNumber, type InvoiceNumber } from "../rules/number.ts";
import type { Addressee, StatedLines, Statement } from "../store/statements.ts";
import { drawHead, drawTable, type Sheet } from "./draw.ts";
import { Page } from "./page.ts";
import { groupsOf, monthWords } from "./rows.ts";

export interface NoteSheet {
  readonly town: Sheet["town"];
  readonly statement: Statement;
  readonly addressee: Addressee;
  /** The invoices that it corrects, earliest first. */
  readonly corrects: readonly InvoiceNumber[];
  readonly lines: readonly StatedLines[];
}

/** Draws a credit note. */
export async function drawCreditNote({ town, statement, addressee, corrects, lines }: NoteSheet): Promise<Uint8Array> {
  const { familyCode, period, accountName, given, own, note = 0, at } = statement;
  const title = `Avoir ${note} de ${monthWords(period)}`;
  const page = await Page.begin(title, town.name, new Date(at));
  drawHead(page, {
    town,
    addressee,
    title,
    about: `${accountName} · fait le ${dayWithYear(localDate(at))}`,
  });
  page.paragraph(`Code famille : ${familyCode}`, {}, "P", 2);
  page.paragraph(
    `${corrects.length > 1 ? "Corrige les factures" : "Corrige la facture"} ${corrects.map(printedNumber).join(", ")}`,
    {},
    "P",
    2,
  );
  if (given) page.paragraph(`Motif : ${given.reason}`, {}, "P", 8);
  drawTable(page, groupsOf(lines));
  page.y += 6;
  page.paragraph(
    `Total de l’avoir : ${priceInWords(cents(0 - own))}`,
    { size: 11, font: "bold", align: "right" },
    "P",
    8,
  );
  page.paragraph(
    "Il n’y a rien à faire : cet avoir se déduit de votre prochaine facture, et des suivantes s’il la dépasse.",
  );
  const account = lines.at(-1)?.account;
  if (account) {
    page.heading("Qui a émis cet avoir, et comment le contester");
    page.paragraph(`Émis par ${account.signer.name}, ${account.signer.capacity}.`);
    page.paragraph(account.contest);
  }
  return page.end(`${town.name} · ${title} · famille ${familyCode}`);
}
