/** Which month or week, and the ones around it. */
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { capitalised } from "../../../shared/format/text.ts";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { bookingList as strings } from "../../../strings/fr/booking/list.ts";
import { nameOf, periodOf, type Period } from "./period.ts";

export function PeriodHead({
  period,
  today,
  onPeriod,
}: {
  readonly period: Period;
  readonly today: PlainDate;
  readonly onPeriod: (date: PlainDate) => void;
}) {
  const { kind, from, to } = period;
  const words = strings.period[kind];
  const go = (further: number): void => {
    onPeriod(periodOf(kind, from, further).from);
  };
  return (
    <header class="month-head">
      <button
        type="button"
        class="icon-button"
        onClick={() => {
          go(-1);
        }}
      >
        <Icon name="left" />
        <span class="visually-hidden">{words.previous}</span>
      </button>
      <h2 aria-live="polite">{capitalised(nameOf(period))}</h2>
      <button
        type="button"
        class="icon-button"
        onClick={() => {
          go(1);
        }}
      >
        <Icon name="right" />
        <span class="visually-hidden">{words.next}</span>
      </button>
      {(today < from || today > to) && (
        <button
          type="button"
          class="text-button no-print"
          onClick={() => {
            onPeriod(today);
          }}
        >
          {words.now}
        </button>
      )}
    </header>
  );
}
