/** What was tried: each unit, its price, and why. */
import type { Answer } from "../../shared/api/client.ts";
import { price as priceText } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { tryPrice as strings } from "../../strings/fr/price.ts";

type Prices = Answer<"price.try">["children"][number]["prices"];

export const TriedPrices = ({ prices }: { readonly prices: Prices }) => (
  <dl class="prices">
    {prices.map(({ unitName, amount, reasons }) => (
      <div key={unitName}>
        <dt>{unitName}</dt>
        <dd>
          <b>{amount === null ? strings.nothing : priceText(amount)}</b>
          <span class="small muted">{capitalised(reasons.join(" ; "))}</span>
        </dd>
      </div>
    ))}
  </dl>
);
