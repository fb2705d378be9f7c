/** The household itself: where it lives, how its adults live together. */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import { hidesHome } from "../rules/seen.ts";
import { householdChange, readHouseholdFile } from "../store/family-file.ts";
import { address, choice, yesNo, type Field } from "./fields.ts";
import { importWriter } from "./import-writer.ts";
import type { Section } from "./section.ts";

const fields: Readonly<Record<FieldsOf<"household">, Field>> = {
  address: address({ id: "address", label: "Adresse" }),
  situation: choice({ id: "situation", label: "Situation familiale" }, [
    { value: "married", label: "Mariés" },
    { value: "civilUnion", label: "Pacsés" },
    { value: "together", label: "Vie maritale" },
    { value: "separated", label: "Séparés ou divorcés" },
    { value: "single", label: "Parent seul" },
    { value: "widowed", label: "Veuf ou veuve" },
  ]),
  resident: yesNo({ id: "resident", label: "Habite ou travaille sur le territoire" }),
};

export const householdSection: Section = {
  id: "household",
  title: "Foyer",
  fields: Object.values(fields),
  read: async (table, code, by) => {
    const household = await readHouseholdFile(table, code);
    if (!household) return [];
    const hidden = hidesHome(household, by);
    return [
      {
        target: {},
        whose: null,
        values: {
          address: hidden ? null : household.address,
          situation: household.situation ?? null,
          resident: household.resident,
        },
        ...(hidden ? { without: ["address"] } : {}),
        others: [],
        writerOf: importWriter(household, (field) => field),
        refuse: ({ address: said }) => ({
          ...(hidden && said !== null
            ? { address: "L’adresse de ce foyer est protégée. Pour la changer, appelez le guichet." }
            : {}),
        }),
        write: (changes) => ({
          writes: [
            householdChange(
              household,
              Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, value ?? undefined])),
            ),
          ],
        }),
      },
    ];
  },
};
