/**
 * Whether a child's record is complete, and what is missing of it, by name. A field is said once somebody has answered
 * it: no allergy, no insurance wanted and "may not be photographed" are answers.
 */
import { fieldRule, type FieldRule, type FileRules } from "../../catalogue/rules/file-rules.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import {
  healthFields,
  isHealthField,
  permissions,
  recordFields,
  type ChildField,
  type ChildPermission,
} from "./fields.ts";
import { admissionOn, type Admission } from "./vaccines.ts";

/**
 * What the child's record in each of its households holds of its file (family/rules/held-record.ts): which fields are
 * said, never what they say of its health.
 */
export interface SaidOfChild {
  readonly record?: { readonly said: readonly string[]; readonly allowed: readonly string[] } | undefined;
  readonly health?: { readonly said: readonly string[]; readonly lackingFrom: PlainDate | null } | undefined;
}

const order: readonly ChildField[] = [...recordFields, ...healthFields];

/** What the town says of a field of a child's file. */
export const childFieldRule = (rules: FileRules | undefined, field: ChildField): FieldRule =>
  fieldRule(rules, isHealthField(field) ? "childHealth" : "childRecord", field);

/** What the town asks of a child's file: which fields there are, and which must be answered. In the order of the page. */
export interface AskedOfChild {
  readonly shown: readonly ChildField[];
  readonly required: readonly ChildField[];
}

/** Vaccines are asked for by themselves, by the activities that want them. */
export function askedOfChild(rules: FileRules | undefined): AskedOfChild {
  const shown = order.filter((field) => childFieldRule(rules, field).shown);
  return { shown, required: shown.filter((field) => childFieldRule(rules, field).required) };
}

/** The required fields that nobody has answered, in the order of the page. */
export function missingFields(
  { record, health }: SaidOfChild,
  { required }: Pick<AskedOfChild, "required">,
): readonly ChildField[] {
  const said = new Set<string>([...(record?.said ?? []), ...(health?.said ?? [])]);
  return order.filter((field) => required.includes(field) && !said.has(field));
}

/** Questions of consent that the town asks and nobody has answered. */
export const unansweredPermissions = (
  of: SaidOfChild,
  { shown }: Pick<AskedOfChild, "shown">,
): readonly ChildPermission[] =>
  permissions.filter((one) => shown.includes(one) && !(of.record?.said ?? []).includes(one));

/** Whether a parent has said yes. Silence allows nothing. */
export const isAllowed = ({ record }: SaidOfChild, permission: ChildPermission): boolean =>
  (record?.allowed ?? []).includes(permission);

/** Whether vaccines let the child come on a day; `unsaid`: nobody has entered any, so nothing is known. */
export const vaccinesOn = (
  { health }: SaidOfChild,
  date: PlainDate,
  admittedFrom: PlainDate | null,
): Admission | { readonly state: "unsaid" } =>
  health?.said.includes("vaccines") === true
    ? admissionOn(health.lackingFrom, date, admittedFrom)
    : { state: "unsaid" };

/** Where a field stands on the families' site: the page of the child, at the field. */
export const fieldAddress = (childId: string, field: ChildField): string => `/fiche-enfant/${childId}#${field}`;
