/** Files as municipal software would write them, from families: the other direction of the import, for the tests. */
import type { Family } from "../../../../functions/family/rules/family.ts";
import { id, type FamilyCode } from "../../../../functions/kernel/ids.ts";
import { readImport, type ImportContent } from "../../../../functions/family/file/read-files.ts";

export const today = id("PlainDate", "2026-11-23");

export interface Style {
  readonly separator: ";" | "," | "\t";
  readonly encoding: "utf8" | "bom" | "windows-1252";
  readonly lineBreak: "\n" | "\r\n";
}
export const plain: Style = { separator: ";", encoding: "utf8", lineBreak: "\r\n" };

/** The 27 characters that Windows-1252 has between 0x80 and 0x9f. */
const windows1252 = new Map(
  Array.from("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ")
    .map((character) => [character, new TextDecoder("windows-1252")] as const)
    .map(([character, decoder]) => {
      const byte = Array.from({ length: 32 }, (_, index) => 0x80 + index).find(
        (code) => decoder.decode(Uint8Array.of(code)) === character,
      );
      return [character, byte ?? 0x3f] as const;
    }),
);

export function encode(text: string, encoding: Style["encoding"]): Uint8Array {
  if (encoding === "windows-1252")
    return Uint8Array.from(
      Array.from(text),
      (character) => windows1252.get(character) ?? character.codePointAt(0) ?? 0x3f,
    );
  return Buffer.from(encoding === "bom" ? `\uFEFF${text}` : text);
}

const quoted = (cell: string, { separator }: Style): string =>
  /["\r\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;

export const csv = (rows: readonly (readonly string[])[], style: Style = plain): Uint8Array =>
  encode(
    rows.map((row) => row.map((cell) => quoted(cell, style)).join(style.separator) + style.lineBreak).join(""),
    style.encoding,
  );

export const familyHeading = [
  "Code famille",
  "Civilité",
  "Nom",
  "Prénom",
  "E-mail",
  "Téléphone",
  "Adresse",
  "Code postal",
  "Commune",
  "Résident",
  "Payeur",
] as const;
export const childHeading = ["Code enfant", "Code famille", "Nom", "Prénom", "Né(e) le", "École", "Classe"] as const;

const french = (date: string): string => date.split("-").reverse().join("/");

export function filesOf(
  families: readonly Family[],
  style: Style = plain,
): { families: Uint8Array; children: Uint8Array } {
  const adults = families.flatMap(({ household: { code, guardians, address, resident } }) =>
    guardians.map((one, index) => [
      code,
      one.title ?? "",
      one.lastName,
      one.firstName,
      one.email ?? "",
      one.phone ?? "",
      // Said once, as some software does, or on every line, as other does.
      ...(index > 0 && code < "M"
        ? ["", "", "", ""]
        : [address.lines.join(style.lineBreak), address.postcode, address.town, resident ? "oui" : "non"]),
      one.payer ? "oui" : "non",
    ]),
  );
  const children = families.flatMap(({ household: { code }, children: own }) =>
    own.map((child) => [
      child.id,
      code,
      child.lastName,
      child.firstName,
      french(child.birthDate),
      child.school ?? "",
      child.grade ?? "",
    ]),
  );
  return { families: csv([familyHeading, ...adults], style), children: csv([childHeading, ...children], style) };
}

/** One ordinary adult's line, to break in one place. */
export const adultLine = (over: Partial<Record<(typeof familyHeading)[number], string>> = {}): readonly string[] => {
  const ordinary: Record<(typeof familyHeading)[number], string> = {
    "Code famille": "AB1234",
    Civilité: "Mme",
    Nom: "Martin",
    Prénom: "Léa",
    "E-mail": "lea@exemple.fr",
    Téléphone: "06 12 34 56 78",
    Adresse: "1 rue des Lilas",
    "Code postal": "45300",
    Commune: "Pithiviers",
    Résident: "oui",
    Payeur: "oui",
    ...over,
  };
  return familyHeading.map((heading) => ordinary[heading]);
};
export const childLine = (over: Partial<Record<(typeof childHeading)[number], string>> = {}): readonly string[] => {
  const ordinary: Record<(typeof childHeading)[number], string> = {
    "Code enfant": "1001",
    "Code famille": "AB1234",
    Nom: "Martin",
    Prénom: "Zoé",
    "Né(e) le": "07/03/2019",
    École: "École du Parc",
    Classe: "CE1",
    ...over,
  };
  return childHeading.map((heading) => ordinary[heading]);
};

export const read = (
  adults: readonly (readonly string[])[],
  children: readonly (readonly string[])[] = [],
): ImportContent =>
  readImport({ families: csv([familyHeading, ...adults]), children: csv([childHeading, ...children]) }, today);

/** `families 2 Nom: reason`, for comparing. */
export const faultsOf = (content: ImportContent): readonly string[] =>
  content.faults.map(({ file, line, column, reason }) => `${file} ${line}${column ? ` ${column}` : ""}: ${reason}`);
export const codesOf = (content: ImportContent): readonly FamilyCode[] =>
  content.families.map(({ household }) => household.code);
