/** A child that comes to the household: born, adopted, moved in. It is in the file once staff has accepted it. */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import { id } from "../../kernel/ids.ts";
import { newChildCode } from "../rules/codes.ts";
import { sameBorn } from "../rules/same-person.ts";
import { mayKnow } from "../rules/seen.ts";
import { childEntry, childRemoval, childReturn, childReturnUndone, readFamilyFile } from "../store/family-file.ts";
import type { FieldValue } from "../rules/field-values.ts";
import { childBirth, choice, grade, name, school, type Field } from "./fields.ts";
import type { Section } from "./section.ts";

const fields: Readonly<Record<FieldsOf<"newChild">, Field>> = {
  arrival: choice({ id: "arrival", label: "Pourquoi l’ajouter" }, [
    { value: "birth", label: "Naissance" },
    { value: "adoption", label: "Adoption" },
    { value: "movingIn", label: "Arrivée dans le foyer ou dans la commune" },
  ]),
  lastName: name({ id: "lastName", label: "Nom" }),
  firstName: name({ id: "firstName", label: "Prénom" }),
  birthDate: childBirth({ id: "birthDate", label: "Date de naissance" }, " Ajoutez l’enfant une fois né."),
  school: school({ id: "school", label: "École", hint: "Laissez vide s’il n’est pas encore scolarisé." }),
  grade: grade({ id: "grade", label: "Classe" }),
};

const textOf = (value: FieldValue | undefined): string => (typeof value === "string" ? value : "");
const textOrNone = (value: FieldValue | undefined): string | undefined => textOf(value) || undefined;

export const newChildSection: Section = {
  id: "newChild",
  title: "Nouvel enfant",
  fields: Object.values(fields),
  enters: true,
  read: async (table, code, by, _target, { toWrite } = { toWrite: false }) => {
    const file = await readFamilyFile(table, code, { childrenLast: toWrite });
    if (!file) return [];
    const { household } = file;
    const children = file.children.filter((child) => mayKnow(child, by));
    return [
      {
        target: {},
        whose: null,
        values: Object.fromEntries(Object.keys(fields).map((field) => [field, null])),
        others: [],
        refuse: (values) => {
          const child = {
            firstName: textOf(values["firstName"]),
            lastName: textOf(values["lastName"]),
            birthDate: textOf(values["birthDate"]),
          };
          const twin = children.find((one) => sameBorn(one, child));
          return twin
            ? {
                firstName: `${twin.firstName}, né(e) le même jour, est déjà dans la fiche famille : rien n’est à ajouter.`,
              }
            : {};
        },
        write: (changes, { chance }) => {
          const child = {
            firstName: textOf(changes["firstName"]),
            lastName: textOf(changes["lastName"]),
            birthDate: id("PlainDate", textOf(changes["birthDate"])),
            school: textOrNone(changes["school"]),
            grade: textOrNone(changes["grade"]),
          };
          // Who was here before is the same child: its file, its other household and what was billed go on with it.
          const back = file.departed.find((one) => sameBorn(one, child));
          if (back) return { made: { childId: back.id }, writes: childReturn(household, back, child) };
          const childId = newChildCode(chance());
          return { made: { childId }, writes: childEntry(household, { id: childId, ...child }) };
        },
        unmake: ({ childId }) => {
          if (childId === undefined) return null;
          const back = file.children.find((one) => one.id === childId && one.cameBackFrom !== undefined);
          return [back ? childReturnUndone(code, back) : childRemoval(code, childId)];
        },
      },
    ];
  },
};
