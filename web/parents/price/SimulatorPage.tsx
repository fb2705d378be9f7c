/**
 * « Simuler un prix »: a family finds its own situation filled in; anybody else says one, of which only what changes a price in this town is asked, and reads
 * what each unit costs and why.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { PricedTariffView, PricedUnitView, Prices } from "../../../functions/price/contract/simulate.ts";
import type { QuotientOrigin } from "../../../functions/catalogue/rules/quotient-origins.ts";
import { regimes, type Regime } from "../../../functions/catalogue/rules/tariffs.ts";
import { eldest } from "../../../functions/catalogue/rules/ages.ts";
import { mostChildren, usualAge } from "../../../functions/price/rules/situation.ts";
import { decimal } from "../../../functions/kernel/money.ts";
import { call } from "../../shared/api/index.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import type { Answer } from "../../shared/api/client.ts";
import { euros, price as priceText } from "../../shared/format/euros.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { capitalised } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { announce } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { session } from "../../shared/session/session.ts";
import { useStore } from "../../shared/store.ts";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { quotientPath } from "../shell/paths.ts";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { price as strings } from "../../strings/fr/price.ts";
import { shell } from "../../strings/fr/shell.ts";

const usualPrices = reading((_: null, signal) => call("price.simulate", { query: {}, signal }));

/** In the family's own situation, for one of its children, by its place among them. */
const ownPrices = reading(async (child: number, signal) => {
  const own = await call("price.ownSituation", { signal });
  const filled = filledWith(own, child);
  return {
    own,
    filled,
    prices: await call("price.simulate", { query: queryOf(filled, own.quotient?.origin), signal }),
  };
});

/** Who is signed in tries prices in its own situation; anybody else in a usual one. */
export function SimulatorPage() {
  const state = useStore(session);
  if (state.status === "unknown") return <Frame>{skeleton}</Frame>;
  const isFamily = state.status === "open" && state.view.role === "guardian";
  return <Frame>{isFamily ? <Own /> : <Anybody />}</Frame>;
}

const skeleton = <CardsSkeleton cards={2} lines={4} />;
const Frame = ({ children }: { readonly children: ComponentChildren }) => (
  <div class="stack">
    <PageHead title={strings.title} trail={[{ label: shell.groups.finances }]}>
      <p class="muted">{strings.intro}</p>
    </PageHead>
    {children}
  </div>
);

function Own() {
  const [child, setChild] = useState(0);
  const { data, problem, reload } = useQuery(ownPrices, child);
  if (!data)
    return problem ? (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    ) : (
      skeleton
    );
  const { own, filled, prices } = data;
  const words = strings.own;
  const helps = own.circumstances.flatMap(({ kind, words: text }) => (kind === "payer" ? [text] : []));
  return (
    <>
      <Notice title={words.title}>
        <p>
          {[
            own.quotient ? words.quotient(euros(own.quotient.value), dateOnly(own.quotient.until)) : words.noQuotient,
            own.resident ? words.resident : words.notResident,
            ...(own.worksHere ? [words.worksHere] : []),
            ...(own.regime ? [strings.regimes[own.regime].replace(/^./u, (first) => first.toLowerCase())] : []),
            words.children(own.children.length),
          ].join(", ")}
          . <a href={quotientPath}>{words.change}</a>
        </p>
        {helps.length > 0 && (
          <p>
            {strings.helped} {helps.join(" ; ")}.
          </p>
        )}
      </Notice>
      {own.children.length > 1 && (
        <Segmented
          legend={words.child}
          value={String(child)}
          onChange={(value) => {
            setChild(Number(value));
          }}
          options={own.children.map(({ firstName }, index) => ({ value: String(index), label: firstName }))}
        />
      )}
      <Results key={own.children[child]?.id} usual={prices} filled={filled} origin={own.quotient?.origin} />
    </>
  );
}

function Anybody() {
  const { data, problem, reload } = useQuery(usualPrices, null);
  return (
    <>
      {data ? (
        <Results usual={data} filled={initial} />
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        skeleton
      )}
    </>
  );
}

const Results = (props: SimulatorProps) =>
  props.usual.tariffs.length === 0 ? (
    <Notice title={strings.none.title}>
      <p>{strings.none.text}</p>
    </Notice>
  ) : (
    <Simulator {...props} />
  );

const fields = ["quotient", "resident", "children", "age", "grade", "ownMeal", "worksHere", "regime"] as const;
type FieldName = (typeof fields)[number];
const initial: Readonly<Record<FieldName, string>> = {
  quotient: "",
  resident: "oui",
  children: "1",
  age: String(usualAge),
  grade: "",
  ownMeal: "",
  worksHere: "",
  regime: "",
};
const ages = Array.from({ length: eldest + 1 }, (_, age) => String(age));
const numbers = Array.from({ length: mostChildren }, (_, before) => String(before + 1));

type OwnSituation = Answer<"price.ownSituation">;
type Typed = typeof initial;

function filledWith({ quotient, resident, worksHere, regime, children }: OwnSituation, child: number): Typed {
  const own = children[child];
  return {
    quotient: quotient ? decimal(quotient.value) : "",
    resident: resident ? "oui" : "non",
    children: String(Math.min(mostChildren, Math.max(1, children.length))),
    age: String(own && own.age <= eldest ? own.age : usualAge),
    grade: own?.grade ?? "",
    ownMeal: own?.ownMeal ? "oui" : "",
    worksHere: worksHere ? "oui" : "",
    regime: regime ?? "",
  };
}

const regimeOf = (typed: string): Regime | undefined => regimes.find((one) => one === typed);

/** `origin`: of the family's own quotient, which a tariff may not take. */
const queryOf = (
  { quotient, resident, children, age, grade, ownMeal, worksHere, regime }: Typed,
  origin: QuotientOrigin | undefined,
) => ({
  ...(quotient.trim() === "" ? {} : { quotient }),
  ...(quotient.trim() === "" || origin === undefined ? {} : { origin }),
  resident: resident === "non" ? ("non" as const) : ("oui" as const),
  children,
  age,
  ...(grade === "" ? {} : { grade }),
  ownMeal: ownMeal === "" ? ("non" as const) : ("oui" as const),
  worksHere: worksHere === "" ? ("non" as const) : ("oui" as const),
  ...(regimeOf(regime) ? { regime: regimeOf(regime) } : {}),
});

interface SimulatorProps {
  readonly usual: Prices;
  readonly filled: Typed;
  /** Where the quotient that is filled in comes from. */
  readonly origin?: QuotientOrigin | undefined;
}

function Simulator({ usual, filled, origin }: SimulatorProps) {
  const [prices, setPrices] = useState(usual);
  const { asks, quotientKind } = usual;
  const form = useForm<FieldName>({
    name: "simulateur",
    initial: { ...filled, grade: asks.grades.includes(filled.grade) ? filled.grade : "" },
    check: () => ({}),
    submit: async (typed) => {
      // Another quotient than the family’s own is of no origin.
      const of = typed.quotient === filled.quotient ? origin : undefined;
      const answer = await call("price.simulate", { query: queryOf(typed, of) });
      setPrices(answer);
      announce(strings.announce(answer.tariffs.length));
    },
  });
  return (
    <div class="two simulator">
      <section class="card no-print" aria-labelledby="situation">
        <h2 id="situation">{strings.situation}</h2>
        <form onSubmit={form.onSubmit} noValidate>
          <ErrorSummary form={form} order={fields} />
          {asks.quotient && (
            <Field
              form={form}
              field="quotient"
              label={strings.quotient[quotientKind]}
              hint={strings.quotientHint}
              optional
              input={{ inputMode: "text", autocomplete: "off", maxLength: 12 }}
            />
          )}
          {asks.residence && (
            <Select
              form={form}
              field="resident"
              label={strings.residence}
              options={[
                { value: "oui", label: strings.residences.oui },
                { value: "non", label: strings.residences.non },
              ]}
            />
          )}
          {asks.worksHere && (
            <CheckboxField form={form} field="worksHere">
              {strings.worksHere}
            </CheckboxField>
          )}
          {asks.regimes.length > 0 && (
            <Select
              form={form}
              field="regime"
              label={strings.regime}
              options={[
                { value: "", label: strings.noRegime },
                ...regimes.map((value) => ({ value, label: strings.regimes[value] })),
              ]}
            />
          )}
          {asks.children && (
            <Select
              form={form}
              field="children"
              label={strings.children}
              options={numbers.map((value) => ({ value, label: strings.childrenOptions(Number(value)) }))}
            />
          )}
          {asks.age && (
            <Select
              form={form}
              field="age"
              label={strings.age}
              options={ages.map((value) => ({ value, label: strings.ageOptions(Number(value)) }))}
            />
          )}
          {asks.grades.length > 0 && (
            <Select
              form={form}
              field="grade"
              label={strings.grade}
              options={[
                { value: "", label: strings.anyGrade },
                ...asks.grades.map((value) => ({ value, label: value })),
              ]}
            />
          )}
          {asks.ownMeal && (
            <CheckboxField form={form} field="ownMeal">
              {strings.ownMeal}
            </CheckboxField>
          )}
          <SubmitButton busy={form.busy} label={strings.show} busyLabel={strings.showing} />
        </form>
      </section>
      <section class="stack" aria-labelledby="prix">
        <h2 id="prix">{strings.results}</h2>
        {prices.tariffs.map((tariff) => (
          <TariffCard key={tariff.id} tariff={tariff} />
        ))}
      </section>
    </div>
  );
}

const TariffCard = ({
  tariff: { id, name, since, activities, units, next },
}: {
  readonly tariff: PricedTariffView;
}) => (
  <article class="card stack tight" aria-labelledby={`tarif-${id}`}>
    <h3 id={`tarif-${id}`}>{name}</h3>
    <p class="small muted">
      {strings.since(dateOnly(since))}
      <br />
      {strings.forActivities(activities.join(", "))}
    </p>
    <Units units={units} />
    {next && (
      <details>
        <summary>{strings.next(dateOnly(next.since))}</summary>
        <Units units={next.units} />
      </details>
    )}
  </article>
);

const Units = ({ units }: { readonly units: readonly PricedUnitView[] }) => (
  <dl class="prices">
    {units.flatMap(({ id, name, prices }) =>
      prices.map(({ rank, amount, reasons }, index) => (
        <div key={`${id} ${rank}`}>
          <dt>
            {index === 0 ? name : <span class="visually-hidden">{name}, </span>}
            {(rank > 1 || prices.length > 1) && (
              <span class="muted">
                {index === 0 && " · "}
                {strings.from(rank, index === prices.length - 1 && rank > 1)}
              </span>
            )}
          </dt>
          <dd>
            <b>{priceText(amount)}</b>
            <span class="small muted">{capitalised(reasons.join(" ; "))}</span>
          </dd>
        </div>
      )),
    )}
  </dl>
);
