/**
 * To whom a child may be handed, and whom to call: what staff looks at before it lets a child go. Whoever a decision keeps
 * from the child is said first, so that nobody hands it over by mistake.
 */
import type { OfficeRecordView } from "../../../functions/child-record/contract/record.ts";
import { nameCase, phoneLink, phoneNumber } from "../../shared/format/text.ts";
import { Fact } from "../../shared/ui/Fact.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { handingOver as strings } from "../../strings/fr/child-record.ts";

type Contact = NonNullable<OfficeRecordView["fields"]["contacts"]["value"]>[number];

const Call = ({ phone }: { readonly phone: string }) => (
  <a href={phoneLink(phone)}>
    <Icon name="phone" size={16} />
    {phoneNumber(phone)}
  </a>
);

/** Whether anything forbids to hand the child to somebody. */
const keptFrom = ({ adults }: OfficeRecordView): OfficeRecordView["adults"] => adults.filter(({ shutOut }) => shutOut);

export function ShutOut({ record }: { readonly record: OfficeRecordView }) {
  const kept = keptFrom(record);
  return kept.length > 0 ? (
    <Notice tone="no" title={strings.shutOutTitle}>
      <p>{strings.shutOut(kept.map(({ name }) => name))}</p>
    </Notice>
  ) : null;
}

export function HandingOver({ record }: { readonly record: OfficeRecordView }) {
  const { adults, fields } = record;
  const { contacts, leaveAlone, emergencyCare, doctor } = fields;
  const people = contacts.value ?? [];
  const may = adults.filter(({ shutOut }) => !shutOut);
  const said = (value: boolean | null): string | undefined =>
    value === null ? undefined : value ? strings.yes : strings.no;
  return (
    <div class="stack tight">
      <ShutOut record={record} />
      <dl class="facts">
        <Fact name={strings.leaveAlone} said={said(leaveAlone.value)} />
        <Fact name={strings.emergencyCare} said={said(emergencyCare.value)} />
        {doctor.value && (
          <Fact name={strings.doctor} said={doctor.value.name}>
            <Call phone={doctor.value.phone} />
          </Fact>
        )}
      </dl>
      <h3>{strings.mayCollect}</h3>
      <ul class="plain calls">
        {may.map(({ familyCode, name, phone }) => (
          <li key={familyCode + name}>
            {name} {phone === undefined ? <span class="muted">({strings.noPhone})</span> : <Call phone={phone} />}
          </li>
        ))}
        {people.filter(({ collect }) => collect).map((one) => person(one))}
      </ul>
      <h3>{strings.inOrder}</h3>
      <ol class="calls">
        {may.map(({ familyCode, name, phone }) => (
          <li key={familyCode + name}>
            {name} {phone === undefined ? <span class="muted">({strings.noPhone})</span> : <Call phone={phone} />}
          </li>
        ))}
        {people.filter(({ call }) => call).map((one) => person(one))}
      </ol>
    </div>
  );
}

const person = ({ firstName, lastName, link, phone, otherPhone, identity }: Contact) => (
  <li key={firstName + lastName + phone}>
    {firstName} {nameCase(lastName)}, {link} <Call phone={phone} />
    {otherPhone !== undefined && (
      <>
        {" "}
        <Call phone={otherPhone} />
      </>
    )}
    {identity && <span class="chip wait">{strings.identity}</span>}
  </li>
);
