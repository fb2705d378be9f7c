/** « Semaines entières »: whole weeks of a holiday, every open day of them. */
import { useState } from "preact/hooks";
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { isoWeek, mondayOf } from "../../format/calendar.ts";
import { shortDay } from "../../format/dates.ts";
import { patterns as strings } from "../../../strings/fr/booking/patterns.ts";
import { Checks } from "./Checks.tsx";
import { ChildChecks } from "./ChildChecks.tsx";
import { FillDialog } from "./FillDialog.tsx";
import type { DialogProps } from "./dialogProps.ts";
import { openWeeks, weekCells } from "./patterns.ts";

export function WeeksDialog(props: DialogProps) {
  const { index, unit } = props;
  const { children, days } = index.grid;
  const weeks = openWeeks(index);
  const [chosen, setChosen] = useState(children.map(({ id }) => id));
  const [mondays, setMondays] = useState<readonly PlainDate[]>(weeks.slice(0, 1));
  const label = (monday: PlainDate): string => {
    const open = days
      .filter(({ date, closed }) => closed === undefined && mondayOf(date) === monday)
      .map(({ date }) => date);
    return strings.week(isoWeek(monday), shortDay(open[0] ?? monday), shortDay(open.at(-1) ?? monday));
  };
  return (
    <FillDialog
      title={`${strings.weeksTitle} · ${unit.name}`}
      wanted={weekCells(index, mondays, chosen, unit)}
      {...props}
    >
      <ChildChecks
        children={children}
        chosen={chosen}
        onChange={(next) => {
          setChosen([...next]);
        }}
      />
      <div class="scroll-checks">
        <Checks
          legend={strings.weeks}
          chosen={mondays}
          onChange={setMondays}
          options={weeks.map((monday) => ({ value: monday, label: label(monday) }))}
        />
      </div>
    </FillDialog>
  );
}
