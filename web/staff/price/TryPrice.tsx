/** « Essayer un prix »: what each child of a family would pay on a day, and why; nothing is booked. */
import { useState } from "preact/hooks";
import type { FamilyCircumstances } from "../../../functions/price/contract/circumstances.ts";
import { readId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import type { Answer } from "../../shared/api/client.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { announce } from "../../shared/ui/announcements.tsx";
import { tryPrice as strings } from "../../strings/fr/price.ts";
import { tryPricePath } from "../shell/paths.ts";
import { TriedPrices } from "./TriedPrices.tsx";

interface Props {
  readonly code: FamilyCode;
  readonly view: FamilyCircumstances;
}

/** Nothing where no activity has a price. */
export function TryPrice({ code, view: { activities, today } }: Props) {
  const [tried, setTried] = useState<Answer<"price.try"> | null>(null);
  const form = useForm({
    name: "essayer-prix",
    initial: { activityId: activities[0]?.id ?? "", date: today, among: "alone" },
    check: ({ date }) => (readId("PlainDate", date) ? {} : { date: strings.dateMissing }),
    submit: async ({ activityId, date, among }) => {
      const answer = await call("price.try", {
        params: { familyCode: code },
        query: { activityId, date, among: among === "together" ? "together" : "alone" },
      });
      setTried(answer);
      announce(strings.announce(answer.activityName));
    },
  });
  if (activities.length === 0) return null;
  return (
    <section class="card stack tight" aria-labelledby="essayer-prix">
      <h2 id="essayer-prix">{strings.title}</h2>
      <p class="muted">{strings.intro}</p>
      <form onSubmit={form.onSubmit} noValidate>
        <ErrorSummary form={form} order={["activityId", "date", "among"]} />
        <Select
          form={form}
          field="activityId"
          label={strings.activity}
          options={activities.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Field form={form} field="date" label={strings.date} input={{ type: "date" }} />
        <Select
          form={form}
          field="among"
          label={strings.among}
          options={[
            { value: "alone", label: strings.amongs.alone },
            { value: "together", label: strings.amongs.together },
          ]}
        />
        <div class="row">
          <SubmitButton busy={form.busy} label={strings.show} busyLabel={strings.showing} />
          <a href={tryPricePath}>{strings.free}</a>
        </div>
      </form>
      {tried && <Tried tried={tried} />}
    </section>
  );
}

const Tried = ({ tried: { activityName, date, tariff, children } }: { readonly tried: Answer<"price.try"> }) => (
  <div class="stack tight">
    <h3>{strings.result(activityName, dateOnly(date))}</h3>
    <p class="small muted">{strings.tariff(tariff.name, dateOnly(tariff.since))}</p>
    {children.map(({ id, firstName, prices }) => (
      <div key={id}>
        <h4>{firstName}</h4>
        <TriedPrices prices={prices} />
      </div>
    ))}
  </div>
);
