/** A child that comes to the household: born, adopted, moved in. It is in the file once staff has accepted it. */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import { id, type PlainDate } from "../../kernel/ids.ts";
import { newChildCode } from "../rules/codes.ts";
import { ageOn } from "../rules/family.ts";
import { sameBorn } from "../rules/same-person.ts";
import { mayKnow } from "../rules/seen.ts";
import { childEntry, childRemoval, readFamilyFile } from "../store/family-file.ts";
import type { FieldValue } from "../rules/field-values.ts";
import { choice, date, name, text, type Field } from "./fields.ts";
import type { Section } from "./section.ts";

/** Majority: a grown-up is no child of this portal. */
const adultAge = 18;
const born = (day: PlainDate, today: PlainDate): string | null => {
  if (day > today) return "Date de naissance : cette date est dans l’avenir. Ajoutez l’enfant une fois né.";
  return ageOn(day, today) >= adultAge ? "Date de naissance : à cette date, cet enfant serait majeur." : null;
};

const grades = ["TPS", "PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2", "6e", "5e", "4e", "3e"];

const fields: Readonly<Record<FieldsOf<"newChild">, Field>> = {
  arrival: choice({ id: "arrival", label: "Pourquoi l’ajouter" }, [
    { value: "birth", label: "Naissance" },
    { value: "adoption", label: "Adoption" },
    { value: "movingIn", label: "Arrivée dans le foyer ou dans la commune" },
  ]),
  lastName: name({ id: "lastName", label: "Nom" }),
  firstName: name({ id: "firstName", label: "Prénom" }),
  birthDate: date({ id: "birthDate", label: "Date de naissance" }, born),
  school: text({ id: "school", label: "École", hint: "Laissez vide s’il n’est pas encore scolarisé." }),
  grade: choice(
    { id: "grade", label: "Classe" },
    grades.map((grade) => ({ value: grade, label: grade })),
  ),
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
          const childId = newChildCode(chance());
          return {
            made: { childId },
            writes: childEntry(household, {
              id: childId,
              firstName: textOf(changes["firstName"]),
              lastName: textOf(changes["lastName"]),
              birthDate: id("PlainDate", textOf(changes["birthDate"])),
              school: textOrNone(changes["school"]),
              grade: textOrNone(changes["grade"]),
            }),
          };
        },
        unmake: ({ childId }) => (childId === undefined ? null : [childRemoval(code, childId)]),
      },
    ];
  },
};
