/**
 * What the shapes of the contract cannot say: telephone numbers that exist, people of whom something is asked, vaccines
 * of the child's lifetime. Numbers are written as the family's file writes them.
 */
import { Problem } from "../../http/problem.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { HealthChanges } from "../contract/health.ts";
import type { RecordChanges } from "../contract/record.ts";
import { readPhone } from "../../family/sections/phone.ts";
import type { AskedChanges } from "../rules/changes.ts";
import { recordWords as words } from "../words.fr.ts";

interface Fault {
  readonly field: string;
  readonly message: string;
}

function refuse(faults: readonly Fault[]): void {
  const [first] = faults;
  if (first)
    throw new Problem("request.invalid", {
      detail: "Corrigez les champs signalés, puis envoyez de nouveau. Rien n’a été enregistré.",
      errors: faults,
    });
}

export function checkedRecord(changes: RecordChanges): AskedChanges {
  const faults: Fault[] = [];
  const phone = (typed: string, field: string): string => {
    const read = readPhone(typed);
    if (read === null) faults.push({ field, message: words.phone });
    return read ?? typed;
  };
  const { contacts, doctor } = changes;
  const checked = {
    ...changes,
    ...(contacts?.value
      ? {
          contacts: {
            ...contacts,
            value: contacts.value.map((one, rank) => {
              const at = `changes.contacts.value.${rank}`;
              if (!one.call && !one.collect) faults.push({ field: `${at}.call`, message: words.neither });
              const { otherPhone, ...rest } = one;
              return {
                ...rest,
                phone: phone(one.phone, `${at}.phone`),
                ...(otherPhone === undefined || otherPhone === ""
                  ? {}
                  : { otherPhone: phone(otherPhone, `${at}.otherPhone`) }),
              };
            }),
          },
        }
      : {}),
    ...(doctor?.value
      ? {
          doctor: {
            ...doctor,
            value: { ...doctor.value, phone: phone(doctor.value.phone, "changes.doctor.value.phone") },
          },
        }
      : {}),
  };
  refuse(faults);
  return checked;
}

export function checkedHealth(changes: HealthChanges, birthDate: PlainDate, today: PlainDate): AskedChanges {
  const faults: Fault[] = [];
  const known = new Set<string>();
  for (const [rank, { product, on }] of (changes.vaccines?.value?.doses ?? []).entries()) {
    const field = `changes.vaccines.value.doses.${rank}.on`;
    if (on < birthDate) faults.push({ field, message: words.beforeBirth });
    if (on > today) faults.push({ field, message: words.toCome });
    const name = `${product} ${on}`;
    if (known.has(name)) faults.push({ field, message: words.twice });
    known.add(name);
  }
  refuse(faults);
  return changes;
}
