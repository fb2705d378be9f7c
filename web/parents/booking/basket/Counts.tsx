/** What the basket holds, in words. */
import { basket as strings } from "../../../strings/fr/booking/basket.ts";
import { wishes, type Selection, type Wish } from "./selection.ts";

const said: Record<Wish, (days: number) => string> = {
  book: strings.toBook,
  wait: strings.toWait,
  cancel: strings.toCancel,
};

export function Counts({ selection }: { readonly selection: Selection }) {
  return (
    <ul class="plain counts">
      {wishes.map((wish) => {
        const days = [...selection.values()].filter((it) => it === wish).length;
        return (
          days > 0 && (
            <li key={wish}>
              <b>{said[wish](days)}</b>
            </li>
          )
        );
      })}
    </ul>
  );
}
