/** A family's quotient, month by month: entered, corrected, withdrawn, and who did that. */
import type { FamilyQuotientView, QuotientMonthView } from "../../../functions/quotient/contract/months.ts";
import type { FamilyCode, PlainMonth } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, monthWords } from "../../shared/format/dates.ts";
import { euros } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { familyQuotient as strings, quotient as shared } from "../../strings/fr/quotient/quotient.ts";
import { FamilyPricing } from "../price/FamilyPricing.tsx";
import { EnterDialog } from "./EnterDialog.tsx";
import { FamilySource } from "./FamilySource.tsx";
import { WithdrawDialog } from "./WithdrawDialog.tsx";
import { ActList } from "../ui/ActList.tsx";
import { useDoing } from "../ui/useDoing.ts";

const quotientOf = reading((familyCode: FamilyCode, signal) =>
  call("quotient.ofFamily", { params: { familyCode }, signal }),
);

export function QuotientPage({ code }: { readonly code: FamilyCode }) {
  return (
    <div class="stack reading">
      <Title text={strings.title} />
      <Family code={code} />
      <FamilyPricing code={code} />
    </div>
  );
}

function Family({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(quotientOf, code);
  if (problem && !data)
    return (
      <Failure
        problem={problem}
        {...(problem.status === 404
          ? {}
          : {
              onRetry: () => {
                void reload();
              },
            })}
      />
    );
  return data ? <Months code={code} view={data} onChanged={reload} /> : <CardsSkeleton cards={2} lines={3} />;
}

type Doing =
  | { readonly what: "enter"; readonly month: PlainMonth }
  | { readonly what: "withdraw"; readonly month: QuotientMonthView };

interface Props {
  readonly code: FamilyCode;
  readonly view: FamilyQuotientView;
  readonly onChanged: () => Promise<void>;
}

function Months({ code, view, onChanged }: Props) {
  const { doing, begin, dialog } = useDoing<Doing>(onChanged);
  const told = { code, view, ...dialog };
  return (
    <>
      <section class="card stack tight" aria-labelledby="quotient-famille">
        <h2 id="quotient-famille">{strings.heading(view.familyName, code)}</h2>
        <Today view={view} />
        <div>
          <button
            type="button"
            class="button"
            onClick={() => {
              begin({ what: "enter", month: view.month });
            }}
          >
            {strings.enter}
          </button>
        </div>
      </section>
      <FamilySource code={code} onChanged={onChanged} />
      <section class="card stack tight" aria-labelledby="quotient-mois">
        <h2 id="quotient-mois">{strings.months}</h2>
        {view.months.length === 0 && <p class="muted">{strings.noMonths}</p>}
        <ul class="plain closures">
          {view.months.map((month) => (
            <Month
              key={`${month.kind} ${month.month}`}
              month={month}
              kind={view.kind}
              onCorrect={() => {
                begin({ what: "enter", month: month.month });
              }}
              onWithdraw={() => {
                begin({ what: "withdraw", month });
              }}
            />
          ))}
        </ul>
      </section>
      {doing?.what === "enter" && <EnterDialog {...told} month={doing.month} />}
      {doing?.what === "withdraw" && <WithdrawDialog {...told} month={doing.month} />}
    </>
  );
}

function Today({ view: { standing, kind } }: Pick<Props, "view">) {
  switch (standing.state) {
    case "valid":
    case "ending":
      return (
        <p>
          {shared.kinds[kind]} : <b>{strings.valid(euros(standing.inForce.value), dateOnly(standing.coveredUntil))}</b>
          {standing.state === "ending" && (
            <>
              <br />
              <span class="chip wait">{strings.ending}</span>
            </>
          )}
        </p>
      );
    case "ended":
      return <p>{strings.ended(euros(standing.last.value), dateOnly(standing.last.until))}</p>;
    case "none":
      return (
        <p>
          {strings.none}
          {standing.next && ` ${shared.nextFrom(euros(standing.next.value), dateOnly(standing.next.from))}`}
        </p>
      );
  }
}

interface MonthProps {
  readonly month: QuotientMonthView;
  readonly kind: FamilyQuotientView["kind"];
  readonly onCorrect: () => void;
  readonly onWithdraw: () => void;
}

function Month({ month: { month, kind: own, acts }, kind, onCorrect, onWithdraw }: MonthProps) {
  const [last] = acts;
  const words = monthWords(month);
  const stands = last?.entered ?? null;
  return (
    <li class="stack tight">
      <div class="row between">
        <div>
          <b>{capitalised(words)}</b> : {stands ? euros(stands.value) : strings.nothing}
          {stands && (
            <>
              <br />
              <span class="small muted">
                {shared.origins[stands.origin]}, {shared.fromTo(dateOnly(stands.from), dateOnly(stands.until))}
              </span>
            </>
          )}
          {own !== kind && (
            <>
              <br />
              <span class="small">{shared.otherKind(shared.kinds[own])}</span>
            </>
          )}
        </div>
        {own === kind && (
          <div class="row">
            <button type="button" class="button ghost" aria-label={strings.correctOf(words)} onClick={onCorrect}>
              {strings.correct}
            </button>
            {stands && (
              <button type="button" class="button ghost" aria-label={strings.withdrawOf(words)} onClick={onWithdraw}>
                {strings.withdraw}
              </button>
            )}
          </div>
        )}
      </div>
      <ActList
        title={strings.acts(acts.length)}
        acts={acts.map(({ entered, ...act }) => ({
          ...act,
          words: entered ? strings.entered(euros(entered.value)) : strings.removed,
        }))}
      />
    </li>
  );
}
