/** The next role of a month: how much it asks, whose file lacks what, and its making. */
import { useState } from "preact/hooks";
import type { CollectionAccountId, PlainMonth } from "../../../functions/kernel/ids.ts";
import type { LeftOut, RolesOverview } from "../../../functions/treasury/contract/roles.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { listed } from "../../shared/format/text.ts";
import { announce } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { treasury as strings } from "../../strings/fr/treasury.ts";
import { familyTabPath } from "../shell/paths.ts";
import { MonthSelect } from "../ui/MonthSelect.tsx";

interface Props {
  readonly data: RolesOverview;
  readonly onMade: () => Promise<void>;
}

export function NextRole({ data: { accounts, months }, onMade }: Props) {
  const [accountId, setAccountId] = useState(accounts[0]?.id);
  const [period, setPeriod] = useState(months[0]);
  const account = accounts.find(({ id }) => id === accountId);
  return (
    <section class="card stack tight" aria-labelledby="prochain">
      <h2 id="prochain">{strings.next}</h2>
      <div class="row">
        <div class="field">
          <label for="role-compte">{strings.account}</label>
          <select
            id="role-compte"
            value={accountId}
            onChange={({ currentTarget }) => {
              setAccountId(accounts.find(({ id }) => id === currentTarget.value)?.id);
            }}
          >
            {accounts.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        {period !== undefined && (
          <MonthSelect id="role-mois" label={strings.month} months={months} value={period} onMonth={setPeriod} />
        )}
      </div>
      {period === undefined && <p class="muted">{strings.noMonth}</p>}
      {account && !account.ready && (
        <Notice tone="wait" title={strings.noCodes}>
          <p>{strings.noCodesText}</p>
        </Notice>
      )}
      {account?.ready && period !== undefined && (
        <Preview accountId={account.id} period={period} onMade={onMade} key={`${account.id} ${period}`} />
      )}
    </section>
  );
}

interface PreviewProps {
  readonly accountId: CollectionAccountId;
  readonly period: PlainMonth;
  readonly onMade: () => Promise<void>;
}

const previewOf = reading((params: Omit<PreviewProps, "onMade">, signal) =>
  call("treasury.preview", { params, signal }),
);

function Preview({ accountId, period, onMade }: PreviewProps) {
  const [of] = useState({ accountId, period });
  const { data, problem, reload } = useQuery(previewOf, of);
  const [asking, setAsking] = useState(false);
  if (!data) return problem ? <Failure problem={problem} onRetry={() => void reload()} /> : <CardsSkeleton cards={1} />;
  const { articles, amount, asked, done, later, left } = data;
  return (
    <>
      <p role="status">{articles > 0 ? strings.ready(articles, price(amount)) : strings.notReady}</p>
      {asked > 0 && <p class="muted">{strings.asked(asked)}</p>}
      {done > 0 && <p class="muted">{strings.done(done)}</p>}
      {later > 0 && <p class="muted">{strings.later(later)}</p>}
      {left.length > 0 && (
        <Notice tone="wait" title={strings.left}>
          <p>{strings.leftText}</p>
          <ul class="plain closures">
            {left.map((one) => (
              <li key={one.number}>
                <a href={familyTabPath(one.familyCode, one.why === "lacks" ? "foyer" : "factures")}>
                  {one.names.join(", ") || one.familyCode}
                </a>
                <br />
                {strings.leftOne(one.number, price(one.amount))}
                <br />
                <span class="small">{whyWords(one)}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {articles > 0 && (
        <div class="row">
          <button
            type="button"
            class="button"
            onClick={() => {
              setAsking(true);
            }}
          >
            {strings.make}
          </button>
        </div>
      )}
      {asking && (
        <ConfirmDialog
          title={strings.makeTitle(monthWords(period))}
          action={strings.make}
          busyLabel={strings.making}
          onConfirm={async () => {
            await sendOnce(["role", of], (idempotencyKey) =>
              call("treasury.makeRole", { params: of, body: { idempotencyKey }, repeatable: true }),
            );
            await Promise.all([reload(), onMade()]);
            announce(strings.made);
            setAsking(false);
          }}
          onClose={() => {
            setAsking(false);
          }}
        >
          <p>{strings.makeText(articles, price(amount))}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

const whyWords = (one: LeftOut): string =>
  one.why === "lacks" ? strings.lacksHead(listed(one.lacks.map((lack) => strings.lacks[lack]))) : strings[one.why];
