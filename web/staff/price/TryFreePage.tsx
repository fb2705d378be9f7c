/** « Essayer un tarif »: staff describe a situation, and read what each unit of an activity costs in it, and why. */
import { useState } from "preact/hooks";
import { quotientOrigins } from "../../../functions/catalogue/rules/quotient-origins.ts";
import { regimes } from "../../../functions/catalogue/rules/tariffs.ts";
import { eldest } from "../../../functions/catalogue/rules/ages.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { readEuros } from "../../../functions/kernel/money.ts";
import { payers, readHelpPart } from "../../../functions/price/rules/circumstances.ts";
import { mostChildren, usualAge } from "../../../functions/price/rules/situation.ts";
import { call } from "../../shared/api/index.ts";
import type { Answer } from "../../shared/api/client.ts";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { price as words, tryFree as strings, tryPrice } from "../../strings/fr/price.ts";
import { TriedPrices } from "./TriedPrices.tsx";

type Free = Answer<"price.tryFree">;
const optionsOf = reading((_: null, signal) => call("price.tryFree", { query: {}, signal }));

export function TryFreePage() {
  const { data, problem, reload } = useQuery(optionsOf, null);
  return (
    <div class="stack reading">
      <div class="stack tight">
        <Title text={strings.title} />
        <p class="muted">{strings.intro}</p>
      </div>
      {problem && !data && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? <Loaded options={data} /> : !problem && <CardsSkeleton cards={1} lines={6} />}
    </div>
  );
}

const isTime = (typed: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(typed);

const initialOf = ({ activities, today }: Free) => ({
  activityId: activities[0]?.id ?? "",
  date: today,
  quotient: "",
  origin: "",
  resident: "oui",
  worksHere: "",
  regime: "",
  children: "1",
  rank: "1",
  age: String(usualAge),
  grade: "",
  ownMeal: "",
  late: "",
  unbooked: "",
  payer: "",
  payerPart: "",
  arrived: "",
  left: "",
});
type Typed = ReturnType<typeof initialOf>;

const wrongIn = ({ date, quotient, payer, payerPart, arrived, left }: Record<keyof Typed, string>) => ({
  ...(readId("PlainDate", date) ? {} : { date: tryPrice.dateMissing }),
  ...(quotient.trim() === "" || readEuros(quotient) !== null ? {} : { quotient: strings.wrongQuotient }),
  ...(payer === "" || readHelpPart(payerPart) ? {} : { payerPart: strings.partMissing }),
  ...(arrived === "" || isTime(arrived) ? {} : { arrived: strings.wrongTime }),
  ...(left === "" || isTime(left) ? {} : { left: strings.wrongTime }),
});

/** What is said of it: nothing stands for what is left empty. */
const said = (typed: Record<keyof Typed, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(typed)
      .map(([name, value]): readonly [string, string] => [name, value.trim()])
      .filter(([name, value]) => value !== "" && (name !== "payerPart" || typed.payer !== "")),
  );

function Loaded({ options }: { readonly options: Free }) {
  const [tried, setTried] = useState<Free["tried"]>(null);
  const form = useForm({
    name: "essayer-tarif",
    initial: initialOf(options),
    check: wrongIn,
    submit: async (typed) => {
      const { tried: answer } = await call("price.tryFree", { query: said(typed) });
      setTried(answer);
      if (answer) announce(tryPrice.announce(answer.activityName));
    },
  });
  if (options.activities.length === 0) return <Notice title={strings.none} />;
  return (
    <section class="card stack">
      <form onSubmit={form.onSubmit} noValidate>
        <ErrorSummary form={form} order={["activityId", "date", "quotient", "payerPart", "arrived", "left"]} />
        <fieldset class="stack tight">
          <legend>
            <b>{strings.what}</b>
          </legend>
          <Select
            form={form}
            field="activityId"
            label={tryPrice.activity}
            options={options.activities.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Field form={form} field="date" label={tryPrice.date} input={{ type: "date" }} />
        </fieldset>
        <fieldset class="stack tight">
          <legend>
            <b>{strings.who}</b>
          </legend>
          <Field
            form={form}
            field="quotient"
            label={strings.quotient}
            hint={strings.quotientHint}
            input={{ inputMode: "decimal" }}
          />
          <Select
            form={form}
            field="origin"
            label={strings.origin}
            options={[
              { value: "", label: strings.anyOrigin },
              ...quotientOrigins.map((one) => ({ value: one, label: strings.origins[one] })),
            ]}
          />
          <Select
            form={form}
            field="resident"
            label={strings.residence}
            options={(["oui", "non"] as const).map((one) => ({ value: one, label: strings.residences[one] }))}
          />
          <CheckboxField form={form} field="worksHere" ticked="oui">
            {words.worksHere}
          </CheckboxField>
          <Select
            form={form}
            field="regime"
            label={words.regime}
            options={[
              { value: "", label: words.noRegime },
              ...regimes.map((one) => ({ value: one, label: words.regimes[one] })),
            ]}
          />
          <Select form={form} field="children" label={strings.children} options={numbers(1, mostChildren, String)} />
        </fieldset>
        <fieldset class="stack tight">
          <legend>
            <b>{strings.child}</b>
          </legend>
          <Select form={form} field="rank" label={strings.rank} options={numbers(1, mostChildren, strings.ranks)} />
          <Select form={form} field="age" label={words.age} options={numbers(0, eldest, words.ageOptions)} />
          {options.grades.length > 0 && (
            <Select
              form={form}
              field="grade"
              label={words.grade}
              options={[
                { value: "", label: words.anyGrade },
                ...options.grades.map((one) => ({ value: one, label: one })),
              ]}
            />
          )}
          <CheckboxField form={form} field="ownMeal" ticked="oui">
            {words.ownMeal}
          </CheckboxField>
        </fieldset>
        <fieldset class="stack tight">
          <legend>
            <b>{strings.more}</b>
          </legend>
          <CheckboxField form={form} field="late" ticked="oui">
            {strings.late}
          </CheckboxField>
          <CheckboxField form={form} field="unbooked" ticked="oui">
            {strings.unbooked}
          </CheckboxField>
          <Select
            form={form}
            field="payer"
            label={strings.payer}
            options={[
              { value: "", label: strings.noPayer },
              ...payers.map((one) => ({ value: one, label: strings.payers[one] })),
            ]}
          />
          {form.values.payer !== "" && (
            <Field form={form} field="payerPart" label={strings.part} hint={strings.partHint} />
          )}
          <Field form={form} field="arrived" label={strings.arrived} hint={strings.timeHint} />
          <Field form={form} field="left" label={strings.left} />
        </fieldset>
        <div class="row">
          <SubmitButton busy={form.busy} label={tryPrice.show} busyLabel={tryPrice.showing} />
        </div>
      </form>
      {tried && (
        <div class="stack tight">
          <h2>{tryPrice.result(tried.activityName, dateOnly(tried.date))}</h2>
          <p class="small muted">{tryPrice.tariff(tried.tariff.name, dateOnly(tried.tariff.since))}</p>
          <TriedPrices prices={tried.prices} />
        </div>
      )}
    </section>
  );
}

const numbers = (from: number, to: number, label: (one: number) => string) =>
  Array.from({ length: to - from + 1 }, (_, index) => ({
    value: String(from + index),
    label: label(from + index),
  }));
