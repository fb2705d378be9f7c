/** The invoices of a month that are not paid, all or only those that are late. */
import { useState } from "preact/hooks";
import type { PlainMonth } from "../../../functions/kernel/ids.ts";
import { csvFile } from "../../../functions/kernel/csv.ts";
import type { UnpaidView } from "../../../functions/payment/contract/desk.ts";
import { decimal } from "../../../functions/kernel/money.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, dayOf } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { DownloadLink } from "../../shared/ui/DownloadLink.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { payments as strings } from "../../strings/fr/payment.ts";
import { familyTabPath } from "../shell/paths.ts";
import { MonthSelect } from "../ui/MonthSelect.tsx";

const months = reading((_: null, signal) => call("billing.runs", { signal }));
const unpaidOf = reading((period: PlainMonth, signal) => call("payment.unpaid", { params: { period }, signal }));

export function UnpaidOfMonth() {
  const { data, problem, reload } = useQuery(months, null);
  const billed = data?.runs.map(({ period }) => period) ?? [];
  const [chosen, setChosen] = useState<PlainMonth | null>(null);
  const period = chosen ?? billed[0];
  if (!data) return problem ? <Failure problem={problem} onRetry={() => void reload()} /> : <CardsSkeleton cards={1} />;
  if (period === undefined)
    return (
      <div class="card empty">
        <p>{strings.noInvoice}</p>
      </div>
    );
  return (
    <div class="stack">
      <MonthSelect id="impayes-mois" label={strings.month} months={billed} value={period} onMonth={setChosen} />
      <Month period={period} key={period} />
    </div>
  );
}

function Month({ period }: { readonly period: PlainMonth }) {
  const { data, problem, reload } = useQuery(unpaidOf, period);
  const [onlyLate, setOnlyLate] = useState(false);
  if (!data) return problem ? <Failure problem={problem} onRetry={() => void reload()} /> : <CardsSkeleton cards={1} />;
  if (data.invoices.length === 0)
    return (
      <div class="card empty">
        <p>{strings.noInvoice}</p>
      </div>
    );
  const letters = data.invoices.flatMap(letterOf);
  const shown = data.invoices.filter(({ late }) => !onlyLate || late > 0);
  return (
    <div class="card stack tight">
      <p>
        {strings.unpaid(data.invoices.length, price(data.due))}{" "}
        {data.late > 0 ? strings.late(price(data.late)) : strings.noLate}
      </p>
      <label class="tick">
        <input
          type="checkbox"
          checked={onlyLate}
          onChange={({ currentTarget }) => {
            setOnlyLate(currentTarget.checked);
          }}
        />
        <span>{strings.onlyLate}</span>
      </label>
      <div class="amounts" role="region" aria-label={strings.table} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{strings.family}</th>
              <th scope="col">{strings.invoice}</th>
              <th scope="col">{strings.dueOn}</th>
              <th scope="col">{strings.due}</th>
              <th scope="col">{strings.lateOf}</th>
              <th scope="col">{strings.dunned}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ familyCode, names, number, dueOn, due, late, dunned, exempt }) => (
              <tr key={`${familyCode} ${number}`}>
                <th scope="row">
                  <a href={familyTabPath(familyCode, "factures")}>{names.join(", ") || familyCode}</a>
                </th>
                <td>{number}</td>
                <td>{dateOnly(dueOn)}</td>
                <td>{price(due)}</td>
                <td>{late > 0 ? <b>{price(late)}</b> : "–"}</td>
                <td>{exempt ? strings.exempt : stepsOf(dunned)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {letters.length > 0 && (
        <div class="row">
          <DownloadLink
            text={csvFile([strings.lettersHead, ...letters])}
            file={strings.lettersFile(period)}
            label={strings.letters(letters.length)}
          />
        </div>
      )}
    </div>
  );
}

type Unpaid = UnpaidView["invoices"][number];

function stepsOf(dunned: Unpaid["dunned"]): string {
  const last = dunned.at(-1);
  return last ? strings.dunnedTimes[last.by](dunned.length) : "–";
}

/** A letter to post, for a text program to merge; none where the last step was no letter. */
function letterOf({ familyCode, names, number, dueOn, late, dunned, letter }: Unpaid): readonly (readonly string[])[] {
  const last = dunned.at(-1);
  if (!letter || !last) return [];
  const [street = "", ...more] = letter.lines;
  return [
    [
      familyCode,
      names.join(", "),
      street,
      more.join(", "),
      letter.postcode,
      letter.town,
      number,
      dateOnly(dueOn),
      decimal(late),
      dateOnly(dayOf(last.at)),
      letter.text,
    ],
  ];
}
