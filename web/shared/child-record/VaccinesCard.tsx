/** A child's vaccines: what is compulsory for its year of birth, what is lacking in words, and each injection. */
import { useState } from "preact/hooks";
import type { HealthChanges, HealthFieldsView } from "../../../functions/child-record/contract/health.ts";
import { vaccineProducts } from "../../../functions/child-record/rules/vaccines.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { childRecord } from "../../strings/fr/child-record.ts";
import { Field } from "../forms/Field.tsx";
import { Select } from "../forms/Select.tsx";
import { dateOnly } from "../format/dates.ts";
import { listed } from "../format/text.ts";
import { announce } from "../ui/announcements.tsx";
import { Notice } from "../ui/Notice.tsx";
import { FieldForm } from "./FieldForm.tsx";
import type { HealthProps } from "./HealthCards.tsx";
import { ListCard } from "./ListCard.tsx";
import { isOpenTo, typed, type Sent } from "./sheet.ts";

const strings = childRecord.vaccine;
type Vaccines = NonNullable<HealthFieldsView["vaccines"]["value"]>;
type Dose = Vaccines["doses"][number];

/** `Hexavalent` of its long name, for a line. */
const shortName = (name: string): string => name.split(/ :| \(/u)[0] ?? name;

export function VaccinesCard(props: HealthProps) {
  const { view, sheet, papers } = props;
  const { vaccines } = view.fields;
  const { doses = [], certified = false } = vaccines.value ?? {};
  const latestFirst = [...doses].sort((one, other) => (one.on < other.on ? 1 : -1));
  const change = ({ seen, value }: Sent<Dose[]>): HealthChanges => ({
    vaccines: { seen, value: value && { doses: value, certified } },
  });
  return (
    <ListCard<Dose, HealthChanges>
      field="vaccines"
      said={{ ...vaccines, value: vaccines.value && latestFirst }}
      sheet={sheet}
      change={change}
      nameOf={({ product, on }) => `${shortName(strings.products[product])}, ${dateOnly(on)}`}
      show={({ product, on }) => (
        <>
          <b>{dateOnly(on)}</b>
          <br />
          {strings.products[product]}
        </>
      )}
      initialOf={(dose) => ({ product: dose?.product ?? "", on: dose?.on ?? "" })}
      read={(values) => {
        const product = vaccineProducts.find((one) => one === typed(values, "product"));
        const on = readId("PlainDate", typed(values, "on"));
        // What cannot be read has been refused by `check`.
        if (!product || !on) throw new Error("An injection has a vaccine and a day");
        return { product, on };
      }}
      check={(values) => ({
        ...(typed(values, "product") === "" ? { product: childRecord.pickFirst } : {}),
        ...(readId("PlainDate", typed(values, "on")) ? {} : { on: strings.dateMissing }),
      })}
      serverNames={["product", "on"]}
      serverPath="value.doses"
      draw={(form) => (
        <>
          <Select
            form={form}
            field="product"
            label={strings.product}
            options={[
              { value: "", label: childRecord.pick },
              ...vaccineProducts.map((value) => ({ value, label: strings.products[value] })),
            ]}
          />
          <Field form={form} field="on" label={strings.on} input={{ type: "date" }} />
        </>
      )}
      add={strings.add}
      none={strings.none}
      below={papers("vaccines")}
    >
      <Standing {...props} />
      <Certificate {...props} doses={doses} certified={certified} />
    </ListCard>
  );
}

function Standing({ view: { fields, obligations, lacking, lackingFrom } }: HealthProps) {
  return (
    <>
      <p class="small muted">{strings.due(listed(obligations.map((one) => strings.obligations[one])))}</p>
      {fields.vaccines.value !== null &&
        (lacking.length > 0 ? (
          <Notice tone="wait" title={strings.missingTitle}>
            <ul>
              {lacking.map(({ obligation, given, wanted }) => (
                <li key={obligation}>{strings.lacking(strings.obligations[obligation], given, wanted)}</li>
              ))}
            </ul>
            <p>{strings.provisional}</p>
          </Notice>
        ) : (
          <Notice tone="ok" title={strings.inOrder}>
            {lackingFrom !== undefined && <p>{strings.nextDue(dateOnly(lackingFrom))}</p>}
          </Notice>
        ))}
    </>
  );
}

interface CertificateProps extends HealthProps {
  readonly doses: readonly Dose[];
  readonly certified: boolean;
}

/** A doctor's word, which stands above what is counted. */
function Certificate({ view, sheet, doses, certified }: CertificateProps) {
  const [open, setOpen] = useState(false);
  const { version } = view.fields.vaccines;
  return (
    <div class="stack tight">
      {certified && (
        <p>
          <span class="chip ok">{strings.certifiedSaid}</span>
        </p>
      )}
      {open ? (
        <FieldForm
          sheet={sheet}
          field="vaccines"
          part="certificat"
          initial={{}}
          changesOf={() => ({ vaccines: { seen: version, value: { doses: [...doses], certified: !certified } } })}
          draw={() =>
            certified ? (
              <p>{strings.uncertify}</p>
            ) : (
              <div>
                <p>{strings.certified}.</p>
                <p class="hint">{strings.certifiedHint}</p>
              </div>
            )
          }
          onDone={(word) => {
            setOpen(false);
            announce(word);
          }}
          onCancel={() => {
            setOpen(false);
          }}
        />
      ) : isOpenTo(sheet, "vaccines") ? (
        <div class="no-print">
          <button
            type="button"
            class="text-button"
            onClick={() => {
              setOpen(true);
            }}
          >
            {certified ? strings.uncertify : strings.certify}
          </button>
        </div>
      ) : null}
    </div>
  );
}
