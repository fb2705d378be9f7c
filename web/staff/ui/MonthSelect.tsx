/** The choice of a month among those that there are: what follows below it is that month's. */
import type { PlainMonth } from "../../../functions/kernel/ids.ts";
import { monthWords } from "../../shared/format/dates.ts";
import { capitalised } from "../../shared/format/text.ts";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly months: readonly PlainMonth[];
  readonly value: PlainMonth;
  readonly onMonth: (month: PlainMonth) => void;
}

export const MonthSelect = ({ id, label, months, value, onMonth }: Props) => (
  <div class="field narrow">
    <label for={id}>{label}</label>
    <select
      id={id}
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = months.find((one) => one === currentTarget.value);
        if (chosen !== undefined) onMonth(chosen);
      }}
    >
      {months.map((one) => (
        <option key={one} value={one}>
          {capitalised(monthWords(one))}
        </option>
      ))}
    </select>
  </div>
);
