/** What a family owes and has paid, at the desk: money is entered, taken back, given back, written off, or let come later. */
import { useState } from "preact/hooks";
import type { DeskWallet, EntryView, OpenInvoice } from "../../../functions/payment/contract/desk.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised, listed } from "../../shared/format/text.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { Skeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { desk as strings } from "../../strings/fr/payment.ts";
import { deskWallet as walletWords } from "../../strings/fr/wallet.ts";
import { Dunning, ExemptDialog } from "./Dunning.tsx";
import { EnterPayment } from "./EnterPayment.tsx";
import { Entry, titleOf } from "./Entry.tsx";
import { PlanDialog } from "./PlanDialog.tsx";
import { TakeBackDialog } from "./TakeBackDialog.tsx";
import { GiveBackDialog, TopUpDialog } from "./WalletDialogs.tsx";
import { WriteOffDialog } from "./WriteOffDialog.tsx";

const paymentsOf = reading((familyCode: FamilyCode, signal) =>
  call("payment.ofFamily", { params: { familyCode }, signal }),
);

type Doing =
  | { readonly what: "enter" }
  | { readonly what: "topUp" | "giveBack"; readonly wallet: DeskWallet }
  | { readonly what: "writeOff" | "plan"; readonly invoice: OpenInvoice }
  /** Null: of the whole family. */
  | { readonly what: "exempt"; readonly invoice: OpenInvoice | null }
  | { readonly what: "reverse" | "refund"; readonly entry: EntryView };

interface Props {
  readonly code: FamilyCode;
  /** The invoices above say what is paid of them. */
  readonly onChanged: () => Promise<void>;
}

export function DeskPayments({ code, onChanged }: Props) {
  const { data, problem, reload } = useQuery(paymentsOf, code);
  const [doing, setDoing] = useState<Doing | null>(null);
  const onClose = (): void => {
    setDoing(null);
  };
  const onDone = async (): Promise<void> => {
    onClose();
    await Promise.all([reload(), onChanged()]);
  };
  if (!data) return problem ? <Failure problem={problem} onRetry={() => void reload()} /> : <Skeleton lines={4} />;
  const { invoices, entries, wallets, today, exempt, suspended } = data;
  const dialog = { code, onClose, onDone };
  return (
    <section class="card stack" aria-labelledby="encaissements">
      <h2 id="encaissements">{strings.title}</h2>
      {suspended && (
        <Notice tone="wait" title={strings.suspended}>
          <p>{strings.suspendedText(price(suspended.amount), dateOnly(suspended.since))}</p>
        </Notice>
      )}
      {invoices.length === 0 ? (
        <p class="muted">{strings.nothing}</p>
      ) : (
        <>
          <ul class="plain stack tight">
            {invoices.map((invoice) => (
              <Open key={invoice.number} code={code} invoice={invoice} onDo={setDoing} onDone={onDone} />
            ))}
          </ul>
          <Dunning
            code={code}
            of={null}
            exempt={exempt}
            onDone={onDone}
            onStop={() => {
              setDoing({ what: "exempt", invoice: null });
            }}
          />
          <div>
            <button
              type="button"
              class="button"
              onClick={() => {
                setDoing({ what: "enter" });
              }}
            >
              {strings.enter}
            </button>
          </div>
        </>
      )}
      {wallets.map((wallet) => (
        <Wallet key={wallet.accountId} wallet={wallet} onDo={setDoing} />
      ))}
      <details>
        <summary>{strings.history}</summary>
        {entries.length === 0 && <p class="muted">{strings.none}</p>}
        <ul class="plain stack tight">
          {entries.map((entry) => (
            <Entry key={entry.name} entry={entry}>
              {entry.can !== null && (
                <div>
                  <button
                    type="button"
                    class="text-button"
                    aria-label={
                      entry.can === "refund" ? strings.refundOf(titleOf(entry)) : strings.reverseOf(titleOf(entry))
                    }
                    onClick={() => {
                      if (entry.can !== null) setDoing({ what: entry.can, entry });
                    }}
                  >
                    {entry.can === "refund" ? strings.refund : strings.reverse}
                  </button>
                </div>
              )}
            </Entry>
          ))}
        </ul>
      </details>
      {doing?.what === "enter" && <EnterPayment {...dialog} invoices={invoices} wallets={wallets} today={today} />}
      {doing?.what === "topUp" && <TopUpDialog {...dialog} wallet={doing.wallet} today={today} />}
      {doing?.what === "giveBack" && <GiveBackDialog {...dialog} wallet={doing.wallet} />}
      {doing?.what === "writeOff" && <WriteOffDialog {...dialog} invoice={doing.invoice} />}
      {doing?.what === "plan" && <PlanDialog {...dialog} invoice={doing.invoice} today={today} />}
      {doing?.what === "exempt" && <ExemptDialog {...dialog} of={doing.invoice} />}
      {(doing?.what === "reverse" || doing?.what === "refund") && (
        <TakeBackDialog {...dialog} entry={doing.entry} what={doing.what} />
      )}
    </section>
  );
}

interface OpenProps {
  readonly code: FamilyCode;
  readonly invoice: OpenInvoice;
  readonly onDo: (doing: Doing) => void;
  readonly onDone: () => Promise<void>;
}

function Open({ code, invoice, onDo, onDone }: OpenProps) {
  const { period, accountName, due, late, plan, awaitedSince, debitedOn } = invoice;
  const month = monthWords(period);
  return (
    <li>
      {strings.invoice(capitalised(month), price(due))}{" "}
      {late > 0 && <span class="chip no">{strings.late(price(late))}</span>}{" "}
      {awaitedSince !== undefined && <span class="chip wait">{strings.awaited}</span>}{" "}
      {debitedOn !== undefined && <span class="chip wait">{strings.debited(dateOnly(debitedOn))}</span>}
      <br />
      <span class="small muted">{accountName}</span>
      {plan.length > 0 && (
        <>
          <br />
          <span class="small">
            {strings.planned(listed(plan.map(({ amount, on }) => strings.part(price(amount), dateOnly(on)))))}
          </span>
        </>
      )}
      <Dunning
        code={code}
        of={invoice}
        exempt={invoice.exempt}
        onDone={onDone}
        onStop={() => {
          onDo({ what: "exempt", invoice });
        }}
      />
      <div class="row">
        <button
          type="button"
          class="text-button"
          aria-label={strings.planOf(month)}
          onClick={() => {
            onDo({ what: "plan", invoice });
          }}
        >
          {strings.plan}
        </button>
        <button
          type="button"
          class="text-button"
          aria-label={strings.writeOffOf(month)}
          onClick={() => {
            onDo({ what: "writeOff", invoice });
          }}
        >
          {strings.writeOff}
        </button>
      </div>
    </li>
  );
}

interface WalletProps {
  readonly wallet: DeskWallet;
  readonly onDo: (doing: Doing) => void;
}

function Wallet({ wallet, onDo }: WalletProps) {
  const { accountName, balance, room } = wallet;
  return (
    <div>
      <b>{walletWords.title}</b>{" "}
      <span class={balance > 0 ? "chip ok" : "chip off"}>{walletWords.holds(price(balance))}</span>
      <br />
      <span class="small muted">{accountName}</span>
      <div class="row">
        {room !== null && room > 0 && (
          <button
            type="button"
            class="text-button"
            aria-label={walletWords.topUpOf(accountName)}
            onClick={() => {
              onDo({ what: "topUp", wallet });
            }}
          >
            {walletWords.topUp}
          </button>
        )}
        {balance > 0 && (
          <button
            type="button"
            class="text-button"
            aria-label={walletWords.giveBackOf(accountName)}
            onClick={() => {
              onDo({ what: "giveBack", wallet });
            }}
          >
            {walletWords.giveBack}
          </button>
        )}
      </div>
    </div>
  );
}
