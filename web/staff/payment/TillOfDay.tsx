/** What came in on a day: by account and means, and each entry with its family. */
import { useState } from "preact/hooks";
import { readId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { serverNow } from "../../shared/clock.ts";
import { dayOf } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { payments as strings } from "../../strings/fr/payment.ts";
import { Entry } from "./Entry.tsx";
import { Journal } from "./Journal.tsx";

const tillOf = reading((date: PlainDate, signal) => call("payment.till", { params: { date }, signal }));

export function TillOfDay() {
  const [date, setDate] = useState(() => dayOf(serverNow()));
  const { data, problem, reload } = useQuery(tillOf, date);
  return (
    <div class="stack">
      <div class="field narrow">
        <label for="caisse-jour">{strings.day}</label>
        <input
          type="date"
          id="caisse-jour"
          value={date}
          onChange={({ currentTarget }) => {
            const chosen = readId("PlainDate", currentTarget.value);
            if (chosen) setDate(chosen);
          }}
        />
      </div>
      {problem && <Failure problem={problem} onRetry={() => void reload()} />}
      {!data && !problem && <CardsSkeleton cards={1} />}
      {data?.entries.length === 0 && (
        <div class="card empty">
          <p>{strings.noEntry}</p>
        </div>
      )}
      {data && data.sums.length > 0 && (
        <section class="card stack tight" aria-labelledby="caisse-sommes">
          <h2 id="caisse-sommes">{strings.sums}</h2>
          <div class="amounts" role="region" aria-label={strings.sumsTable} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{strings.account}</th>
                  <th scope="col">{strings.meansHead}</th>
                  <th scope="col">{strings.entries}</th>
                  <th scope="col">{strings.amount}</th>
                </tr>
              </thead>
              <tbody>
                {data.sums.map(({ accountId, accountName, means, entries, amount }) => (
                  <tr key={`${accountId} ${means}`}>
                    <th scope="row">{accountName}</th>
                    <td>{strings.means[means]}</td>
                    <td>{entries}</td>
                    <td>
                      <b>{price(amount)}</b>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
      {data && data.entries.length > 0 && (
        <section class="card stack tight" aria-labelledby="caisse-ecritures">
          <h2 id="caisse-ecritures">{strings.each}</h2>
          <ul class="plain stack tight">
            {data.entries.map((entry) => (
              <Entry key={`${entry.familyCode} ${entry.name}`} entry={entry} withFamily />
            ))}
          </ul>
        </section>
      )}
      <Journal />
    </div>
  );
}
