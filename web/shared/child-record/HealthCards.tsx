/** The cards of a child's health. */
import type { ComponentChildren } from "preact";
import type { HealthChanges, HealthFieldsView, HealthView } from "../../../functions/child-record/contract/health.ts";
import type { ProvenField } from "../../../functions/child-record/rules/fields.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { Field } from "../forms/Field.tsx";
import { Select } from "../forms/Select.tsx";
import { dateOnly } from "../format/dates.ts";
import { ChoiceCard } from "./ChoiceCard.tsx";
import { FieldCard } from "./FieldCard.tsx";
import { FieldForm } from "./FieldForm.tsx";
import { ListCard } from "./ListCard.tsx";
import { typed, type Said, type Sheet, type Values } from "./sheet.ts";

export interface HealthProps {
  readonly view: HealthView;
  readonly sheet: Sheet<HealthChanges>;
  /** Draws the papers that prove an answer; nothing: none is asked for. */
  readonly papers: (proves: ProvenField) => ComponentChildren;
}

type Allergy = NonNullable<HealthFieldsView["allergies"]["value"]>[number];
type Medicine = NonNullable<HealthFieldsView["medicines"]["value"]>[number];

const missing = (values: Values, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.filter((name) => typed(values, name) === "").map((name) => [name, strings.contact.missing]));
const allergyKinds = ["food", "medicine", "other"] as const;

export const AllergiesCard = ({ view, sheet }: HealthProps) => (
  <ListCard<Allergy, HealthChanges>
    field="allergies"
    said={view.fields.allergies}
    sheet={sheet}
    change={(sent) => ({ allergies: sent })}
    nameOf={({ to }) => to}
    show={({ to, kind, help }) => (
      <>
        <b>{to}</b> <span class="chip">{strings.allergy.kinds[kind]}</span>
        {help !== undefined && help !== "" && <p class="small">{help}</p>}
      </>
    )}
    initialOf={(allergy) => ({ to: allergy?.to ?? "", kind: allergy?.kind ?? "food", help: allergy?.help ?? "" })}
    read={(values) => ({
      to: typed(values, "to"),
      kind: allergyKinds.find((one) => one === typed(values, "kind")) ?? "other",
      ...(typed(values, "help") === "" ? {} : { help: typed(values, "help") }),
    })}
    check={(values) => missing(values, "to")}
    serverNames={["to", "kind", "help"]}
    draw={(form) => (
      <>
        <Field form={form} field="to" label={strings.allergy.to} input={{ autocomplete: "off", maxLength: 80 }} />
        <Select
          form={form}
          field="kind"
          label={strings.allergy.kind}
          options={allergyKinds.map((value) => ({ value, label: strings.allergy.kinds[value] }))}
        />
        <Field
          form={form}
          field="help"
          label={strings.allergy.help}
          optional
          input={{ autocomplete: "off", maxLength: 300 }}
        />
      </>
    )}
    add={strings.allergy.add}
    none={strings.allergy.none}
    sayNone={strings.allergy.sayNone}
  />
);

export const MedicinesCard = ({ view, sheet, papers }: HealthProps) => (
  <ListCard<Medicine, HealthChanges>
    field="medicines"
    said={view.fields.medicines}
    sheet={sheet}
    change={(sent) => ({ medicines: sent })}
    nameOf={({ name }) => name}
    show={({ name, dose, when }) => (
      <>
        <b>{name}</b>
        <br />
        {dose}, {when}
      </>
    )}
    initialOf={(medicine) => ({
      name: medicine?.name ?? "",
      dose: medicine?.dose ?? "",
      when: medicine?.when ?? "",
    })}
    read={(values) => ({ name: typed(values, "name"), dose: typed(values, "dose"), when: typed(values, "when") })}
    check={(values) => missing(values, "name", "dose", "when")}
    serverNames={["name", "dose", "when"]}
    draw={(form) => (
      <>
        <Field form={form} field="name" label={strings.medicine.name} input={{ autocomplete: "off", maxLength: 80 }} />
        <div class="pair">
          <Field
            form={form}
            field="dose"
            label={strings.medicine.dose}
            input={{ autocomplete: "off", maxLength: 120 }}
          />
          <Field
            form={form}
            field="when"
            label={strings.medicine.when}
            input={{ autocomplete: "off", maxLength: 120 }}
          />
        </div>
      </>
    )}
    add={strings.medicine.add}
    none={strings.medicine.none}
    sayNone={strings.medicine.sayNone}
    below={papers("medicines")}
  />
);

const hearing: Readonly<Record<"oui" | "non", string>> = { oui: strings.yes, non: strings.no };
const yesNo = (said: Said<boolean>): Said<"oui" | "non"> => ({
  ...said,
  value: said.value === null ? null : said.value ? "oui" : "non",
});

/** What is one answer of a few: meals, glasses, hearing, swimming. */
export const HealthChoices = ({ view: { fields }, sheet }: HealthProps) => (
  <>
    <ChoiceCard
      field="glasses"
      said={fields.glasses}
      sheet={sheet}
      options={strings.glasses}
      change={(sent) => ({ glasses: sent })}
    />
    <ChoiceCard
      field="hearingAid"
      said={yesNo(fields.hearingAid)}
      sheet={sheet}
      options={hearing}
      change={({ seen, value }) => ({ hearingAid: { seen, value: value === "oui" } })}
    />
    <ChoiceCard
      field="swimming"
      said={fields.swimming}
      sheet={sheet}
      options={strings.swimming}
      change={(sent) => ({ swimming: sent })}
    />
  </>
);

export const DietCard = ({ view: { fields }, sheet }: HealthProps) => (
  <ChoiceCard
    field="diet"
    said={fields.diet}
    sheet={sheet}
    options={strings.diets}
    change={(sent) => ({ diet: sent })}
  />
);

export function CarePlanCard({ view: { fields }, sheet, papers }: HealthProps) {
  const said = fields.carePlan;
  const { has = null, until } = said.value ?? {};
  return (
    <FieldCard
      field="carePlan"
      said={said}
      sheet={sheet}
      value={
        has === true
          ? until === undefined
            ? strings.carePlan.has
            : strings.carePlan.saidUntil(dateOnly(until))
          : strings.carePlan.hasNone
      }
      below={papers("carePlan")}
    >
      {(editing) => (
        <FieldForm
          sheet={sheet}
          field="carePlan"
          initial={{ has: has === null ? "" : has ? "oui" : "non", until: until ?? "" }}
          check={(values) => (typed(values, "has") === "" ? { has: strings.pickFirst } : {})}
          changesOf={(values) => {
            const day = readId("PlainDate", typed(values, "until"));
            const holds = typed(values, "has") === "oui";
            return { carePlan: { seen: said.version, value: { has: holds, ...(holds && day ? { until: day } : {}) } } };
          }}
          serverFields={{ "changes.carePlan.value.has": "has", "changes.carePlan.value.until": "until" }}
          draw={(form) => (
            <>
              <Select
                form={form}
                field="has"
                label={strings.choice}
                options={[
                  ...(has === null ? [{ value: "", label: strings.pick }] : []),
                  { value: "non", label: strings.carePlan.hasNone },
                  { value: "oui", label: strings.carePlan.has },
                ]}
              />
              {form.values["has"] === "oui" && (
                <Field form={form} field="until" label={strings.carePlan.until} optional input={{ type: "date" }} />
              )}
            </>
          )}
          onDone={editing.finish}
          onCancel={editing.cancel}
        />
      )}
    </FieldCard>
  );
}
