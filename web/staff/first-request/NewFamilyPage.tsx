/**
 * « Nouvelle famille »: created at the desk for whoever comes with their papers, and may never sign in. What looks like
 * it is shown first; it is created once staff has said that it is none of those.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import type { Answer } from "../../shared/api/client.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm, type Form } from "../../shared/forms/useForm.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { firstRequest as words, newFamily as strings } from "../../strings/fr/first-request.ts";
import { familiesPath, familyTabPath } from "../shell/paths.ts";
import { ReasonField } from "../ui/ReasonField.tsx";
import {
  adultsIn,
  check,
  childrenIn,
  emptyValues,
  kept,
  mostChildren,
  order,
  peopleIn,
  whoseIs,
  type AdultRank,
  type ChildRank,
  type FieldName,
} from "./newFamilyFields.ts";

type Likely = Answer<"first-request.alike">["likely"];

export function NewFamilyPage() {
  const [made, setMade] = useState<FamilyCode | null>(null);
  return (
    <div class="stack reading">
      <p>
        <a href={familiesPath}>{strings.back}</a>
      </p>
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      {made ? (
        <Notice tone="ok" title={strings.done}>
          <p class="big-code">{made}</p>
          <p>{strings.doneText}</p>
          <p class="row">
            <a class="button" href={familyTabPath(made, "foyer")}>
              {strings.open}
            </a>
            <button
              type="button"
              class="button ghost"
              onClick={() => {
                setMade(null);
              }}
            >
              {strings.another}
            </button>
          </p>
        </Notice>
      ) : (
        <NewFamilyForm onMade={setMade} />
      )}
    </div>
  );
}

function NewFamilyForm({ onMade }: { readonly onMade: (code: FamilyCode) => void }) {
  /** Families that look like the one that is written, as it was written then. */
  const [alike, setAlike] = useState<{ readonly people: string; readonly likely: Likely } | null>(null);
  const form = useForm<FieldName>({
    name: "famille-au-guichet",
    initial: emptyValues(),
    kept,
    check,
    submit: async (values) => {
      const people = peopleIn(values);
      const written = JSON.stringify(people);
      let seen = alike?.people === written ? alike.likely : null;
      if (!seen) {
        seen = (await call("first-request.alike", { body: people, repeatable: true })).likely;
        setAlike({ people: written, likely: seen });
        if (seen.length > 0) {
          announce(strings.alike(seen.length));
          return;
        }
      }
      const code = values.familyCode.trim();
      const body = {
        ...people,
        resident: values.resident === "yes",
        ...(code === "" ? {} : { familyCode: code }),
        apart: seen.map(({ familyCode }) => familyCode),
        reason: values.reason.trim(),
      };
      const { familyCode } = await sendOnce(["famille-au-guichet", body], (idempotencyKey) =>
        call("first-request.enter", { body: { idempotencyKey, ...body }, repeatable: true }),
      );
      onMade(familyCode);
    },
  });
  const { values } = form;
  const [adults, children] = [adultsIn(values), childrenIn(values)];
  const shown = alike?.people === JSON.stringify(peopleIn(values)) ? alike.likely : [];
  return (
    <section class="card">
      <form onSubmit={form.onSubmit} noValidate>
        <ErrorSummary form={form} order={order} whose={whoseIs} />
        {adults.map((rank) => (
          <AdultFields key={rank} form={form} rank={rank} />
        ))}
        <p>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              form.set("adultCount", adults.length === 1 ? "2" : "1");
            }}
          >
            {adults.length === 1 ? words.addAdult : words.removeAdult}
          </button>
        </p>
        <Section title={words.address}>
          <Field form={form} field="address.lines.0" label={words.line1} input={{ ...off, maxLength: 80 }} />
          <Field form={form} field="address.lines.1" label={words.line2} optional input={{ ...off, maxLength: 80 }} />
          <div class="pair">
            <Field
              form={form}
              field="address.postcode"
              label={words.postcode}
              input={{ ...off, inputMode: "numeric", maxLength: 5 }}
            />
            <Field form={form} field="address.town" label={words.town} input={{ ...off, maxLength: 60 }} />
          </div>
          <Select
            form={form}
            field="resident"
            label={strings.resident}
            options={[
              { value: "yes", label: strings.isResident },
              { value: "no", label: strings.isNotResident },
            ]}
          />
        </Section>
        {children.map((rank) => (
          <ChildFields key={rank} form={form} rank={rank} />
        ))}
        <p class="row">
          {children.length < mostChildren && (
            <button
              type="button"
              class="button ghost"
              onClick={() => {
                form.set("childCount", String(children.length + 1));
              }}
            >
              <Icon name="family" /> {words.addChild}
            </button>
          )}
          {children.length > 0 && (
            <button
              type="button"
              class="text-button"
              onClick={() => {
                form.set("childCount", String(children.length - 1));
              }}
            >
              {words.removeChild(children.length)}
            </button>
          )}
        </p>
        <Section title={strings.last}>
          <Field
            form={form}
            field="familyCode"
            label={strings.code}
            hint={strings.codeHint}
            optional
            input={{ ...off, maxLength: 12 }}
          />
          <ReasonField form={form} field="reason" hint={strings.reasonHint} />
        </Section>
        {shown.length > 0 && <Alike likely={shown} />}
        <SubmitButton
          busy={form.busy}
          label={shown.length > 0 ? strings.createAnyway(shown.length) : strings.create}
          busyLabel={words.busy}
        />
      </form>
    </section>
  );
}

/** Families that are there and look like it: to be opened before another one is created. */
const Alike = ({ likely }: { readonly likely: Likely }) => (
  <Notice tone="wait" title={strings.alike(likely.length)}>
    <ul>
      {likely.map(({ familyCode, names, reasons }) => (
        <li key={familyCode}>
          <a href={familyTabPath(familyCode, "foyer")} target="_blank" rel="noopener">
            {strings.family(familyCode)}
            <span class="visually-hidden"> {strings.newTab}</span>
          </a>
          {` · ${names.join(", ")}`}
          <br />
          <small class="muted">{reasons.join(", ")}</small>
        </li>
      ))}
    </ul>
  </Notice>
);

const off = { autocomplete: "off" } as const;
const nameInput = { ...off, autocapitalize: "words", spellcheck: false, maxLength: 80 } as const;

interface FieldsProps<R> {
  readonly form: Form<FieldName>;
  readonly rank: R;
}

const AdultFields = ({ form, rank }: FieldsProps<AdultRank>) => (
  <Section title={words.adult(Number(rank) + 1)}>
    <Select
      form={form}
      field={`adults.${rank}.title`}
      label={words.civility}
      options={(["", "Mme", "M."] as const).map((value) => ({ value, label: value === "" ? strings.noTitle : value }))}
    />
    <div class="pair">
      <Field form={form} field={`adults.${rank}.lastName`} label={words.lastName} input={nameInput} />
      <Field form={form} field={`adults.${rank}.firstName`} label={words.firstName} input={nameInput} />
    </div>
    <div class="pair">
      <Field
        form={form}
        field={`adults.${rank}.phone`}
        label={words.phone}
        optional
        input={{ ...off, type: "tel", inputMode: "tel", maxLength: 24 }}
      />
      <Field
        form={form}
        field={`adults.${rank}.email`}
        label={words.email}
        optional
        input={{ ...off, type: "email", inputMode: "email", spellcheck: false, maxLength: 254 }}
      />
    </div>
  </Section>
);

const ChildFields = ({ form, rank }: FieldsProps<ChildRank>) => (
  <Section title={words.child(Number(rank) + 1)}>
    <div class="pair">
      <Field form={form} field={`children.${rank}.lastName`} label={words.lastName} input={nameInput} />
      <Field form={form} field={`children.${rank}.firstName`} label={words.firstName} input={nameInput} />
    </div>
    <Field form={form} field={`children.${rank}.birthDate`} label={words.birthDate} input={{ ...off, type: "date" }} />
    <div class="pair">
      <Field
        form={form}
        field={`children.${rank}.school`}
        label={words.school}
        optional
        input={{ ...off, maxLength: 80 }}
      />
      <Field
        form={form}
        field={`children.${rank}.grade`}
        label={words.grade}
        optional
        input={{ ...off, maxLength: 20 }}
      />
    </div>
  </Section>
);

const Section = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <fieldset class="form-section">
    <legend>
      <h2>{title}</h2>
    </legend>
    {children}
  </fieldset>
);
