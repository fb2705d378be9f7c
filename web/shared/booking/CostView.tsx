/** What a basket costs: what it changes for the others, the total, why, and how to pay less where no quotient is known. */
import { longDay } from "../format/dates.ts";
import { price } from "../format/euros.ts";
import { Notice } from "../ui/Notice.tsx";
import { cost as strings } from "../../strings/fr/booking/cost.ts";
import { keyOf } from "./basket/selection.ts";
import { lacksQuotient, type Cost, type PriceView } from "./cost.ts";
import type { Names } from "./names.ts";

const totalLabel = ({ total, moved }: Cost, givesUp: boolean): string =>
  total < 0 ? strings.less : total === 0 ? strings.same : givesUp || moved.length > 0 ? strings.more : strings.total;

interface Props {
  readonly cost: Cost;
  readonly names: Pick<Names, "child" | "unit">;
  /** Whether something of it is given up. */
  readonly givesUp: boolean;
  /** It is the family itself that reads it: the office has a page of its own for quotients. */
  readonly isFamily: boolean;
}

export function CostView({ cost, names, givesUp, isFamily }: Props) {
  const { total, moved, prices, prepaid } = cost;
  return (
    <section class="preview cost" aria-label={strings.title}>
      {moved.length > 0 && (
        <>
          <p>
            <b>{strings.movedTitle}</b>
          </p>
          <ul class="plain">
            {moved.map(({ was, is, ...line }) => (
              <li key={keyOf(line)}>
                {strings.moved(
                  names.child(line.childId),
                  longDay(line.date),
                  names.unit(line),
                  price(is.amount),
                  price(was),
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <p class="row between">
        <span>{totalLabel(cost, givesUp)}</span> <b>{total !== 0 && price(Math.abs(total))}</b>
      </p>
      {prepaid && <Prepaid {...prepaid} isFamily={isFamily} />}
      <Reasons prices={prices} />
      {lacksQuotient(prices) && <WithoutQuotient isFamily={isFamily} />}
    </section>
  );
}

interface PrepaidProps extends NonNullable<Cost["prepaid"]> {
  readonly isFamily: boolean;
}

/** Of days that are paid when they are booked. */
function Prepaid({ amount, balance, heldFor, mostHeld, isFamily }: PrepaidProps) {
  const words = strings.prepaid;
  if (amount <= balance)
    return <p>{amount > 0 ? words.taken(price(amount), price(balance)) : words.back(price(-amount))}</p>;
  return (
    <Notice tone="wait" title={words.short(price(amount - balance))}>
      <p>
        {words.shortText(price(balance))}{" "}
        {heldFor === undefined || mostHeld === undefined ? words.refused : words.held(heldFor, mostHeld)}{" "}
        {isFamily && <a href={words.href}>{words.link}</a>}
      </p>
    </Notice>
  );
}

export function Reasons({ prices }: { readonly prices: readonly PriceView[] }) {
  return (
    <details class="small">
      <summary>{strings.why}</summary>
      <ul>
        {prices.map(({ amount, reasons }) => (
          <li key={`${amount} ${reasons.join()}`}>{strings.because(price(amount), reasons.join(" ; "))}</li>
        ))}
      </ul>
    </details>
  );
}

export function WithoutQuotient({ isFamily }: { readonly isFamily: boolean }) {
  const words = strings.withoutQuotient;
  return (
    <Notice title={words.title}>
      <p>
        {isFamily ? words.text : words.officeText} {isFamily && <a href={words.href}>{words.link}</a>}
      </p>
    </Notice>
  );
}
