/**
 * What the shapes of the contract cannot say: telephone numbers that exist, people of whom something is asked, vaccines
 * of the child's lifetime. Numbers are written as the family's file writes them.
 */
import * as z from "zod/mini";
import type { FileRules } from "../../catalogue/rules/file-rules.ts";
import { readPhone } from "../../family/sections/phone.ts";
import { Problem } from "../../http/problem.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { HealthChanges } from "../contract/health.ts";
import type { RecordChanges } from "../contract/record.ts";
import { recordValues } from "../contract/values.ts";
import type { AskedChanges } from "../rules/changes.ts";
import { childFieldRule } from "../rules/completeness.ts";
import { recordFields, type ChildField, type RecordField } from "../rules/fields.ts";
import type { Dose } from "../rules/vaccines.ts";
import { fieldNames, recordWords as words } from "../words.fr.ts";

interface Fault {
  readonly field: string;
  readonly message: string;
}

export function refuse(faults: readonly Fault[]): void {
  const [first] = faults;
  if (first)
    throw new Problem("request.invalid", {
      detail: "Corrigez les champs signalés, puis envoyez de nouveau. Rien n’a été enregistré.",
      errors: faults,
    });
}

/** A value of a field as it is to be written, and what is wrong with it, by the place in it. */
interface CheckedValue {
  readonly value: unknown;
  readonly faults: readonly Fault[];
}

/** What the shape of a field's value does not say. `value`: in the shape that the contract gives it. */
export function checkedValue(name: RecordField, value: unknown): CheckedValue {
  const faults: Fault[] = [];
  const phone = (typed: string, field: string): string => {
    const read = readPhone(typed);
    if (read === null) faults.push({ field, message: words.phone });
    return read ?? typed;
  };
  if (value === null) return { value, faults };
  if (name === "contacts") {
    const people = z.parse(recordValues().contacts, value).map((one, rank) => {
      if (!one.call && !one.collect) faults.push({ field: `${rank}.call`, message: words.neither });
      const { otherPhone, ...rest } = one;
      return {
        ...rest,
        phone: phone(one.phone, `${rank}.phone`),
        ...(otherPhone === undefined || otherPhone === ""
          ? {}
          : { otherPhone: phone(otherPhone, `${rank}.otherPhone`) }),
      };
    });
    return { value: people, faults };
  }
  if (name === "doctor") {
    const doctor = z.parse(recordValues().doctor, value);
    return { value: { ...doctor, phone: phone(doctor.phone, "phone") }, faults };
  }
  return { value, faults };
}

export function checkedRecord(changes: RecordChanges): AskedChanges {
  const checked = recordFields.flatMap((name) => {
    const asked = changes[name];
    return asked ? [{ name, asked, ...checkedValue(name, asked.value) }] : [];
  });
  refuse(
    checked.flatMap(({ name, faults }) =>
      faults.map(({ field, message }) => ({ field: `changes.${name}.value.${field}`, message })),
    ),
  );
  return Object.fromEntries(checked.map(({ name, asked: { seen }, value }) => [name, { seen, value }]));
}

/** What the town lets nobody write here: a field that it does not ask for; and to a family, one that is not its to change. */
export function checkWritable(
  fields: readonly ChildField[],
  rules: FileRules | undefined,
  { byOffice }: { readonly byOffice: boolean },
): void {
  refuse(
    fields.flatMap((name) => {
      const { shown, change } = childFieldRule(rules, name);
      const field = `changes.${name}.value`;
      if (!shown) return [{ field, message: words.notAsked(fieldNames[name]) }];
      if (byOffice || change === "atOnce") return [];
      return [{ field, message: (change === "office" ? words.officeOnly : words.checkedOnly)(fieldNames[name]) }];
    }),
  );
}

/** What is wrong with a child's injections, each by its place in the list. */
export function doseFaults(doses: readonly Dose[], birthDate: PlainDate, today: PlainDate): readonly Fault[] {
  const known = new Set<string>();
  return doses.flatMap(({ product, on }, rank) => {
    const field = `${rank}.on`;
    const name = `${product} ${on}`;
    const isTwice = known.has(name);
    known.add(name);
    return [
      ...(on < birthDate ? [{ field, message: words.beforeBirth }] : []),
      ...(on > today ? [{ field, message: words.toCome }] : []),
      ...(isTwice ? [{ field, message: words.twice }] : []),
    ];
  });
}

export function checkedHealth(changes: HealthChanges, birthDate: PlainDate, today: PlainDate): AskedChanges {
  const faults = doseFaults(changes.vaccines?.value?.doses ?? [], birthDate, today);
  refuse(faults.map(({ field, message }) => ({ field: `changes.vaccines.value.doses.${field}`, message })));
  return changes;
}
