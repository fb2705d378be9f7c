/** Paying on the treasury's own site: its address, and what is typed there, each copied in one tap. */
import type { PayableAccount } from "../../../functions/payment/contract/own.ts";
import { decimal } from "../../../functions/kernel/money.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { Fact } from "../../shared/ui/Fact.tsx";
import { paying as strings } from "../../strings/fr/payment.ts";

interface Props {
  readonly address: string;
  readonly client: string;
  readonly invoices: PayableAccount["invoices"];
}

/** As the treasury's form takes it: `1234,56`. */
const Copied = ({ name, said, text }: { readonly name: string; readonly said: string; readonly text?: string }) => (
  <Fact name={name} said={said}>
    <CopyButton text={text ?? said} label={strings.copy} />
  </Fact>
);

export const TreasuryReferences = ({ address, client, invoices }: Props) => (
  <div class="stack tight">
    <h3>{strings.treasury}</h3>
    <p class="small">{strings.treasuryText}</p>
    <p>
      <a href={address} rel="noreferrer">
        {address}
      </a>
    </p>
    <dl class="facts">
      <Copied name={strings.client} said={client} />
    </dl>
    {invoices.map(({ period, reference, due }) => (
      <div class="stack tight" key={period}>
        <h4>{capitalised(monthWords(period))}</h4>
        <dl class="facts">
          <Copied name={strings.reference} said={reference} />
          <Copied name={strings.amount} said={price(due)} text={decimal(due)} />
        </dl>
      </div>
    ))}
  </div>
);
