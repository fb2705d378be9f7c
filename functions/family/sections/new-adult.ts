/**
 * An adult who comes to the household: in the file once staff has accepted it, with a rank that stands for nobody else. One
 * who was in it before has the rank of then, as an import would give it: what was decided about them holds again
 * (functions/protection).
 */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import { id, type GuardianId } from "../../kernel/ids.ts";
import { childNames, nameInLetters, type Guardian } from "../rules/family.ts";
import { rankGuardians } from "../rules/family-merge.ts";
import { sameValue, type FieldValue, type Values } from "../rules/field-values.ts";
import { samePerson } from "../rules/same-person.ts";
import { mayKnow } from "../rules/seen.ts";
import { adultEntry, adultRemoval, readFamilyFile } from "../store/family-file.ts";
import type { HouseholdRecord } from "../store/families.ts";
import { adultsOf, guardiansOf, type StoredAdult } from "../store/guardians.ts";
import { adultFacts, adultFieldNames, adultFields, adultValues } from "./adult-fields.ts";
import { mail, type Field } from "./fields.ts";
import type { Section } from "./section.ts";

const fields: Readonly<Record<FieldsOf<"newAdult">, Field>> = {
  ...adultFields,
  email: mail({
    id: "email",
    label: "Adresse e-mail",
    hint: "Celle où le portail lui écrira. Un accès à son nom se donne ensuite dans « Mes codes d’accès ».",
  }),
};

const textOf = (value: FieldValue | undefined): string => (typeof value === "string" ? value : "");
const textOrNone = (value: FieldValue | undefined): string | undefined => textOf(value) || undefined;

/** The adult that values describe. The rank is looked for: this one is nobody's. */
const described = (values: Values): Guardian => ({
  id: id("GuardianId", "1"),
  title: textOrNone(values["title"]),
  firstName: textOf(values["firstName"]),
  lastName: textOf(values["lastName"]),
  email: textOrNone(values["email"]),
  phone: textOrNone(values["phone"]),
  payer: values["payer"] === true,
});

/** The rank of one who comes; null: as many adults as there are ranks have followed each other. */
function rankFor(
  { guardians, imported, remembered = [], formerAdults = [], lastRank }: HouseholdRecord,
  values: Values,
): GuardianId | null {
  // A rank that stands for somebody else by now is nobody's to come back to.
  const here = [...guardiansOf(guardians), ...formerAdults].map((one) => one.id);
  const before = [...(imported?.guardians ?? []), ...remembered].filter((one) => !here.includes(one.id));
  return rankGuardians([described(values)], before, lastRank)?.guardians[0]?.id ?? null;
}

/** Whether that adult of the file is the one who is to come: a son may have his father's name. */
function isSame({ guardian, facts }: StoredAdult, values: Values): boolean {
  const [one, other] = [adultValues(facts)["birthDate"], values["birthDate"] ?? null];
  const bothSaid = typeof one === "string" && typeof other === "string";
  return samePerson(guardian, described(values)) && !(bothSaid && one !== other);
}

export const newAdultSection: Section = {
  id: "newAdult",
  title: "Nouveau responsable",
  fields: Object.values(fields),
  enters: true,
  read: async (table, code, by) => {
    const file = await readFamilyFile(table, code);
    if (!file) return [];
    const { household } = file;
    const children = file.children.filter((child) => mayKnow(child, by));
    const names = childNames(children);
    const adults = adultsOf(household.guardians);
    return [
      {
        target: {},
        whose: null,
        values: Object.fromEntries(adultFieldNames.map((field) => [field, null])),
        names,
        ...(children.length === 0 ? { without: ["links"] } : {}),
        others: [],
        refuse: (values) => {
          const found: Record<string, string> = {};
          const twin = adults.find((one) => isSame(one, values));
          if (twin)
            found["lastName"] =
              `${nameInLetters(twin.guardian)} est déjà dans la fiche famille : rien n’est à ajouter.`;
          else if (rankFor(household, values) === null)
            found["lastName"] =
              "Neuf responsables se sont déjà suivis dans ce dossier : il n’en prend pas d’autre. Un nouveau dossier est nécessaire.";
          const { links: said = null } = values;
          if (typeof said === "object" && said !== null && !Object.keys(said).every((child) => child in names))
            found["links"] = "Cet enfant n’est pas dans la famille. Rechargez la page.";
          return found;
        },
        write: (values) => {
          const guardianId = rankFor(household, values);
          // What is refused (above) is not written.
          if (guardianId === null) return { writes: [] };
          return {
            made: { guardianId },
            writes: [adultEntry(household, guardianId, adultFacts({ payer: false, ...values }))],
          };
        },
        unmake: ({ guardianId }, entered) => {
          const adult = adults.find(({ guardian }) => guardian.id === guardianId);
          const stands =
            adult &&
            !adult.leaving &&
            Object.entries(adultValues(adultFacts({ payer: false, ...entered }))).every(([field, value]) =>
              sameValue(value, adultValues(adult.facts)[field] ?? null),
            );
          return stands ? [adultRemoval(household, adult.guardian.id)] : null;
        },
      },
    ];
  },
};
