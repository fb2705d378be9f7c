/**
 * Who a child is, and where it goes to school. It is the child's, whatever the household: each holds a record of it, and a
 * change is written to all of them or to none. An import that goes on saying what it said before leaves it alone
 * (rules/family-merge.ts).
 */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import { readId, type PlainDate } from "../../kernel/ids.ts";
import { addDays, daysBetween } from "../../kernel/time.ts";
import type { Item } from "../../table/batch.ts";
import { sameBorn } from "../rules/same-person.ts";
import { mayKnow } from "../rules/seen.ts";
import type { FieldValue, Values } from "../rules/field-values.ts";
import type { ChildRecord } from "../store/families.ts";
import { childChange, readChildElsewhere, readChildFiles } from "../store/family-file.ts";
import { childBirth, grade, name, school, type Field } from "./fields.ts";
import { importName } from "./import-writer.ts";
import type { Section, Standing } from "./section.ts";

const fields: Readonly<Record<FieldsOf<"child">, Field>> = {
  lastName: name({ id: "lastName", label: "Nom" }),
  firstName: name({ id: "firstName", label: "Prénom" }),
  birthDate: childBirth({ id: "birthDate", label: "Date de naissance" }),
  school: school({ id: "school", label: "École", hint: "Laissez vide s’il n’est pas encore scolarisé." }),
  grade: grade({ id: "grade", label: "Classe" }),
};
type Facts = Pick<ChildRecord, FieldsOf<"child">>;

const valuesOf = ({ lastName, firstName, birthDate, school: at, grade: in_ }: Facts): Values => ({
  lastName,
  firstName,
  birthDate,
  school: at ?? null,
  grade: in_ ?? null,
});
const textOf = (value: FieldValue | undefined): string => (typeof value === "string" ? value : "");

/**
 * From when a vaccine is lacking, for who was born earlier or later than was thought: by as many days. That record is
 * another function's to read, which says it exactly as soon as anybody opens it (child-record/use-cases/health.ts).
 */
function movedWith({ birthDate: before, health }: ChildRecord, birthDate: PlainDate): Item {
  const lackingFrom = health?.lackingFrom ?? null;
  if (lackingFrom === null) return {};
  return { health: { ...health, lackingFrom: addDays(lackingFrom, daysBetween(before, birthDate)) } };
}

/** What a record is to hold of these values. */
function factsOf(child: ChildRecord, { birthDate, ...texts }: Values): Item {
  const born = birthDate === undefined ? null : readId("PlainDate", textOf(birthDate));
  return {
    ...Object.fromEntries(Object.entries(texts).map(([field, value]) => [field, textOf(value) || undefined])),
    ...(born === null ? {} : { birthDate: born, ...movedWith(child, born) }),
  };
}

/** The import wrote it last, as far as the record knows: the field says what the town's file said. */
const importWriterOf =
  (child: ChildRecord): NonNullable<Standing["writerOf"]> =>
  (field) => {
    const { imported, importedAt } = child;
    const isImported = imported !== undefined && valuesOf(imported)[field] === valuesOf(child)[field];
    return isImported && importedAt !== undefined ? { name: importName, at: importedAt } : null;
  };

const bornIn = (values: Values) => ({
  firstName: textOf(values["firstName"]),
  lastName: textOf(values["lastName"]),
  birthDate: textOf(values["birthDate"]),
});

export const childSection: Section = {
  id: "child",
  title: "Enfant",
  fields: Object.values(fields),
  refuseTogether: (parts) => {
    const said = parts.map(({ standing, values }) => bornIn({ ...standing.values, ...values }));
    const twin = said.find((one, rank) => said.some((other, at) => at < rank && sameBorn(one, other)));
    return twin ? `Deux enfants de la fiche famille ne peuvent être ${twin.firstName}, né(e) le même jour.` : null;
  },
  read: async (table, code, by, target, { toWrite } = { toWrite: false }) => {
    const children = (await readChildFiles(table, code)).filter((child) => mayKnow(child, by));
    const wanted = children.filter(({ id }) => target?.childId === undefined || target.childId === id);
    return Promise.all(
      wanted.map(async (child): Promise<Standing> => {
        const elsewhere = toWrite ? await readChildElsewhere(table, child) : [];
        return {
          target: { childId: child.id },
          whose: child.firstName,
          values: valuesOf(child),
          others: elsewhere.map(({ familyCode }) => familyCode),
          writerOf: importWriterOf(child),
          refuse: (values) => {
            const said = bornIn(values);
            const twin = children.find((one) => one.id !== child.id && sameBorn(one, said));
            return twin
              ? { firstName: `${twin.firstName}, né(e) le même jour, est un autre enfant de cette fiche famille.` }
              : {};
          },
          write: (changes) => ({
            writes: [{ familyCode: code, child }, ...elsewhere].map((one) =>
              childChange(one.familyCode, one.child, factsOf(one.child, changes)),
            ),
          }),
        };
      }),
    );
  },
};
