/**
 * A child's file but for its health, as a part of the family's file: the town may have the office check a change of it, and
 * then a request holds it (functions/request). Health is no part: no request may hold it (catalogue/rules/file-rules.ts).
 */
import * as z from "zod/mini";
import type { FieldsOf } from "../catalogue/rules/file-rules.ts";
import { isFieldValue, type FieldValue } from "../family/rules/field-values.ts";
import { mayKnow } from "../family/rules/seen.ts";
import { readChild } from "../family/store/families.ts";
import type { Field, Reading } from "../family/sections/fields.ts";
import type { Section } from "../family/sections/section.ts";
import { recordValues } from "./contract/values.ts";
import { recordFields, type RecordField } from "./rules/fields.ts";
import { askedPapers, papersOf } from "./rules/papers.ts";
import { changedFields, changeWrites, readPart } from "./store/parts.ts";
import { otherHouseholds } from "./use-cases/change.ts";
import { paperFaultInWords, paperFaults } from "./use-cases/check-papers.ts";
import { checkedValue } from "./use-cases/check.ts";
import { recordHeld } from "./use-cases/record-held.ts";
import { valueInWords } from "./values-in-words.ts";
import { fieldNames, recordWords as words } from "./words.fr.ts";

/** The same fields as the town's file names: one that is missing on either side does not compile. */
const names: readonly (RecordField & FieldsOf<"childRecord">)[] = recordFields;

const faulty = (fault: string, at: string): Reading => (at === "" ? { fault } : { fault, at });

function readValue(name: RecordField, given: FieldValue): Reading {
  if (given === null) return { value: null };
  const shaped = z.safeParse(recordValues()[name], given);
  if (!shaped.success) {
    const [issue] = shaped.error.issues;
    return faulty(issue?.message ?? words.shape, (issue?.path ?? []).join("."));
  }
  const { value, faults } = checkedValue(name, shaped.data);
  const [first] = faults;
  if (first) return faulty(first.message, first.field);
  return isFieldValue(value) ? { value } : { fault: words.shape };
}

const fieldOf = (name: RecordField): Field => ({
  id: name,
  label: fieldNames[name],
  kind: "own",
  read: (given) => readValue(name, given),
  say: (value) => valueInWords[name](value),
});

/** What a record holds of a field. */
function asValue(stored: unknown): FieldValue {
  const value = stored ?? null;
  if (isFieldValue(value)) return value;
  throw new Error("A child's record holds a value that no field can have");
}

const peopleIn = (value: FieldValue | undefined) => z.parse(recordValues().contacts, value ?? []);
const nameOf = (person: ReturnType<typeof peopleIn>[number] | undefined): string =>
  person ? `${person.firstName} ${person.lastName}` : "";

export const childRecordSection: Section = {
  id: "childRecord",
  title: "Fiche renseignements enfant",
  fields: names.map(fieldOf),
  documentsIn: (field, value) => (field === "contacts" ? papersOf(peopleIn(value)) : []),
  read: async (table, familyCode, by, target, { toWrite } = { toWrite: false }) => {
    const childId = target?.childId;
    // Of one child at a time: a page of it shows no other.
    if (childId === undefined) return [];
    const [child, stands] = await Promise.all([
      readChild(table, familyCode, childId),
      readPart(table, "record", childId),
    ]);
    if (!child || !mayKnow(child, by)) return [];
    const others = toWrite ? await otherHouseholds(table, child) : [];
    return [
      {
        target: { childId },
        whose: child.firstName,
        values: Object.fromEntries(names.map((name) => [name, asValue(stands.fields[name]?.value)])),
        // The line that a change leaves in the child's record tells the other households (follow/follow-child.ts).
        others: [],
        writerOf: (field) => {
          const stored = stands.fields[field];
          return stored ? { name: stored.by, at: stored.at } : null;
        },
        refuse: async (values, { catalogue, act }) => {
          const people = peopleIn(values["contacts"]);
          const faults = await paperFaults(table, {
            of: { familyCode, childId },
            people,
            stood: peopleIn(asValue(stands.fields["contacts"]?.value)),
            asked: askedPapers(catalogue),
            byOffice: act === "officeWrites",
          });
          return Object.fromEntries(
            faults.map((fault) => [
              `contacts.${fault.rank}.papers`,
              act === "officeAccepts" ? words.noPaperToAccept(nameOf(people[fault.rank])) : paperFaultInWords(fault),
            ]),
          );
        },
        write: (values, { at, hand }) => {
          const author = { ...hand, familyCode };
          const fields = { ...stands.fields, ...changedFields({ stands, values, author, at }) };
          return {
            writes: changeWrites({
              childId,
              part: "record",
              stands,
              values,
              author,
              at,
              households: [familyCode, ...others],
              held: recordHeld(child, stands.version + 1, fields),
            }),
          };
        },
      },
    ];
  },
};
