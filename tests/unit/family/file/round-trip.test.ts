import fc from "fast-check";
import { expect, test } from "vitest";
import {
  eldestFirst,
  foldName,
  type Child,
  type Family,
  type Guardian,
} from "../../../../functions/family/rules/family.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import { readImport } from "../../../../functions/family/file/read-files.ts";
import { filesOf, plain, today, type Style } from "./make.ts";

const letters = Array.from("abcdeéèêëïîôœçñABCDEÉÎŒ");
const name = fc
  .tuple(
    fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 }),
    fc.constantFrom("", "-", " ", "’", "'"),
    fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength: 6 }),
  )
  .map(([first, between, second]) => `${first.join("")}${between}${second.join("")}`);
const street = fc
  .array(fc.constantFrom(...'12 rue;du,"Pont" à l’Écluse\t'.split("")), { minLength: 1, maxLength: 20 })
  .map((characters) => `1${characters.join("")}x`.replace(/[\t ]+/g, " "));
const phone = fc.constantFrom("06 12 34 56 78", "02 38 30 00 00", "+32470123456", undefined);
const day = fc
  .integer({ min: 0, max: 17 * 365 })
  .map((days) => id("PlainDate", new Date(Date.UTC(2026, 10, 22) - days * 86_400_000).toISOString().slice(0, 10)));

const guardian = fc.record({
  title: fc.constantFrom("Mme", "M.", undefined),
  firstName: name,
  lastName: name,
  email: fc.constantFrom("a@b.fr", "x.y+z@sous.domaine.fr", undefined),
  phone,
});
const child = fc.record({
  firstName: name,
  lastName: name,
  birthDate: day,
  grade: fc.constantFrom("PS", "CE1", "6e", undefined),
  school: fc.constantFrom("École « Les Lilas »; bât. B", undefined),
});

const family = fc.record({
  guardians: fc.uniqueArray(guardian, {
    minLength: 1,
    maxLength: 4,
    selector: (one) => `${foldName(one.firstName)} ${foldName(one.lastName)}`,
  }),
  payer: fc.nat(),
  lines: fc.array(street, { minLength: 1, maxLength: 3 }),
  resident: fc.boolean(),
  children: fc.uniqueArray(child, {
    maxLength: 4,
    selector: (one) => `${foldName(one.firstName)} ${foldName(one.lastName)} ${one.birthDate}`,
  }),
});

const families = fc.array(family, { maxLength: 6 }).map((found) =>
  found.map((one, rank): Family => {
    const code = id("FamilyCode", `${rank % 2 ? "M" : "A"}${String(1000 + rank)}`);
    const guardians = one.guardians.map((adult, index): Guardian => ({
      id: id("GuardianId", String(index + 1)),
      ...adult,
      payer: index === one.payer % one.guardians.length,
    }));
    const children = one.children.map((kid, index): Child => ({ id: id("ChildId", `${rank}0${index}`), ...kid }));
    return {
      household: {
        code,
        guardians,
        address: { lines: one.lines, postcode: "45300", town: "Pithiviers" },
        resident: one.resident,
      },
      children: children.sort(eldestFirst),
    };
  }),
);

const style: fc.Arbitrary<Style> = fc.record({
  separator: fc.constantFrom(";" as const, "," as const, "\t" as const),
  encoding: fc.constantFrom("utf8" as const, "bom" as const, "windows-1252" as const),
  lineBreak: fc.constantFrom("\n" as const, "\r\n" as const),
});

/** Three hundred towns are written and read: three seconds of processor, which other files share. */
const patience = 30_000;

test(
  "families written to CSV in any encoding, separator and line break are read back the same",
  () => {
    fc.assert(
      fc.property(families, style, (town, how) => {
        const content = readImport(filesOf(town, how), today);
        expect(content.faults).toEqual([]);
        expect(content.families).toEqual(town);
      }),
      { numRuns: 300 },
    );
  },
  patience,
);

/** One accident to one line of a file: a character lost, or a stray quote. */
const accident = fc.record({
  file: fc.constantFrom("families" as const, "children" as const),
  line: fc.nat(),
  at: fc.nat(),
  what: fc.constantFrom("quote" as const, "lostSeparator" as const),
});

test(
  "a quote or a separator out of place never lets a family in by halves",
  () => {
    fc.assert(
      fc.property(
        families.filter((town) => town.length > 0),
        accident,
        (town, { file, line, at, what }) => {
          const files = filesOf(town, { ...plain, lineBreak: "\n" });
          const lines = Buffer.from(files[file]).toString().split("\n");
          fc.pre(lines.length > 2);
          const rank = 1 + (line % (lines.length - 2));
          const text = lines[rank]!;
          const separators = [...text.matchAll(/;/g)].map(({ index }) => index);
          fc.pre(what === "quote" || separators.length > 0);
          const place = what === "quote" ? at % (text.length + 1) : separators[at % separators.length]!;
          lines[rank] =
            what === "quote"
              ? `${text.slice(0, place)}"${text.slice(place)}`
              : text.slice(0, place) + text.slice(place + 1);
          const content = readImport({ ...files, [file]: Buffer.from(lines.join("\n")) }, today);
          const whole = new Map(town.map((one) => [one.household.code, one]));
          // A quote that only changes one cell's own text (within a quoted cell, say) is that cell's business.
          const inOneCell = content.faults.length === 0;
          for (const one of content.families) {
            const original = whole.get(one.household.code)!;
            expect(one.household.guardians.length).toBe(original.household.guardians.length);
            expect(one.children.length).toBe(original.children.length);
            if (!inOneCell) expect(one).toEqual(original);
          }
        },
      ),
      { numRuns: 300 },
    );
  },
  patience,
);
