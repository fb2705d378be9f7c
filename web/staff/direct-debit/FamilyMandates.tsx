/** A family's mandates at the desk, among its invoices: a paper one is entered, one is revoked with a reason. */
import { useState } from "preact/hooks";
import type { MandateView } from "../../../functions/direct-debit/contract/mandates.ts";
import type { FamilyMandates as Mandates } from "../../../functions/direct-debit/contract/office.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { MandateFacts, Standing } from "../../shared/direct-debit/MandateFacts.tsx";
import { dateOnly } from "../../shared/format/dates.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Skeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { familyMandates as strings, mandate as words } from "../../strings/fr/direct-debit.ts";
import { EnterMandate } from "./EnterMandate.tsx";
import { RevokeDialog } from "./RevokeDialog.tsx";

const mandatesOf = reading((familyCode: FamilyCode, signal) =>
  call("direct-debit.ofFamily", { params: { familyCode }, signal }),
);

type Account = Mandates["accounts"][number];
type Doing =
  | { readonly what: "enter"; readonly account: Account }
  | { readonly what: "revoke"; readonly account: Account; readonly mandate: MandateView };

export function FamilyMandates({ code }: { readonly code: FamilyCode }) {
  const { data, problem, reload } = useQuery(mandatesOf, code);
  const [doing, setDoing] = useState<Doing | null>(null);
  const onClose = (): void => {
    setDoing(null);
  };
  const onDone = async (): Promise<void> => {
    onClose();
    await reload();
  };
  if (!data) return problem ? <Failure problem={problem} onRetry={() => void reload()} /> : <Skeleton lines={2} />;
  if (data.accounts.length === 0) return null;
  return (
    <section class="card stack tight" aria-labelledby="mandats">
      <h2 id="mandats">{strings.title}</h2>
      {data.accounts.map((account) => (
        <OfAccount key={account.accountId} account={account} onDo={setDoing} />
      ))}
      {doing?.what === "enter" && (
        <EnterMandate code={code} accountId={doing.account.accountId} today={data.today} {...{ onDone, onClose }} />
      )}
      {doing?.what === "revoke" && (
        <RevokeDialog
          code={code}
          accountId={doing.account.accountId}
          rum={doing.mandate.rum}
          {...{ onDone, onClose }}
        />
      )}
    </section>
  );
}

interface Props {
  readonly account: Account;
  readonly onDo: (doing: Doing) => void;
}

function OfAccount({ account, onDo }: Props) {
  const { accountName, mandates } = account;
  const [last, ...before] = mandates;
  return (
    <>
      <p class="row">
        <b>{accountName}</b>
        {last ? <Standing standing={last.standing} /> : <span class="muted">{strings.none}</span>}
      </p>
      {last && <MandateFacts mandate={last} />}
      {last && (
        <p class="small muted">
          {last.way === "paper" && `${strings.by(last.by)}. `}
          {last.ended && words.ended(last.ended.reason)}
        </p>
      )}
      <div class="row">
        <button
          type="button"
          class="button ghost"
          aria-label={strings.enterOf(accountName)}
          onClick={() => {
            onDo({ what: "enter", account });
          }}
        >
          {strings.enter}
        </button>
        {last && last.standing !== "revoked" && (
          <button
            type="button"
            class="text-button"
            aria-label={strings.revokeOf(last.rum)}
            onClick={() => {
              onDo({ what: "revoke", account, mandate: last });
            }}
          >
            {strings.revoke}
          </button>
        )}
      </div>
      {before.length > 0 && (
        <details>
          <summary>{strings.history}</summary>
          <ul>
            {before.map(({ rum, iban, signedOn, ended }) => (
              <li key={rum}>
                {rum}, {iban}. {words.signed(dateOnly(signedOn))}. {ended && words.ended(ended.reason)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
