/** Where the treasury sends a payer back to: what became of the payment, as the treasury itself says it. */
import { useState } from "preact/hooks";
import type { PaymentResult } from "../../../functions/payment/contract/own.ts";
import { readId, type PayfipOperationId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { listed } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { paid as strings } from "../../strings/fr/payment.ts";
import { wallet as walletWords } from "../../strings/fr/wallet.ts";
import { shell } from "../../strings/fr/shell.ts";
import { invoicesPath, payPath, walletPath } from "../shell/paths.ts";

const resultOf = reading((operation: PayfipOperationId, signal) =>
  call("payment.result", { params: { operation }, signal }),
);

/** The treasury writes the parameter in either way. */
function operationHere(): PayfipOperationId | null {
  const asked = new URLSearchParams(window.location.search);
  return readId("PayfipOperationId", (asked.get("idop") ?? asked.get("idOp") ?? "").toLowerCase());
}

export function PaidPage() {
  const [operation] = useState(operationHere);
  return (
    <div class="stack reading">
      <PageHead
        title={strings.title}
        trail={[{ label: shell.groups.finances }, { label: shell.pages.invoices, href: invoicesPath }]}
      />
      {operation ? <Result operation={operation} /> : <Notice title={strings.unknown} />}
      <p>
        <a href={invoicesPath}>{shell.pages.invoices}</a>
      </p>
    </div>
  );
}

const tones = {
  paid: "ok",
  waiting: "wait",
  unclear: "wait",
  unmatched: "wait",
  refused: "no",
  cancelled: "info",
  expired: "info",
} as const satisfies Readonly<Record<PaymentResult["state"], "info" | "ok" | "wait" | "no">>;

function Result({ operation }: { readonly operation: PayfipOperationId }) {
  const { data, problem, loading, reload } = useQuery(resultOf, operation);
  if (!data)
    return problem ? (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    ) : (
      <CardsSkeleton cards={1} lines={3} />
    );
  const { state, amount, over, away, accountName, invoices, wallet } = data;
  const texts = wallet ? strings.walletTexts : strings.texts;
  const again = state === "refused" || state === "cancelled" || state === "expired";
  return (
    <>
      <Notice tone={tones[state]} title={strings.states[state]} live>
        <p>{texts[state](price(amount))}</p>
        {over > 0 && <p>{strings.over(price(over))}</p>}
        {away && <p>{strings.away}</p>}
        <p class="small">
          {accountName}.{" "}
          {wallet ? strings.toWallet : strings.invoices(listed(invoices.map(({ period }) => monthWords(period))))}.
        </p>
      </Notice>
      {problem && <Failure problem={problem} />}
      <div class="row">
        {again && (
          <a class="button" href={wallet ? walletPath : payPath}>
            {strings.again}
          </a>
        )}
        {wallet && !again && (
          <a class="button ghost" href={walletPath}>
            {walletWords.open}
          </a>
        )}
        {state === "waiting" && (
          <button
            type="button"
            class="button ghost"
            aria-disabled={loading || undefined}
            onClick={() => {
              if (!loading) void reload();
            }}
          >
            {loading ? strings.checking : strings.check}
          </button>
        )}
      </div>
    </>
  );
}
