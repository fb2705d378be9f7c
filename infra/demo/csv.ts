/**
 * The demo town's families as the two files that municipal software would export: they enter by the import like
 * everyone's.
 */
import type { Family } from "../../functions/family/rules/family.ts";

const cell = (text: string): string => (/[";\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** UTF-8 with its mark and CRLF: what a spreadsheet on Windows opens without a question. */
const file = (rows: readonly (readonly string[])[]): Uint8Array =>
  Buffer.from(`\uFEFF${rows.map((row) => `${row.map(cell).join(";")}\r\n`).join("")}`);
const french = (date: string): string => date.split("-").reverse().join("/");
const yesNo = (fact: boolean): string => (fact ? "oui" : "non");

export function toFiles(families: readonly Family[]): { readonly families: Uint8Array; readonly children: Uint8Array } {
  return {
    families: file([
      [
        "Code famille",
        "Civilité",
        "Nom",
        "Prénom",
        "E-mail",
        "Téléphone",
        "Adresse",
        "Complément",
        "Code postal",
        "Commune",
        "Résident",
        "Payeur",
      ],
      ...families.flatMap(({ household: { code, guardians, address, resident } }) =>
        guardians.map((one) => [
          code,
          one.title ?? "",
          one.lastName,
          one.firstName,
          one.email ?? "",
          one.phone ?? "",
          address.lines[0] ?? "",
          address.lines.slice(1).join("\n"),
          address.postcode,
          address.town,
          yesNo(resident),
          yesNo(one.payer),
        ]),
      ),
    ]),
    children: file([
      ["Code enfant", "Code famille", "Nom", "Prénom", "Né(e) le", "École", "Classe"],
      ...families.flatMap(({ household: { code }, children }) =>
        children.map((child) => [
          child.id,
          code,
          child.lastName,
          child.firstName,
          french(child.birthDate),
          child.school ?? "",
          child.grade ?? "",
        ]),
      ),
    ]),
  };
}
