/** A batch before it is made: for which account and day, what it would debit, who is left out and why. */
import { useState } from "preact/hooks";
import { readId, type CollectionAccountId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { navigate } from "../../shared/router.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { debits as strings } from "../../strings/fr/direct-debit.ts";
import { debitBatchPath, familyTabPath } from "../shell/paths.ts";
import { throughToTheEnd } from "./through.ts";

interface Account {
  readonly id: CollectionAccountId;
  readonly name: string;
  readonly noticeDays: number;
  readonly earliest: PlainDate;
}

const previewOf = (accountId: CollectionAccountId, dueOn: PlainDate) =>
  call("direct-debit.preview", { params: { accountId, dueOn } });
type Preview = Awaited<ReturnType<typeof previewOf>>;

export function Prepare({ accounts }: { readonly accounts: readonly Account[] }) {
  const [account, setAccount] = useState(accounts[0]);
  const [day, setDay] = useState<string>(accounts[0]?.earliest ?? "");
  const [seen, setSeen] = useState<Preview | null>(null);
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const on = readId("PlainDate", day);
  if (!account) return null;
  const forget = (): void => {
    setSeen(null);
    setProblem(null);
  };
  const look = async (): Promise<void> => {
    if (busy || !on) return;
    forget();
    setBusy(true);
    try {
      setSeen(await previewOf(account.id, on));
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <section class="card stack tight" aria-labelledby="preparer" aria-busy={busy}>
      <h2 id="preparer">{strings.prepare}</h2>
      <div class="field">
        <label for="prelever-compte">{strings.account}</label>
        <select
          id="prelever-compte"
          value={account.id}
          onChange={({ currentTarget }) => {
            forget();
            setAccount(accounts.find(({ id }) => id === currentTarget.value));
          }}
        >
          {accounts.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="prelever-jour">{strings.day}</label>
        <p class="hint" id="prelever-jour-hint">
          {strings.dayHint(dateOnly(account.earliest), account.noticeDays)}
        </p>
        <div class="input-frame">
          <input
            id="prelever-jour"
            type="date"
            value={day}
            min={account.earliest}
            aria-describedby="prelever-jour-hint"
            onInput={({ currentTarget }) => {
              forget();
              setDay(currentTarget.value);
            }}
          />
        </div>
      </div>
      {problem && <Failure problem={problem} />}
      <div class="row">
        <button
          type="button"
          class="button ghost"
          aria-disabled={busy || !on || undefined}
          onClick={() => {
            void look();
          }}
        >
          {busy ? strings.looking : strings.look}
        </button>
        {seen && seen.sums.count > 0 && (
          <button
            type="button"
            class="button"
            onClick={() => {
              setAsking(true);
            }}
          >
            {strings.confirm(seen.sums.count)}
          </button>
        )}
      </div>
      {seen && <Seen seen={seen} />}
      {asking && on && seen && (
        <ConfirmDialog
          title={strings.confirmTitle(dateOnly(on))}
          action={strings.confirm(seen.sums.count)}
          busyLabel={strings.preparing}
          onConfirm={async () => {
            const body = { accountId: account.id, dueOn: on };
            const { batch } = await sendOnce(["lot", body], (idempotencyKey) =>
              call("direct-debit.prepare", { body: { idempotencyKey, ...body }, repeatable: true }),
            );
            await throughToTheEnd(batch);
            toast(strings.prepared);
            navigate(debitBatchPath(batch.batch));
          }}
          onClose={() => {
            setAsking(false);
          }}
        >
          <p>
            <b>{strings.sums(seen.sums.count, price(seen.sums.total))}</b>
          </p>
          <p>{strings.confirmText}</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function Seen({ seen: { sums, first, recurrent, left } }: { readonly seen: Preview }) {
  return (
    <div class="stack tight" role="status">
      {sums.count === 0 ? (
        <p>{strings.nothing}</p>
      ) : (
        <p>
          <b>{strings.sums(sums.count, price(sums.total))}</b>
          <br />
          <span class="small muted">
            {strings.first(first.count, price(first.total))}
            <br />
            {strings.recurrent(recurrent.count, price(recurrent.total))}
          </span>
        </p>
      )}
      {left.length > 0 && (
        <details open>
          <summary>{strings.left(left.length)}</summary>
          <ul>
            {left.map(({ familyCode, debtor, number, amount, why }) => (
              <li key={number}>
                <a href={familyTabPath(familyCode, "factures")}>{debtor}</a>
                {strings.leftOne(number, price(amount), strings.why[why])}
              </li>
            ))}
          </ul>
        </details>
      )}
      <p class="small muted">{strings.only}</p>
    </div>
  );
}
