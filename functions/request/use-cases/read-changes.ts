/**
 * What somebody wants changed, read by the fields' own rules beside what stands: every fault at once, each at its field.
 * What somebody else changed meanwhile is told with both values, and not written over.
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { FieldRule } from "../../catalogue/rules/file-rules.ts";
import { schoolsOf } from "../../catalogue/rules/schools.ts";
import { sameValue, type FieldValue, type Values } from "../../family/rules/field-values.ts";
import type { Section, Standing } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { DocumentKindId, PlainDate } from "../../kernel/ids.ts";
import type { FileRequest } from "../rules/request.ts";
import { requestWords as words } from "../words.fr.ts";
import { lastWriter } from "./last-writer.ts";
import { fieldOf, ruleOf, saidOf } from "./parts.ts";

export interface Wanted {
  readonly field: string;
  readonly seen: FieldValue;
  readonly value: FieldValue;
}

export interface ReadChange {
  readonly field: string;
  readonly before: FieldValue;
  readonly after: FieldValue;
  readonly rule: FieldRule;
}

interface About {
  readonly section: Section;
  readonly standing: Standing;
  readonly catalogue: Pick<Catalogue, "file" | "documents" | "activities">;
  readonly today: PlainDate;
  /** The family's latest, for who changed a field meanwhile. */
  readonly requests: readonly FileRequest[];
  /** Staff may change what families may not. */
  readonly byOffice: boolean;
}

type Fault = { readonly field: string; readonly message: string };
const fault = (name: string, message: string, at?: string): Fault => ({
  field: at === undefined ? `values.${name}` : `values.${name}.${at}`,
  message,
});

export const invalid = (errors: readonly Fault[]): Problem =>
  new Problem("request.invalid", {
    detail: "Corrigez les champs signalés, puis envoyez de nouveau. Rien n’a été enregistré.",
    errors,
  });

/** The changes that are left once what stands already is left out. */
export async function readChanges(wanted: readonly Wanted[], about: About): Promise<readonly ReadChange[]> {
  const { section, standing, catalogue, today, requests, byOffice } = about;
  const faults: Fault[] = [];
  const changes: ReadChange[] = [];
  const met: string[] = [];
  const town = { schools: schoolsOf(catalogue) };
  for (const { field: name, seen, value } of wanted) {
    const field = fieldOf(section, name);
    if (!field || changes.some((one) => one.field === name)) {
      faults.push(fault(name, words.unknownField));
      continue;
    }
    const rule = ruleOf(catalogue, section, name);
    if (!byOffice && (rule.change === "office" || !rule.shown)) {
      faults.push(fault(name, words.officeOnly(field.label)));
      continue;
    }
    const reading = field.read(value, { today });
    if ("fault" in reading) {
      faults.push(fault(name, reading.fault, reading.at));
      continue;
    }
    const [before, after] = [standing.values[name] ?? null, reading.value];
    const offered = field.offered?.(town, before) ?? [];
    if (after !== null && offered.length > 0 && !offered.some((one) => one.value === after)) {
      faults.push(fault(name, words.notOffered(field.label)));
      continue;
    }
    if (sameValue(before, after)) continue;
    if (!sameValue(before, seen)) {
      met.push(
        words.changed(field.label, {
          who: lastWriter(requests, section, standing, name),
          stands: saidOf(section, name, before, standing.names),
          wanted: saidOf(section, name, after, standing.names),
        }),
      );
      continue;
    }
    changes.push({ field: name, before, after, rule });
  }
  const whole: Values = {
    ...standing.values,
    ...Object.fromEntries(changes.map(({ field, after }) => [field, after])),
  };
  const isEmptied = section.mayBeEmptied === true && section.fields.every(({ id }) => (whole[id] ?? null) === null);
  for (const { id, label } of isEmptied ? [] : section.fields) {
    const rule = ruleOf(catalogue, section, id);
    // Of a part that is there, only what is taken away is missed: an old file may lack what is asked for since. One that
    // may be empty is said whole.
    const touched =
      section.enters === true ||
      section.mayBeEmptied === true ||
      section.saidWhole === true ||
      changes.some(({ field }) => field === id);
    if (
      rule.required &&
      rule.shown &&
      touched &&
      whole[id] === null &&
      !faults.some(({ field }) => field.startsWith(`values.${id}`))
    )
      faults.push(fault(id, words.needed(label)));
  }
  if (faults.length === 0)
    for (const [name, message] of Object.entries(
      (await standing.refuse?.(whole, { catalogue, act: byOffice ? "officeWrites" : "familyAsks" })) ?? {},
    ))
      faults.push(fault(name, message));
  if (faults.length > 0) throw invalid(faults);
  if (met.length > 0) throw new Problem("changed", met.join(" "));
  if (changes.length === 0) throw new Problem("notPossible", words.unchanged);
  return changes;
}

/** Kinds of documents that these changes ask for, each once. */
export const neededDocuments = (changes: readonly ReadChange[]): readonly DocumentKindId[] => [
  ...new Set(changes.flatMap(({ rule }) => rule.documents)),
];
