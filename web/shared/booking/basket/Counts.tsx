/** What the basket holds, in words. */
import { basket as strings } from "../../../strings/fr/booking/basket.ts";
import type { Amount } from "../../../strings/fr/booking/amount.ts";
import { amountOf, type NameOf } from "./amount.ts";
import { linesOf, wishes, type Selection, type Wish } from "./selection.ts";

const said: Record<Wish, (amount: Amount) => string> = {
  book: strings.toBook,
  wait: strings.toWait,
  cancel: strings.toCancel,
};

export function Counts({ selection, nameOf }: { readonly selection: Selection; readonly nameOf?: NameOf }) {
  return (
    <ul class="plain counts">
      {wishes.map((wish) => {
        const lines = linesOf(selection, wish);
        return (
          lines.length > 0 && (
            <li key={wish}>
              <b>
                {said[wish](
                  amountOf(
                    lines.map(({ cell }) => cell),
                    nameOf,
                  ),
                )}
              </b>
            </li>
          )
        );
      })}
    </ul>
  );
}
