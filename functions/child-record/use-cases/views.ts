/** A child's file as pages show it, but for its health (health-view.ts). */
import * as z from "zod/mini";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { FileRules } from "../../catalogue/rules/file-rules.ts";
import type { Child } from "../../family/rules/family.ts";
import { recordFieldsView, type RecordView } from "../contract/record.ts";
import { askedOfChild, childFieldRule, missingFields } from "../rules/completeness.ts";
import { recordFields, type ChildField } from "../rules/fields.ts";
import { askedPapers } from "../rules/papers.ts";
import type { StoredFields } from "./change.ts";

/**
 * Each field as it stands; one that nobody has answered is there too, so that a change can say that it saw that. What was
 * said of one that the town asks for no more stays in the record, and out of the answer.
 */
export const fieldsOf = (
  names: readonly ChildField[],
  fields: StoredFields,
  rules: FileRules | undefined,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    names.map((name): readonly [string, unknown] => {
      const stored = fields[name];
      if (!stored || !childFieldRule(rules, name).shown) return [name, { version: 0, value: null }];
      const { value, version, at, by, office, reason } = stored;
      return [name, { value, version, at, by, byOffice: office, ...(reason === undefined ? {} : { reason }) }];
    }),
  );

export function headOf(child: Child, rules: FileRules | undefined) {
  const asked = askedOfChild(rules);
  return {
    child: { id: child.id, firstName: child.firstName, lastName: child.lastName, birthDate: child.birthDate },
    shared: (child.sharedWith ?? []).length > 0,
    missing: [...missingFields(child, asked)],
    rules: asked.shown.map((field) => {
      const { required, change } = childFieldRule(rules, field);
      return { field, required, change };
    }),
  };
}

export const recordViewOf = (
  child: Child,
  fields: StoredFields,
  catalogue: Pick<Catalogue, "file" | "documents">,
): RecordView => ({
  ...headOf(child, catalogue.file),
  fields: z.parse(recordFieldsView, fieldsOf(recordFields, fields, catalogue.file)),
  papers: askedPapers(catalogue).map(({ id: kind, name, hint, whenMissing }) => ({
    kind,
    name,
    ...(hint === undefined ? {} : { hint }),
    required: whenMissing !== "warns",
  })),
});
