/** « Prélèvement automatique »: the mandate of each account that debits, what is debited soon, signing and revoking. */
import { useState } from "preact/hooks";
import type { OwnMandates } from "../../../functions/direct-debit/contract/own.ts";
import { call } from "../../shared/api/index.ts";
import { MandateFacts, Standing } from "../../shared/direct-debit/MandateFacts.tsx";
import { dateOnly } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { listed } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { ownDebit as strings } from "../../strings/fr/direct-debit.ts";
import { shell } from "../../strings/fr/shell.ts";
import { invoicesPath } from "../shell/paths.ts";
import { SignForm } from "./SignForm.tsx";

const ownMandates = reading((_: null, signal) => call("direct-debit.own", { signal }));

export function DebitPage() {
  const { data, problem, reload } = useQuery(ownMandates, null);
  return (
    <div class="stack reading">
      <PageHead
        title={strings.title}
        trail={[{ label: shell.groups.finances }, { label: shell.pages.invoices, href: invoicesPath }]}
      >
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {data ? (
        <Loaded data={data} reload={reload} />
      ) : problem ? (
        <Failure problem={problem} onRetry={() => void reload()} />
      ) : (
        <CardsSkeleton cards={1} lines={4} />
      )}
    </div>
  );
}

interface Props {
  readonly data: OwnMandates;
  readonly reload: () => Promise<void>;
}

function Loaded({ data: { payer, debtor, accounts }, reload }: Props) {
  if (!payer)
    return (
      <Notice title={strings.notPayer}>
        <p>{strings.notPayerText}</p>
      </Notice>
    );
  if (accounts.length === 0)
    return (
      <Notice>
        <p>{strings.none}</p>
      </Notice>
    );
  return (
    <>
      {accounts.map((account) => (
        <Account key={account.accountId} account={account} debtor={debtor} reload={reload} />
      ))}
    </>
  );
}

interface AccountProps {
  readonly account: OwnMandates["accounts"][number];
  readonly debtor: string;
  readonly reload: () => Promise<void>;
}

const texts = {
  active: strings.activeText,
  suspended: strings.suspendedText,
  revoked: strings.revokedText,
  lapsed: strings.lapsedText,
} as const;

function Account({ account, debtor, reload }: AccountProps) {
  const { accountId, accountName, mandate, coming } = account;
  const [doing, setDoing] = useState<"sign" | "revoke" | null>(null);
  const close = (): void => {
    setDoing(null);
  };
  const active = mandate?.standing === "active";
  const key = `mandat-${accountId}`;
  return (
    <section class="card stack tight" aria-labelledby={key}>
      <div class="row">
        <h2 id={key}>{accountName}</h2>
        {mandate && <Standing standing={mandate.standing} />}
      </div>
      <p>{mandate ? texts[mandate.standing] : strings.noMandate}</p>
      {coming.map(({ on, amount, numbers }) => (
        <Notice key={on} tone="wait" title={strings.coming(price(amount), dateOnly(on))}>
          <p class="small">{strings.comingOf(listed(numbers))}</p>
        </Notice>
      ))}
      {mandate && <MandateFacts mandate={mandate} />}
      {doing === "sign" ? (
        <SignForm
          account={account}
          debtor={debtor}
          onDone={async () => {
            close();
            toast(strings.signed);
            await reload();
          }}
          onCancel={close}
        />
      ) : (
        <div class="row">
          <button
            type="button"
            class={active ? "button ghost" : "button"}
            aria-label={active ? strings.changeOf(accountName) : strings.signOf(accountName)}
            onClick={() => {
              setDoing("sign");
            }}
          >
            {active ? strings.change : strings.sign}
          </button>
          {mandate && mandate.standing !== "revoked" && (
            <button
              type="button"
              class="text-button"
              aria-label={strings.revokeOf(accountName)}
              onClick={() => {
                setDoing("revoke");
              }}
            >
              {strings.revoke}
            </button>
          )}
        </div>
      )}
      {doing === "revoke" && mandate && (
        <ConfirmDialog
          title={strings.revokeTitle}
          action={strings.revoke}
          busyLabel={strings.revoking}
          danger
          onConfirm={async () => {
            await call("direct-debit.revoke", { params: { accountId }, body: { rum: mandate.rum } });
            close();
            toast(strings.revoked);
            await reload();
          }}
          onClose={close}
        >
          <p>{strings.revokeText}</p>
          {coming.map(({ on }) => (
            <p key={on}>{strings.revokeComing(dateOnly(on))}</p>
          ))}
        </ConfirmDialog>
      )}
    </section>
  );
}
