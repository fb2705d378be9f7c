/** An invoice's PDF: tagged, in French, its fonts inside; the same invoice twice is the same file. Its rows add up. */
import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { drawInvoice, type Sheet } from "../../../functions/billing/pdf/draw.ts";
import { askedOf } from "../../../functions/billing/pdf/asked.ts";
import { drawCreditNote } from "../../../functions/billing/pdf/draw-note.ts";
import { groupsOf } from "../../../functions/billing/pdf/rows.ts";
import { sumOf, type StatedLine } from "../../../functions/billing/rules/statement.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";

const november = id("PlainMonth", "2026-11");
const accountId = id("CollectionAccountId", "regie");
const line = (day: number, price: number, change: Partial<StatedLine> = {}): StatedLine => ({
  childId: id("ChildId", "E1"),
  firstName: "Zoé",
  date: id("PlainDate", `2026-11-${String(day).padStart(2, "0")}`),
  activityId: id("ActivityId", "mercredis"),
  activityName: "Mercredis",
  unitId: id("UnitId", "journee"),
  unitName: "Journée avec repas",
  unitPrice: cents(price),
  reasons: ["quotient de 308,01 € à 600 €"],
  tariff: { id: id("TariffId", "mercredis"), effectiveFrom: id("PlainDate", "2026-09-01") },
  quantity: 1,
  amount: cents(price),
  period: november,
  rank: 0,
  ...change,
});
const sheetOf = (lines: readonly StatedLine[]): Sheet => ({
  town: {
    name: "Communauté de Communes",
    officeName: "Guichet unique",
    officeAddress: "1 place Denis Poisson, 45300 Pithiviers",
    officePhone: "02 38 32 06 31",
    officeEmail: "guichet@exemple.fr",
    brand: "#5a3d9e",
  },
  statement: {
    familyCode: id("FamilyCode", "MARTIN01"),
    period: november,
    accountId,
    accountName: "Régie des accueils",
    at: id("Instant", "2026-12-03T08:00:00Z"),
    own: cents(1106),
    carried: [],
    total: cents(1106),
    children: [],
  },
  issue: {
    number: { series: "ALSH", year: 2026, rank: 7 },
    reference: "ALSH2026000007",
    dueOn: id("PlainDate", "2027-01-02"),
    addressee: { names: ["Mme Claire MARTIN"], lines: ["1 rue des Lilas"], postcode: "45300", town: "PITHIVIERS" },
  },
  lines: [
    {
      period: november,
      accountId,
      account: {
        id: accountId,
        name: "Régie",
        collection: "regie",
        series: "ALSH",
        payfip: "002045",
        threshold: null,
        dueDays: 30,
        signer: { name: "Sylvie DARNAULT", capacity: "Régisseuse" },
        accountant: { name: "SGC de Pithiviers", address: ["11 rue de la Couronne"] },
        ways: ["Au guichet"],
        contest: "Dans les deux mois.",
      },
      lines,
    },
  ],
});
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");
/** Every stream of a PDF, unpacked. */
const streamsOf = (text: string): string =>
  [...text.matchAll(/FlateDecode[^]*?stream\r?\n([^]*?)\r?\nendstream/gu)]
    .map(([, packed = ""]) => {
      try {
        return inflateSync(Buffer.from(packed, "latin1")).toString("latin1");
      } catch {
        return "";
      }
    })
    .join("\n");

test("it is tagged, says its language and title, and holds its fonts", async () => {
  const pdf = textOf(await drawInvoice(sheetOf([line(4, 553), line(11, 553)])));
  expect(pdf.startsWith("%PDF-1.7")).toBe(true);
  for (const part of ["/StructTreeRoot", "/Lang (fr-FR)", "/MarkInfo", "/DisplayDocTitle true", "/FontFile2"])
    expect(pdf).toContain(part);
  for (const type of ["/H1", "/H2", "/Table", "/TR", "/TH", "/TD"]) expect(pdf).toContain(`/S ${type}`);
  expect(`${pdf}${streamsOf(pdf)}`).toContain("pdfuaid");
  expect(pdf).not.toContain("/Helvetica");
});

test("a credit note is such a sheet too, and the same one whenever it is drawn", async () => {
  const corrects = { period: november, rank: 0 };
  const { town, statement, issue, lines } = sheetOf([
    line(18, 720, { quantity: -1, amount: cents(-720), corrects }),
    line(18, 200, { reasons: ["remise du guichet : sortie annulée"], corrects }),
  ]);
  const sheet = {
    town,
    statement: {
      ...statement,
      note: 1,
      given: { reason: "Sortie annulée", by: id("Login", "AGENT.UN"), byName: "Agente" },
      own: cents(-520),
      total: cents(-520),
    },
    addressee: issue.addressee,
    corrects: [issue.number],
    lines,
  };
  const pdf = textOf(await drawCreditNote(sheet));
  for (const part of ["/StructTreeRoot", "/Lang (fr-FR)", "/DisplayDocTitle true", "/S /H1", "/S /Table"])
    expect(pdf).toContain(part);
  expect(streamsOf(textOf(await drawCreditNote(sheet)))).toBe(streamsOf(pdf));
});

test("what was paid from what a family had put aside is not asked again", async () => {
  const plain = (text: string): string => text.replace(/[\u00a0\u202f]/gu, " ");
  const asked = (paid: number) => {
    const { due, headline, below, total } = askedOf(
      { total: cents(1106), settlement: { paid: cents(paid), moves: 1 } },
      id("PlainDate", "2027-01-02"),
    );
    return [due, ...[headline, below, total].map(plain)];
  };
  expect(asked(0)).toEqual([
    1106,
    "À payer : 11,06 €",
    "au plus tard le samedi 2 janvier 2027",
    "Total à payer : 11,06 €",
  ]);
  expect(asked(1106)).toEqual([0, "Déjà payé : 11,06 €", "rien n’est à payer", "Total : 11,06 €, déjà payé"]);
  expect(asked(500)).toEqual([
    606,
    "À payer : 6,06 €",
    "au plus tard le samedi 2 janvier 2027",
    "Total : 11,06 €, dont 5,00 € déjà payés. À payer : 6,06 €",
  ]);
  // Nor does its sheet say how to pay.
  const sheet = sheetOf([line(4, 553), line(11, 553)]);
  const headings = async (paid: number): Promise<number> => {
    const statement = { ...sheet.statement, settlement: { paid: cents(paid), moves: 1 } };
    return (textOf(await drawInvoice({ ...sheet, statement })).match(/\/S \/H2/gu) ?? []).length;
  };
  expect(await headings(0)).toBe((await headings(1106)) + 1);
});

test("a long invoice goes over several pages", async () => {
  const many = Array.from({ length: 80 }, (_, index) => line((index % 28) + 1, 500 + index));
  const pages = textOf(await drawInvoice(sheetOf(many))).match(/\/Type \/Page\b(?!s)/gu) ?? [];
  expect(pages.length).toBeGreaterThan(2);
});

test("rows of one price stand together with their days; what is taken back says of which month", () => {
  const [group] = groupsOf(
    sheetOf([
      line(4, 553),
      line(11, 553),
      line(18, 720),
      line(25, 553, { quantity: -1, amount: cents(-553), corrects: { period: id("PlainMonth", "2026-10"), rank: 2 } }),
    ]).lines,
  );
  expect(group).toMatchObject({
    title: "Zoé, novembre 2026",
    amount: 1273,
    rows: [
      { quantity: 2, unitPrice: 553, amount: 1106, details: "4 et 11 novembre 2026 · quotient de 308,01 € à 600 €" },
      { quantity: 1, unitPrice: 720, amount: 720 },
      {
        quantity: -1,
        unitPrice: 553,
        amount: -553,
        details: "mercredi 25 novembre 2026 · repris de la facturation d’octobre 2026",
      },
    ],
  });
});

test("each row is its quantity by its price, and all rows are the sum of the lines", () => {
  const some = fc.array(
    fc.record({
      day: fc.integer({ min: 1, max: 28 }),
      price: fc.constantFrom(0, 553, 720),
      back: fc.boolean(),
      child: fc.nat(2),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(some, (drawn) => {
      const lines = drawn.map(({ day, price, back, child }) =>
        line(day, price, {
          childId: id("ChildId", `E${child}`),
          ...(back ? { quantity: -1 as const, amount: cents(0 - price), corrects: { period: november, rank: 0 } } : {}),
        }),
      );
      const groups = groupsOf(sheetOf(lines).lines);
      const rows = groups.flatMap((group) => group.rows);
      for (const { quantity, unitPrice, amount } of rows) expect(amount + 0).toBe(quantity * unitPrice + 0);
      const total = sumOf(lines.map(({ amount }) => amount));
      expect(sumOf(rows.map(({ amount }) => amount))).toBe(total);
      expect(sumOf(groups.map(({ amount }) => amount))).toBe(total);
    }),
  );
});
