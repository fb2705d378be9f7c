/** A part of a child's file as pages show it. */
import * as z from "zod/mini";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { FileRules } from "../../catalogue/rules/file-rules.ts";
import type { HeldHealth } from "../../family/rules/held-record.ts";
import type { Child } from "../../family/rules/family.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { healthFieldsView, type HealthView } from "../contract/health.ts";
import { recordFieldsView, type RecordView } from "../contract/record.ts";
import { healthValues } from "../contract/values.ts";
import { askedOfChild, childFieldRule, missingFields } from "../rules/completeness.ts";
import { healthFields, recordFields, type ChildField } from "../rules/fields.ts";
import { askedPapers } from "../rules/papers.ts";
import { lackingFrom, lackingOn, obligationsOf, type Vaccination } from "../rules/vaccines.ts";
import type { StoredFields } from "./change.ts";
import { isSaid } from "./record-held.ts";

/**
 * Each field as it stands; one that nobody has answered is there too, so that a change can say that it saw that. What was
 * said of one that the town asks for no more stays in the record, and out of the answer.
 */
const fieldsOf = (
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

function headOf(child: Child, rules: FileRules | undefined) {
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

/** What was entered of vaccines; nothing was: none was given. */
function vaccinationOf(fields: StoredFields): Vaccination {
  const stored = fields["vaccines"]?.value ?? null;
  return stored === null ? { doses: [], certified: false } : z.parse(healthValues().vaccines, stored);
}

export const healthHeld =
  (today: PlainDate) =>
  ({ birthDate }: Child, version: number, fields: StoredFields): HeldHealth => ({
    version,
    said: healthFields.filter((name) => isSaid(fields, name)),
    lackingFrom: lackingFrom(birthDate, vaccinationOf(fields), today),
  });

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

export function healthViewOf(
  child: Child,
  fields: StoredFields,
  { rules, today }: { readonly rules: FileRules | undefined; readonly today: PlainDate },
): HealthView {
  const vaccination = vaccinationOf(fields);
  const from = lackingFrom(child.birthDate, vaccination, today);
  return {
    ...headOf(child, rules),
    fields: z.parse(healthFieldsView, fieldsOf(healthFields, fields, rules)),
    obligations: [...obligationsOf(child.birthDate)],
    lacking: [...lackingOn(child.birthDate, vaccination, today)],
    ...(from === null ? {} : { lackingFrom: from }),
  };
}
