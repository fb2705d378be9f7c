/**
 * Whether a child's record is complete, and what is missing of it, by name. A field is said once somebody has answered
 * it: no allergy, no insurance wanted and "may not be photographed" are answers.
 */
import type { PlainDate } from "../../kernel/ids.ts";
import { permissions, recordFields, healthFields, type ChildField, type ChildPermission } from "./fields.ts";
import { admissionOn, type Admission } from "./vaccines.ts";

/**
 * What the child's record in each of its households holds of its file (family/rules/held-record.ts): which fields are
 * said, never what they say of its health.
 */
export interface SaidOfChild {
  readonly record?: { readonly said: readonly string[]; readonly allowed: readonly string[] } | undefined;
  readonly health?: { readonly said: readonly string[]; readonly lackingFrom: PlainDate | null } | undefined;
}

/**
 * What a site cannot look after a child without: whom to call, what to do in an emergency, what it must not eat.
 * Vaccines are asked for by themselves.
 */
export const usuallyRequired: readonly ChildField[] = [
  "contacts",
  "leaveAlone",
  "emergencyCare",
  "doctor",
  "allergies",
  "diet",
  "carePlan",
];

const order: readonly ChildField[] = [...recordFields, ...healthFields];

/** The required fields that nobody has answered, in the order of the page. */
export function missingFields(
  { record, health }: SaidOfChild,
  required: readonly ChildField[] = usuallyRequired,
): readonly ChildField[] {
  const said = new Set<string>([...(record?.said ?? []), ...(health?.said ?? [])]);
  return order.filter((field) => required.includes(field) && !said.has(field));
}

/** Questions of consent that nobody has answered. */
export const unansweredPermissions = (of: SaidOfChild): readonly ChildPermission[] =>
  permissions.filter((one) => !(of.record?.said ?? []).includes(one));

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
