import { describe, expect, test } from "vitest";
import {
  readDate,
  readFamilyCode,
  readFullName,
  readGrade,
  readName,
  readPastDate,
  readPhone,
  readPostcode,
  readTitle,
  type Reader,
} from "../../../functions/import/cells.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { detectSeparator, readHeader } from "../../../functions/import/header.ts";
import { childColumns } from "../../../functions/family/file/children-file.ts";
import { familyColumns } from "../../../functions/family/file/families-file.ts";

/** The value, or null when the cell is refused. */
const value = <T>(read: Reader<T>, text: string): T | null => {
  const reading = read(text);
  return "reason" in reading ? null : reading.value;
};

describe("cells are read as people write them", () => {
  test.each([
    ["0612345678", "06 12 34 56 78"],
    ["06.12.34.56.78", "06 12 34 56 78"],
    ["612345678", "06 12 34 56 78"],
    ["+33 6 12 34 56 78", "06 12 34 56 78"],
    ["+33 (0)6 12 34 56 78", "06 12 34 56 78"],
    ["0033238320631", "02 38 32 06 31"],
    ["+32 470 12 34 56", "+32470123456"],
    ["0032470123456", "+32470123456"],
    ["0000000000", null],
    ["06 12 34 56", null],
    ["06 12 34 56 78 / 07", null],
    ["+33 12", null],
    ["aucun", null],
    ["+1234567890123456", null],
  ])("phone %s is %s", (text, expected) => expect(value(readPhone, text)).toBe(expected));

  test.each([
    ["07/03/2019", "2019-03-07"],
    ["7/3/2019", "2019-03-07"],
    ["07-03-2019", "2019-03-07"],
    ["07/03/2019 00:00:00", "2019-03-07"],
    ["29/02/2024", "2024-02-29"],
    ["29/02/2023", null],
    ["31/04/2020", null],
    ["00/01/2020", null],
    ["12/13/2020", null],
    ["2019-03-07", null],
    ["07/03/2019 12:30", null],
  ])("date %s is %s", (text, expected) => expect(value(readDate, text)).toBe(expected));

  test.each([
    ["CE1", "CE1"],
    ["ce 1", "CE1"],
    ["CE1 B - Mme Petit", "CE1"],
    ["Petite section", "PS"],
    ["TPS", "TPS"],
    ["Toute petite section", "TPS"],
    ["6ème", "6e"],
    ["Moyenne Section 2", "MS"],
    ["CE1/CE2", undefined],
    ["CM1-CM2", undefined],
    ["PS MS GS", undefined],
    ["Classe de Mme Petit", undefined],
  ])("grade %s is %s", (text, expected) => {
    expect(value(readGrade, text)).toBe(expected);
    // What is left out is always said.
    expect("notice" in readGrade(text)).toBe(expected === undefined);
  });

  test.each([
    ["M", "M."],
    ["Monsieur", "M."],
    ["MME", "Mme"],
    ["Mlle", "Mme"],
    ["M. et Mme", undefined],
  ])("title %s is %s", (text, expected) => expect(value(readTitle, text)).toBe(expected));
  test.each([
    ["ab 12 34", "AB1234"],
    ["AB", null],
    ["7", "7"],
    ["999", "999"],
    ["000123", "000123"],
    ["ÉAB123", null],
  ])("family code %s is %s", (text, expected) => expect(value(readFamilyCode, text)).toBe(expected));
  test.each([
    ["45300", "45300"],
    ["1300", "01300"],
    ["B-7500", "B-7500"],
    ["453000", null],
  ])("postcode %s is %s", (text, expected) => expect(value(readPostcode, text)).toBe(expected));
  test.each([
    ["D’ARTAGNAN", "D’ARTAGNAN"],
    ["Anne  Lise", "Anne Lise"],
    ["MARTIN (née PETIT)", "MARTIN (née PETIT)"],
    ["Łukasz", "Łukasz"],
    ["Ngọc", "Ngọc"],
    ["=1+1", null],
    ["L@a", null],
    ["a\nb", null],
  ])("name %j is %j", (text, expected) => expect(value(readName, text)).toBe(expected));
});

describe("names in one column", () => {
  test.each([
    ["MARTIN Léa", "MARTIN", "Léa"],
    ["DE LA TOUR Anne-Lise", "DE LA TOUR", "Anne-Lise"],
    ["Mme D’ARTAGNAN Anne Lise", "D’ARTAGNAN", "Anne Lise"],
    ["Anne Lise D’ARTAGNAN", "D’ARTAGNAN", "Anne Lise"],
    ["Martin Léa", "Martin", "Léa"],
    ["MARTIN LÉA", "MARTIN", "LÉA"],
  ])("%s", (text, lastName, firstName) => expect(value(readFullName, text)).toEqual({ lastName, firstName }));
  test.each(["de la Tour Anne", "MARTIN", "DE LA TOUR ANNE", "Léa MARTIN Zoé"])("%s does not tell", (text) =>
    expect(value(readFullName, text)).toBeNull(),
  );
});

describe("past dates", () => {
  const today = id("PlainDate", "2026-11-23");
  test.each([
    ["2019-03-07", "2019-03-07"],
    ["2019-03-07T00:00:00", "2019-03-07"],
    ["2019-03-07 00:00:00.000", "2019-03-07"],
    ["07/03/19", "2019-03-07"],
    ["7.3.19", "2019-03-07"],
    ["23/11/26", "2026-11-23"],
    ["24/11/26", "1926-11-24"],
    ["07/03/98", "1998-03-07"],
    ["07/03/2019", "2019-03-07"],
    ["2019-02-30", null],
    ["31/02/19", null],
    ["2019-3-7", null],
    ["190307", null],
  ])("%s is %s", (text, expected) => expect(value(readPastDate(today), text)).toBe(expected));
});

describe("headings are recognised", () => {
  test("without accents or case, with synonyms, quotes and unknown columns", () => {
    const heading =
      '"N° FAMILLE","CIV.","NOM","PRENOM","MAIL","TEL DOMICILE","TEL PORTABLE","ADRESSE 1","ADRESSE 2","CP","VILLE","RESIDENT","QF"';
    expect(detectSeparator(`\r\n${heading}\r\n`, familyColumns)).toBe(",");
    const header = readHeader(heading.replaceAll('"', "").split(","), familyColumns, "families");
    expect([...header.places.keys()]).toEqual([
      "familyCode",
      "title",
      "lastName",
      "firstName",
      "email",
      "phone",
      "mobile",
      "address",
      "addressMore",
      "postcode",
      "town",
      "resident",
    ]);
    expect(header.ignored).toEqual(["QF"]);
  });
  test("the separator is the one that makes sense of the heading, not the most frequent one", () => {
    expect(
      detectSeparator("code enfant;code famille;nom, de l'enfant;prénom;né(e) le;a,b,c,d,e,f,g,h", childColumns),
    ).toBe(";");
    expect(detectSeparator("sep=,\ncode enfant\tcode famille\tnom\tprénom\tné(e) le", childColumns)).toBe("\t");
  });
  test("trailing separators are no columns", () =>
    expect(
      readHeader(["code enfant", "code famille", "nom", "prénom", "né le", "", ""], childColumns, "children").width,
    ).toBe(5));
});
