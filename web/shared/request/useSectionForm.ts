/**
 * The form of a part of a file: what is typed is a draft that survives a reload and a session that ends, and only what
 * differs from what the page shows is sent, beside what it showed.
 */
import type { FieldView, SectionView } from "../../../functions/request/contract/file.ts";
import type { RequestId } from "../../../functions/kernel/ids.ts";
import { useForm, type Form } from "../forms/useForm.ts";
import { fileFields as strings } from "../../strings/fr/request.ts";
import { asTexts, asValue, inputsOf, type FormValues } from "./values.ts";

export interface SectionChange {
  readonly field: string;
  readonly seen: FieldView["value"];
  readonly value: FieldView["value"];
}

interface Options {
  /** Names the draft. */
  readonly name: string;
  readonly view: SectionView;
  /** Fields that may be changed here. */
  readonly fields: readonly FieldView[];
  /** What the form begins with instead of what stands: a request that is corrected. */
  readonly begins?: Readonly<Partial<Record<string, FieldView["value"]>>>;
  /** Inputs beside the fields, as their first texts. */
  readonly more?: FormValues;
  /** What is wrong before it is sent, by input. */
  readonly check?: (changes: readonly SectionChange[], texts: FormValues) => Readonly<Record<string, string>>;
  readonly send: (changes: readonly SectionChange[], texts: FormValues) => Promise<void>;
}

interface SectionForm {
  readonly form: Form<string>;
  /** Inputs in their order, for the summary of errors. */
  readonly order: readonly string[];
  readonly changes: readonly SectionChange[];
}

export const draftName = (
  { section, guardianId, childId }: Pick<SectionView, "section" | "guardianId" | "childId">,
  request?: RequestId,
): string => ["fiche", section, guardianId, childId, request].filter(Boolean).join("-");

export function useSectionForm({ name, view, fields, begins = {}, more = {}, check, send }: Options): SectionForm {
  const { names } = view;
  const textsOf = (valueOf: (field: FieldView) => FieldView["value"]): FormValues =>
    Object.fromEntries(fields.flatMap((field) => Object.entries(asTexts(field, valueOf(field), names))));
  const stood = textsOf(({ value }) => value);
  const begun = textsOf(({ id, value }) => begins[id] ?? value);
  const inputs = fields.flatMap((field) => inputsOf(field, names));
  const order = [...inputs, ...Object.keys(more)];
  const changesIn = (texts: FormValues): readonly SectionChange[] =>
    fields.flatMap((field) =>
      inputsOf(field, names).every((input) => (texts[input] ?? "").trim() === (stood[input] ?? "").trim())
        ? []
        : [{ field: field.id, seen: field.value, value: asValue(field, texts, names) }],
    );
  const form = useForm<string>({
    name,
    initial: { ...begun, ...more },
    kept: order,
    check: (texts) => {
      const changes = changesIn(texts);
      const missing = fields.flatMap((field) =>
        field.required && asValue(field, texts, names) === null && inputsOf(field, names)[0] !== undefined
          ? [[inputsOf(field, names)[0] ?? "", strings.missing(field.label)] as const]
          : [],
      );
      return { ...Object.fromEntries(missing), ...check?.(changes, texts) };
    },
    submit: (texts) => send(changesIn(texts), texts),
    serverFields: Object.fromEntries(inputs.map((input) => [`values.${input}`, input])),
  });
  return { form, order, changes: changesIn(form.values) };
}
