/** From an empty period to the first day after it that holds something. */
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { longDay } from "../../../shared/format/dates.ts";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { bookingList as strings } from "../../../strings/fr/booking/list.ts";

export function NextButton({ next, onGo }: { readonly next: PlainDate; readonly onGo: (date: PlainDate) => void }) {
  return (
    <button
      type="button"
      class="button"
      onClick={() => {
        onGo(next);
      }}
    >
      <Icon name="right" size={18} /> {strings.next(longDay(next))}
    </button>
  );
}
