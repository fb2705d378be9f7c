/** What the child itself holds of its record, so that rules read it without the record (family/rules/held-record.ts). */
import * as z from "zod/mini";
import type { HeldContact, HeldRecord } from "../../family/rules/held-record.ts";
import type { Child } from "../../family/rules/family.ts";
import { lazily } from "../../kernel/lazily.ts";
import { permissions, recordFields } from "../rules/fields.ts";
import type { StoredFields } from "./change.ts";

/** Whether somebody has answered it. */
export const isSaid = (fields: StoredFields, name: string): boolean => (fields[name]?.value ?? null) !== null;

/** As they were checked when they were said (contract/values.ts). */
const said = lazily(() =>
  z.array(
    z.object({ firstName: z.string(), lastName: z.string(), phone: z.string(), otherPhone: z.optional(z.string()) }),
  ),
);
const contactsIn = (fields: StoredFields): readonly HeldContact[] =>
  z.parse(said(), fields["contacts"]?.value ?? []).map(({ firstName, lastName, phone, otherPhone }) => ({
    firstName,
    lastName,
    phones: [phone, ...(otherPhone === undefined ? [] : [otherPhone])],
  }));

export function recordHeld(_: Child, version: number, fields: StoredFields): HeldRecord {
  const contacts = contactsIn(fields);
  return {
    version,
    said: recordFields.filter((name) => isSaid(fields, name)),
    allowed: permissions.filter((name) => fields[name]?.value === true),
    ...(contacts.length === 0 ? {} : { contacts }),
  };
}
