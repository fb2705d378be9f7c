/** What the child itself holds of its record, so that rules read it without the record (family/rules/held-record.ts). */
import type { HeldRecord } from "../../family/rules/held-record.ts";
import type { Child } from "../../family/rules/family.ts";
import { permissions, recordFields } from "../rules/fields.ts";
import type { StoredFields } from "./change.ts";

/** Whether somebody has answered it. */
export const isSaid = (fields: StoredFields, name: string): boolean => (fields[name]?.value ?? null) !== null;

export const recordHeld = (_: Child, version: number, fields: StoredFields): HeldRecord => ({
  version,
  said: recordFields.filter((name) => isSaid(fields, name)),
  allowed: permissions.filter((name) => fields[name]?.value === true),
});
