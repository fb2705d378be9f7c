/** What a dry run says: each account's sum, and what staff looks at twice. */
import type { Misfit } from "../../../functions/billing/contract/office.ts";
import { useState } from "preact/hooks";
import { dateOnly } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { billing as strings } from "../../strings/fr/billing.ts";
import { familyTabPath } from "../shell/paths.ts";
import type { Trial } from "./useTrial.ts";

const kinds = ["unpriced", "noAddress", "odd", "first"] as const;
/** Misfits of a kind shown at first. */
const few = 10;

interface Props {
  readonly trial: Trial;
  readonly nameOf: (accountId: string) => string;
}

export const TrialResult = ({ trial: { accounts, misfits, state }, nameOf }: Props) => (
  <div class="stack tight">
    <div class="amounts" role="region" aria-label={strings.sums} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{strings.account}</th>
            <th scope="col">{strings.invoices}</th>
            <th scope="col">{strings.amount}</th>
            <th scope="col">{strings.waiting}</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map(({ accountId, invoices, amount, waiting }) => (
            <tr key={accountId}>
              <th scope="row">{nameOf(accountId)}</th>
              <td>{invoices}</td>
              <td>{price(amount)}</td>
              <td>{waiting}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{strings.total}</th>
            <td>{accounts.reduce((sum, one) => sum + one.invoices, 0)}</td>
            <td>{price(accounts.reduce((sum, one) => sum + one.amount, 0))}</td>
            <td>{accounts.reduce((sum, one) => sum + one.waiting, 0)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
    <p class="small muted">{strings.waitingHint}</p>
    <h3>{strings.misfits}</h3>
    {misfits.length === 0 && state === "done" && <p class="muted">{strings.noMisfit}</p>}
    {kinds.map((kind) => (
      <Misfits key={kind} kind={kind} misfits={misfits.filter((one) => one.kind === kind)} />
    ))}
  </div>
);

interface MisfitsProps {
  readonly kind: Misfit["kind"];
  readonly misfits: readonly Misfit[];
}

function Misfits({ kind, misfits }: MisfitsProps) {
  const [all, setAll] = useState(false);
  if (misfits.length === 0) return null;
  const shown = all ? misfits : misfits.slice(0, few);
  return (
    <section aria-label={strings.kinds[kind]} class="stack tight">
      <p>
        <b>
          {strings.kinds[kind]} ({misfits.length})
        </b>
        <br />
        <span class="small muted">{strings.kindHints[kind]}</span>
      </p>
      <ul>
        {shown.map((one, rank) => (
          <li key={rank}>
            <a href={familyTabPath(one.familyCode, "factures")}>
              {one.familyName} · {one.familyCode}
            </a>
            {about(one)}
          </li>
        ))}
      </ul>
      {shown.length < misfits.length && (
        <div>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setAll(true);
            }}
          >
            {strings.more(misfits.length - shown.length)}
          </button>
        </div>
      )}
    </section>
  );
}

function about(misfit: Misfit): string {
  switch (misfit.kind) {
    case "unpriced":
      return ` · ${strings.unpriced(misfit.firstName, dateOnly(misfit.date), misfit.what)}`;
    case "noAddress":
      return "";
    case "odd":
      return ` · ${strings.odd(misfit.accountName, price(misfit.own), price(misfit.before))}`;
    case "first":
      return ` · ${price(misfit.total)}`;
  }
}
