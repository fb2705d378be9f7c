/** What the basket holds, in words. */
import { booking } from "../../../strings/fr/booking/grid.ts";
import { wishes, type Selection, type Wish } from "./selection.ts";

const said: Record<Wish, (days: number) => string> = {
  book: booking.bar.toBook,
  wait: booking.bar.toWait,
  cancel: booking.bar.toCancel,
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
