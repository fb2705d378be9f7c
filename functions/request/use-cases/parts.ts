/** Parts of a family's file, found by what a call names. */
import { documentsFor, fieldRule, type FieldRule, type SectionId } from "../../catalogue/rules/file-rules.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { isFieldValue, type FieldValue, type Values } from "../../family/rules/field-values.ts";
import type { SeenBy } from "../../family/rules/seen.ts";
import type { Field } from "../../family/sections/fields.ts";
import type { Section, Standing, Target } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import type { RequestDependencies } from "../dependencies.ts";
import type { FileRequest, Value } from "../rules/request.ts";
import { requestWords as words } from "../words.fr.ts";

export function sectionOf({ sections }: Pick<RequestDependencies, "sections">, id: SectionId): Section {
  const section = sections.find((one) => one.id === id);
  if (!section) throw new Problem("notFound", words.noPart);
  return section;
}

export const targetOf = ({ guardianId, childId }: Target): Target => ({
  ...(guardianId === undefined ? {} : { guardianId }),
  ...(childId === undefined ? {} : { childId }),
});

/** The part as it stands; null: there is no such adult or child in the family. */
export async function readStanding(
  { table }: Pick<RequestDependencies, "table">,
  section: Section,
  code: FamilyCode,
  by: SeenBy,
  target: Target,
): Promise<Standing | null> {
  const [standing, ...others] = await section.read(table, code, by, targetOf(target), { toWrite: true });
  return standing && others.length === 0 ? standing : null;
}

/** What a record holds of a value. */
export function asValue(value: Value): FieldValue {
  if (value === undefined) return null;
  if (isFieldValue(value)) return value;
  throw new Error("A request holds a value that no field can have");
}

/** What a request asks for, by field. */
export const wantedOf = ({ changes }: Pick<FileRequest, "changes">): Values =>
  Object.fromEntries(changes.map(({ field, after }) => [field, asValue(after)]));

/** A field of a part by its name; one that a request of before names may have gone. */
export const fieldOf = (section: Section, name: string): Field | undefined =>
  section.fields.find(({ id }) => id === name);

export const labelOf = (section: Section, name: string): string => fieldOf(section, name)?.label ?? name;

/** A value in words; undefined: nothing. */
export function saidOf(
  section: Section,
  name: string,
  value: FieldValue | undefined,
  names: Standing["names"] = {},
): string | undefined {
  if (value === null || value === undefined) return undefined;
  const field = fieldOf(section, name);
  const said = field ? field.say(value, names) : typeof value === "string" ? value : JSON.stringify(value);
  return said === "" ? undefined : said;
}

/** Documents of people whom a field names stand with them, and not with a request. */
export function ruleOf({ file }: Pick<Catalogue, "file">, section: Section, name: string): FieldRule {
  const rule = fieldRule(file, section.id, name);
  return documentsFor(section.id, name) === "person" ? { ...rule, documents: [] } : rule;
}

export const aboutOf = ({ guardianId, childId }: FileRequest): Target => targetOf({ guardianId, childId });
