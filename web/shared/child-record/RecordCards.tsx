/** The cards of a child's file but for its health: people, consents, doctor, insurance. */
import type { RecordChanges, RecordFieldsView } from "../../../functions/child-record/contract/record.ts";
import { permissions, type ChildPermission } from "../../../functions/child-record/rules/fields.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { CheckboxField } from "../forms/CheckboxField.tsx";
import { Field } from "../forms/Field.tsx";
import { Select } from "../forms/Select.tsx";
import { dateOnly } from "../format/dates.ts";
import { phoneLink, phoneNumber } from "../format/text.ts";
import { ChoiceCard } from "./ChoiceCard.tsx";
import { FieldCard } from "./FieldCard.tsx";
import { FieldForm } from "./FieldForm.tsx";
import { ListCard } from "./ListCard.tsx";
import { PaperInputs, PapersChip, papersField, papersIn, papersText, type Papers } from "./PersonPapers.tsx";
import { typed, type Said, type Sheet, type Values } from "./sheet.ts";

export interface RecordProps {
  readonly fields: RecordFieldsView;
  readonly sheet: Sheet<RecordChanges>;
}

type Contact = NonNullable<RecordFieldsView["contacts"]["value"]>[number];
const words = strings.contact;
const missing = (values: Values, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.filter((name) => typed(values, name) === "").map((name) => [name, words.missing]));

const Phone = ({ number }: { readonly number: string }) => <a href={phoneLink(number)}>{phoneNumber(number)}</a>;

interface ContactsProps extends RecordProps {
  readonly papers: Papers;
}

export const ContactsCard = ({ fields: { contacts }, sheet, papers }: ContactsProps) => (
  <ListCard<Contact, RecordChanges>
    field="contacts"
    said={contacts}
    sheet={sheet}
    change={(sent) => ({ contacts: sent })}
    nameOf={({ firstName, lastName }) => `${firstName} ${lastName}`}
    show={(contact, rank) => (
      <>
        <b>
          {contact.firstName} {contact.lastName}
        </b>
        , {contact.link}
        <br />
        <Phone number={contact.phone} />
        {contact.otherPhone !== undefined && (
          <>
            {" · "}
            <Phone number={contact.otherPhone} />
          </>
        )}
        <span class="row chips">
          <span class="chip">
            {contact.call
              ? words.called((contacts.value ?? []).slice(0, rank + 1).filter(({ call }) => call).length)
              : words.notCalled}
          </span>
          {contact.collect && <span class="chip ok">{words.collects}</span>}
          {contact.identity && <span class="chip">{words.asksIdentity}</span>}
          <PapersChip papers={papers} given={contact.papers ?? []} collect={contact.collect} />
        </span>
        {contact.papers !== undefined &&
          contact.papers.length > 0 &&
          papers.show?.(contact.papers, `${contact.firstName} ${contact.lastName}`)}
      </>
    )}
    initialOf={(contact, rank) => ({
      firstName: contact?.firstName ?? "",
      lastName: contact?.lastName ?? "",
      link: contact?.link ?? "",
      phone: contact?.phone ?? "",
      otherPhone: contact?.otherPhone ?? "",
      call: (contact?.call ?? true) ? "oui" : "",
      collect: contact?.collect === true ? "oui" : "",
      identity: contact?.identity === true ? "oui" : "",
      [papersField]: papersText(contact?.papers),
      rank: String(rank),
    })}
    read={(values) => ({
      firstName: typed(values, "firstName"),
      lastName: typed(values, "lastName"),
      link: typed(values, "link"),
      phone: typed(values, "phone"),
      ...(typed(values, "otherPhone") === "" ? {} : { otherPhone: typed(values, "otherPhone") }),
      call: typed(values, "call") !== "",
      collect: typed(values, "collect") !== "",
      identity: typed(values, "identity") !== "",
      ...(papersIn(values).length === 0 ? {} : { papers: papersIn(values) }),
    })}
    check={(values) => missing(values, "firstName", "lastName", "link", "phone")}
    rankOf={(values) => Number(typed(values, "rank"))}
    serverNames={["firstName", "lastName", "link", "phone", "otherPhone", "call", papersField]}
    draw={(form, lines) => (
      <>
        <div class="pair">
          <Field form={form} field="firstName" label={words.firstName} input={{ autocomplete: "off", maxLength: 60 }} />
          <Field form={form} field="lastName" label={words.lastName} input={{ autocomplete: "off", maxLength: 60 }} />
        </div>
        <Field
          form={form}
          field="link"
          label={words.link}
          hint={words.linkHint}
          input={{ autocomplete: "off", maxLength: 60 }}
        />
        <div class="pair">
          <Field
            form={form}
            field="phone"
            label={words.phone}
            input={{ type: "tel", inputMode: "tel", autocomplete: "off", maxLength: 30 }}
          />
          <Field
            form={form}
            field="otherPhone"
            label={words.otherPhone}
            optional
            input={{ type: "tel", inputMode: "tel", autocomplete: "off", maxLength: 30 }}
          />
        </div>
        <CheckboxField form={form} field="call" ticked="oui">
          {words.call}
        </CheckboxField>
        <CheckboxField form={form} field="collect" ticked="oui">
          {words.collect}
        </CheckboxField>
        <CheckboxField form={form} field="identity" ticked="oui">
          {words.identity}
        </CheckboxField>
        {typed(form.values, "collect") !== "" && <PaperInputs form={form} papers={papers} />}
        {lines > 1 && (
          <Select
            form={form}
            field="rank"
            label={words.rank}
            options={Array.from({ length: lines }, (_, rank) => ({
              value: String(rank),
              label: words.rankOf(rank + 1),
            }))}
          />
        )}
      </>
    )}
    add={words.add}
    none={words.none}
    sayNone={words.sayNone}
  />
);

const yesOrNo = (permission: ChildPermission) =>
  ({ oui: strings.allowed[permission].yes, non: strings.allowed[permission].no }) as const;

export const PermissionCards = ({ fields, sheet }: RecordProps) => (
  <>
    {permissions.map((permission) => (
      <ChoiceCard
        key={permission}
        field={permission}
        said={answerOf(fields[permission])}
        sheet={sheet}
        options={yesOrNo(permission)}
        change={({ seen, value }) => ({ [permission]: { seen, value: value === "oui" } })}
      />
    ))}
  </>
);

const answerOf = (said: Said<boolean>): Said<"oui" | "non"> => ({
  ...said,
  value: said.value === null ? null : said.value ? "oui" : "non",
});

export const DoctorCard = ({ fields: { doctor }, sheet }: RecordProps) => (
  <FieldCard
    field="doctor"
    said={doctor}
    sheet={sheet}
    value={
      doctor.value && (
        <>
          {doctor.value.name}
          {doctor.value.town !== undefined && doctor.value.town !== "" && `, ${doctor.value.town}`}
          <br />
          <Phone number={doctor.value.phone} />
        </>
      )
    }
  >
    {(editing) => (
      <FieldForm
        sheet={sheet}
        field="doctor"
        initial={{
          name: doctor.value?.name ?? "",
          phone: doctor.value?.phone ?? "",
          town: doctor.value?.town ?? "",
        }}
        check={(values) => missing(values, "name", "phone")}
        changesOf={(values) => ({
          doctor: {
            seen: doctor.version,
            value: {
              name: typed(values, "name"),
              phone: typed(values, "phone"),
              ...(typed(values, "town") === "" ? {} : { town: typed(values, "town") }),
            },
          },
        })}
        serverFields={serverFields("doctor", ["name", "phone", "town"])}
        draw={(form) => (
          <>
            <Field
              form={form}
              field="name"
              label={strings.doctor.name}
              input={{ autocomplete: "off", maxLength: 80 }}
            />
            <div class="pair">
              <Field
                form={form}
                field="phone"
                label={strings.doctor.phone}
                input={{ type: "tel", inputMode: "tel", autocomplete: "off", maxLength: 30 }}
              />
              <Field
                form={form}
                field="town"
                label={strings.doctor.town}
                optional
                input={{ autocomplete: "off", maxLength: 60 }}
              />
            </div>
          </>
        )}
        onDone={editing.finish}
        onCancel={editing.cancel}
      />
    )}
  </FieldCard>
);

export const serverFields = (field: string, names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [`changes.${field}.value.${name}`, name]));

export const InsuranceCard = ({ fields: { insurance }, sheet }: RecordProps) => (
  <FieldCard
    field="insurance"
    said={insurance}
    sheet={sheet}
    value={
      insurance.value && (
        <>
          {strings.insurance.said(insurance.value.company, insurance.value.contract)}
          {insurance.value.until !== undefined && `, ${strings.insurance.saidUntil(dateOnly(insurance.value.until))}`}
        </>
      )
    }
  >
    {(editing) => (
      <FieldForm
        sheet={sheet}
        field="insurance"
        initial={{
          company: insurance.value?.company ?? "",
          contract: insurance.value?.contract ?? "",
          until: insurance.value?.until ?? "",
        }}
        check={(values) => missing(values, "company", "contract")}
        changesOf={(values) => {
          const until = readId("PlainDate", typed(values, "until"));
          return {
            insurance: {
              seen: insurance.version,
              value: {
                company: typed(values, "company"),
                contract: typed(values, "contract"),
                ...(until ? { until } : {}),
              },
            },
          };
        }}
        serverFields={serverFields("insurance", ["company", "contract", "until"])}
        draw={(form) => (
          <>
            <Field
              form={form}
              field="company"
              label={strings.insurance.company}
              input={{ autocomplete: "off", maxLength: 80 }}
            />
            <div class="pair">
              <Field
                form={form}
                field="contract"
                label={strings.insurance.contract}
                input={{ autocomplete: "off", maxLength: 40 }}
              />
              <Field form={form} field="until" label={strings.insurance.until} optional input={{ type: "date" }} />
            </div>
          </>
        )}
        onDone={editing.finish}
        onCancel={editing.cancel}
      />
    )}
  </FieldCard>
);
