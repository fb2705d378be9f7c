/**
 * An invoice as a PDF. The same invoice is the same file, byte for byte but for its identifier: nothing in it is of the day on
 * which it is drawn; what was paid of it by then is not asked again.
 */
import { dayWithYear } from "../../kernel/dates.fr.ts";
import { priceInWords } from "../../kernel/money.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { localDate } from "../../kernel/time.ts";
import { plainNumber, printedNumber } from "../rules/number.ts";
import type { Addressee, Issue, StatedLines, Statement } from "../store/statements.ts";
import { ink, margin, muted, Page, width, type Style } from "./page.ts";
import { askedOf, type Asked } from "./asked.ts";
import { groupsOf, monthWords, type Group } from "./rows.ts";

export interface Sheet {
  readonly town: Pick<
    TownForFunctions,
    "name" | "officeName" | "officeAddress" | "officePhone" | "officeEmail" | "brand"
  >;
  readonly statement: Statement;
  readonly issue: Issue;
  /** Its own lines, and those of the statements that it carries. */
  readonly lines: readonly StatedLines[];
}

/** Who writes, to whom, and what it is. */
export function drawHead(
  page: Page,
  {
    town,
    addressee,
    title,
    about,
  }: {
    readonly town: Sheet["town"];
    readonly addressee: Addressee;
    readonly title: string;
    readonly about: string;
  },
): void {
  const half = width / 2 - 12;
  const left = { x: margin, width: half };
  let y = margin;
  y += page.text(page.root, "P", town.name, { ...left, y }, { size: 12, font: "bold", colour: town.brand }) + 3;
  y +=
    page.text(
      page.root,
      "P",
      [town.officeName, town.officeAddress, town.officePhone, town.officeEmail].join("\n"),
      { ...left, y },
      { colour: muted },
    ) + 3;
  const { names, lines, postcode, town: city } = addressee;
  const to = [...names, ...lines, `${postcode} ${city}`].join("\n");
  // Where the window of an envelope shows it.
  page.text(page.root, "P", to, { x: margin + width / 2 + 12, y: margin + 62, width: half }, { size: 10 });
  page.y = Math.max(y, margin + 140);
  page.paragraph(title, { size: 18, font: "bold" }, "H1", 4);
  page.paragraph(about, { colour: muted });
}

function summary(page: Page, { town, statement, issue, lines }: Sheet, asked: Asked): void {
  const account = lines.find(({ period }) => period === statement.period)?.account;
  const facts = [
    ["Code famille", statement.familyCode],
    ["Référence à rappeler", issue.reference],
    ["Numéro de la facture", plainNumber(issue.number)],
    ...(account?.payfip === undefined ? [] : [["Client PayFiP", account.payfip]]),
  ] as const;
  const height = 18 + facts.length * 14;
  page.artifact(() => {
    page.doc.roundedRect(margin, page.y, width, height, 6).lineWidth(1).strokeColor(town.brand).stroke();
  });
  let y = page.y + 10;
  for (const [name, value] of facts) {
    page.text(page.root, "P", `${name} : ${value}`, { x: margin + 12, y, width: width / 2 });
    y += 14;
  }
  const right = { x: margin + width / 2, width: width / 2 - 14 };
  page.text(page.root, "P", asked.headline, { ...right, y: page.y + 12 }, { size: 15, font: "bold", align: "right" });
  page.text(page.root, "P", asked.below, { ...right, y: page.y + 36 }, { align: "right" });
  page.y += height + 10;
}

const columns = { what: width - 190, quantity: 40, unit: 70, amount: 80 } as const;

/** What is asked, or taken back, line by line. */
export function drawTable(page: Page, groups: readonly Group[]): void {
  const structure = page.doc.struct("Table");
  page.root.add(structure);
  const at = {
    what: margin,
    quantity: margin + columns.what,
    unit: margin + columns.what + columns.quantity,
    amount: margin + columns.what + columns.quantity + columns.unit,
  };
  const row = (
    cells: readonly [string, string, string, string],
    type: "TH" | "TD",
    style: Style,
    details?: string,
  ): void => {
    const whatHeight = page.heightOf(cells[0], columns.what - 8, style);
    const detailsHeight =
      details === undefined ? 0 : page.heightOf(details, columns.what - 8, { size: 7.5, colour: muted }) + 1;
    page.room(whatHeight + detailsHeight + 8);
    page.y += 3;
    const tr = page.doc.struct("TR");
    structure.add(tr);
    const cell = page.doc.struct(type);
    tr.add(cell);
    page.text(cell, "P", cells[0], { x: at.what, y: page.y, width: columns.what - 8 }, style);
    if (details !== undefined)
      page.text(
        cell,
        "P",
        details,
        { x: at.what, y: page.y + whatHeight + 1, width: columns.what - 8 },
        { size: 7.5, colour: muted },
      );
    cell.end();
    for (const [index, name] of (["quantity", "unit", "amount"] as const).entries())
      page.text(
        tr,
        type,
        cells[index + 1] ?? "",
        { x: at[name], y: page.y, width: columns[name] - 2 },
        { ...style, align: "right" },
      );
    tr.end();
    page.y += whatHeight + detailsHeight + 3;
    page.line();
  };
  row(["Prestation", "Quantité", "Prix", "Montant"], "TH", { font: "bold" });
  for (const { title, rows, amount } of groups) {
    row([title, "", "", priceInWords(amount)], "TH", { font: "bold", colour: ink });
    for (const one of rows)
      row(
        [one.what, String(one.quantity).replace("-", "−"), priceInWords(one.unitPrice), priceInWords(one.amount)],
        "TD",
        {},
        one.details,
      );
  }
  structure.end();
}

/** Draws an invoice. */
export async function drawInvoice(sheet: Sheet): Promise<Uint8Array> {
  const { town, statement, issue, lines } = sheet;
  const printed = printedNumber(issue.number);
  const page = await Page.begin(`Facture ${printed}`, town.name, new Date(statement.at));
  drawHead(page, {
    town,
    addressee: issue.addressee,
    title: `Facture ${printed}`,
    about: `${statement.accountName} · ${monthWords(statement.period)} · émise le ${dayWithYear(localDate(statement.at))} · exercice ${issue.number.year}`,
  });
  const asked = askedOf(statement, issue.dueOn);
  summary(page, sheet, asked);
  drawTable(page, groupsOf(lines));
  page.y += 6;
  page.paragraph(asked.total, { size: 11, font: "bold", align: "right" }, "P", 8);
  const account = lines.find(({ period }) => period === statement.period)?.account;
  if (account) {
    if (asked.due > 0) {
      page.heading("Comment payer");
      if (account.payfip !== undefined)
        page.paragraph(
          `• En ligne sur www.payfip.gouv.fr : client ${account.payfip}, référence ${issue.reference}, montant ${priceInWords(asked.due)}`,
          {},
          "P",
          2,
        );
      for (const way of account.ways) page.paragraph(`• ${way}`, {}, "P", 2);
    }
    page.heading("Qui a émis cette facture, et comment la contester");
    page.paragraph(`Émise par ${account.signer.name}, ${account.signer.capacity}.`);
    page.paragraph(`Comptable : ${[account.accountant.name, ...account.accountant.address].join(", ")}.`);
    page.paragraph(account.contest);
    if (account.vat !== undefined) page.paragraph(`${account.vat}.`.replace("..", "."), { colour: muted });
  }
  return page.end(`${town.name} · facture ${printed} · famille ${statement.familyCode}`);
}
