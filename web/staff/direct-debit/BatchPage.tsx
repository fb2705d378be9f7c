/** One batch: its file for the bank, its end, each of its debits and what the bank has sent back. */
import { useState } from "preact/hooks";
import type { DebitView, OneBatch } from "../../../functions/direct-debit/contract/office.ts";
import { readId, type DebitBatchId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { dateOnly, longMoment } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { DownloadLink } from "../../shared/ui/DownloadLink.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { debits as strings } from "../../strings/fr/direct-debit.ts";
import { debitsPath, familyTabPath } from "../shell/paths.ts";
import { BatchState } from "./BatchState.tsx";
import { CallOffDialog } from "./CallOffDialog.tsx";
import { ReturnDialog } from "./ReturnDialog.tsx";
import { isUnderWay, throughToTheEnd } from "./through.ts";

const batchOf = reading((batch: DebitBatchId, signal) => call("direct-debit.batch", { params: { batch }, signal }));

export function BatchPage({ batch }: { readonly batch: string }) {
  const known = readId("DebitBatchId", batch);
  return (
    <div class="stack reading">
      <p>
        <a href={debitsPath}>{strings.title}</a>
      </p>
      <Title text={batch} />
      {known && <Read batch={known} key={known} />}
    </div>
  );
}

function Read({ batch }: { readonly batch: DebitBatchId }) {
  const { data, problem, reload } = useQuery(batchOf, batch);
  if (!data)
    return problem ? (
      <Failure problem={problem} onRetry={() => void reload()} />
    ) : (
      <CardsSkeleton cards={2} lines={3} />
    );
  return (
    <>
      <Head data={data} reload={reload} />
      <Debits data={data} reload={reload} />
    </>
  );
}

interface Props {
  readonly data: OneBatch;
  readonly reload: () => Promise<void>;
}

function Head({ data, reload }: Props) {
  const { batch, sums, first, recurrent, returned } = data;
  const { accountName, dueOn, state, at, by, endedBy, reason } = batch;
  const [problem, setProblem] = useState<Problem | null>(null);
  const goOn = async (): Promise<void> => {
    setProblem(null);
    try {
      await throughToTheEnd(batch);
    } catch (error) {
      setProblem(asProblem(error));
    }
    await reload();
  };
  return (
    <section class="card stack tight" aria-labelledby="lot">
      <div class="row">
        <h2 id="lot">{strings.of(accountName, dateOnly(dueOn))}</h2>
        <BatchState state={state} />
      </div>
      <p>
        <b>{strings.sums(sums.count, price(sums.total))}</b>
        <br />
        <span class="small muted">
          {strings.first(first.count, price(first.total))}
          <br />
          {strings.recurrent(recurrent.count, price(recurrent.total))}
        </span>
        {returned.count > 0 && (
          <>
            <br />
            <span class="chip no">{strings.returns(returned.count, price(returned.total))}</span>
          </>
        )}
      </p>
      <p class="small muted">
        {strings.by(by, longMoment(at))}.{" "}
        {endedBy !== undefined &&
          `${(reason === undefined ? strings.endedBy.settled : strings.endedBy.cancelled)(endedBy)}. `}
        {reason !== undefined && strings.reason(reason)}
      </p>
      {isUnderWay(batch) && (
        <Notice tone="wait">
          <p>{strings.interrupted}</p>
          <button type="button" class="button" onClick={() => void goOn()}>
            {strings.goOn}
          </button>
        </Notice>
      )}
      {problem && <Failure problem={problem} />}
      {(state === "ready" || state === "settled") && <BankFile batch={batch.batch} />}
      {state === "ready" && <Ending data={data} reload={reload} />}
    </section>
  );
}

/** The bank's file, made when it is asked for. */
function BankFile({ batch }: { readonly batch: DebitBatchId }) {
  const [file, setFile] = useState<{ readonly name: string; readonly xml: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const make = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      setFile(await call("direct-debit.file", { params: { batch } }));
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <div class="stack tight">
      <p class="small">{strings.fileText}</p>
      {problem && <Failure problem={problem} />}
      <div class="row" role="status">
        {file ? (
          <DownloadLink text={file.xml} file={file.name} label={strings.fileGet(file.name)} />
        ) : (
          <button type="button" class="button ghost" aria-disabled={busy || undefined} onClick={() => void make()}>
            {busy ? strings.fileBusy : strings.file}
          </button>
        )}
      </div>
    </div>
  );
}

function Ending({ data: { batch, sums, returned, today }, reload }: Props) {
  const [doing, setDoing] = useState<"settle" | "callOff" | null>(null);
  const close = (): void => {
    setDoing(null);
  };
  const due = batch.dueOn <= today;
  return (
    <>
      {!due && <p class="small muted">{strings.settleLater(dateOnly(batch.dueOn))}</p>}
      <div class="row">
        {due && (
          <button
            type="button"
            class="button"
            onClick={() => {
              setDoing("settle");
            }}
          >
            {strings.settle}
          </button>
        )}
        <button
          type="button"
          class="text-button"
          onClick={() => {
            setDoing("callOff");
          }}
        >
          {strings.callOff}
        </button>
      </div>
      {doing === "settle" && (
        <ConfirmDialog
          title={strings.settleTitle}
          action={strings.settle}
          busyLabel={strings.settling}
          onConfirm={async () => {
            const answer = await call("direct-debit.settle", { params: { batch: batch.batch }, repeatable: true });
            await throughToTheEnd(answer.batch);
            close();
            toast(strings.settled);
            await reload();
          }}
          onClose={close}
        >
          <p>{strings.settleText(price(sums.total - returned.total))}</p>
        </ConfirmDialog>
      )}
      {doing === "callOff" && (
        <CallOffDialog
          batch={batch}
          onDone={async () => {
            close();
            await reload();
          }}
          onClose={close}
        />
      )}
    </>
  );
}

const tones = { waiting: "wait", settled: "ok", returned: "no", cancelled: "off" } as const;

function Debits({ data: { batch, debits, today }, reload }: Props) {
  const [returning, setReturning] = useState<DebitView | null>(null);
  const close = (): void => {
    setReturning(null);
  };
  const canReturn = batch.state === "ready" || batch.state === "settled";
  return (
    <section class="card stack tight" aria-labelledby="prelevements">
      <h2 id="prelevements">{strings.list}</h2>
      <ul class="plain closures">
        {debits.map((debit) => {
          const { familyCode, debtor, iban, sequence, amount, numbers, state, returned } = debit;
          return (
            <li key={familyCode}>
              <p class="row">
                <a href={familyTabPath(familyCode, "factures")}>{debtor}</a>
                <b>{price(amount)}</b>
                <span class={`chip ${tones[state]}`}>{strings.debitStates[state]}</span>
              </p>
              <span class="small muted">
                {iban}, {strings.sequences[sequence]}, {numbers.join(", ")}
              </span>
              {returned && (
                <>
                  <br />
                  <span class="small">
                    {capitalised(strings.back(returned.code, returned.why, dateOnly(returned.on)))}
                  </span>
                </>
              )}
              {canReturn && (state === "waiting" || state === "settled") && (
                <div>
                  <button
                    type="button"
                    class="text-button"
                    aria-label={strings.returnOf(debtor)}
                    onClick={() => {
                      setReturning(debit);
                    }}
                  >
                    {strings.return}
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
      {returning && (
        <ReturnDialog
          batch={batch.batch}
          debit={returning}
          today={today}
          onDone={async () => {
            close();
            await reload();
          }}
          onClose={close}
        />
      )}
    </section>
  );
}
