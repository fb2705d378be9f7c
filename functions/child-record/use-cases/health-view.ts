/** A child's health as pages show it, and what each of its households holds of it. */
import * as z from "zod/mini";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { needView } from "../../document/use-cases/need-view.ts";
import type { HeldHealth } from "../../family/rules/held-record.ts";
import type { Child } from "../../family/rules/family.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { healthFieldsView, type HealthView } from "../contract/health.ts";
import { healthValues } from "../contract/values.ts";
import { healthFields, type ProvenField } from "../rules/fields.ts";
import { healthPapers } from "../rules/health-papers.ts";
import { lackingFrom, lackingOn, obligationsOf, type Vaccination } from "../rules/vaccines.ts";
import type { StoredFields } from "./change.ts";
import { isSaid } from "./record-held.ts";
import { fieldsOf, headOf } from "./views.ts";

/** What was entered of vaccines; nothing was: none was given. */
function vaccinationOf(fields: StoredFields): Vaccination {
  const stored = fields["vaccines"]?.value ?? null;
  return stored === null ? { doses: [], certified: false } : z.parse(healthValues().vaccines, stored);
}

/** What was answered, as papers prove it. */
function claimed(fields: StoredFields, field: ProvenField): boolean {
  const value = fields[field]?.value ?? null;
  if (value === null) return false;
  const values = healthValues();
  switch (field) {
    case "carePlan":
      return z.parse(values.carePlan, value).has;
    case "medicines":
      return z.parse(values.medicines, value).length > 0;
    case "vaccines": {
      const { doses, certified } = z.parse(values.vaccines, value);
      return certified || doses.length > 0;
    }
  }
}

export const healthHeld =
  (today: PlainDate) =>
  ({ birthDate }: Child, version: number, fields: StoredFields): HeldHealth => ({
    version,
    said: healthFields.filter((name) => isSaid(fields, name)),
    lackingFrom: lackingFrom(birthDate, vaccinationOf(fields), today),
  });

export function healthViewOf(
  child: Child,
  fields: StoredFields,
  { catalogue, today }: { readonly catalogue: Pick<Catalogue, "file" | "documents">; readonly today: PlainDate },
): HealthView {
  const rules = catalogue.file;
  const vaccination = vaccinationOf(fields);
  const from = lackingFrom(child.birthDate, vaccination, today);
  return {
    ...headOf(child, rules),
    fields: z.parse(healthFieldsView, fieldsOf(healthFields, fields, rules)),
    obligations: [...obligationsOf(child.birthDate)],
    lacking: [...lackingOn(child.birthDate, vaccination, today)],
    ...(from === null ? {} : { lackingFrom: from }),
    papers: healthPapers(catalogue, child, (field) => claimed(fields, field)).map(({ proves, asked, kind }) => ({
      proves,
      asked,
      ...needView({ kind, activities: [] }, child, today),
    })),
  };
}
