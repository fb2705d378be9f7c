/** « Tous les mercredis », « 1 sur 2 »: for whom, which days, which weeks. */
import { useState } from "preact/hooks";
import { serverNow } from "../../clock.ts";
import { isoWeek, plain } from "../../format/calendar.ts";
import { dateOnly, weekdayName } from "../../format/dates.ts";
import { capitalised } from "../../format/text.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { grid } from "../../../strings/fr/booking/grid.ts";
import { patterns as strings } from "../../../strings/fr/booking/patterns.ts";
import { sampleDay } from "../grid/gridIndex.ts";
import { Checks } from "./Checks.tsx";
import { ChildChecks } from "./ChildChecks.tsx";
import type { DialogProps } from "./dialogProps.ts";
import { FillDialog } from "./FillDialog.tsx";
import { monthEnds, patternCells, type Weeks } from "./patterns.ts";

export function PatternDialog({ weeks: firstWeeks, ...props }: DialogProps & { readonly weeks: Weeks }) {
  const { index, unit } = props;
  const { children } = index.grid;
  const [chosen, setChosen] = useState(children.map(({ id }) => id));
  const [weekdays, setWeekdays] = useState(index.weekdays);
  const [weeks, setWeeks] = useState(firstWeeks);
  const ends = monthEnds(index);
  const [until, setUntil] = useState(ends.at(-1));
  return (
    <FillDialog
      title={`${strings.title} · ${unit.name}`}
      wanted={patternCells(index, { children: chosen, unit, weekdays, weeks, until })}
      {...props}
    >
      <ChildChecks
        children={children}
        chosen={chosen}
        onChange={(next) => {
          setChosen([...next]);
        }}
      />
      {index.weekdays.length > 1 && (
        <Checks
          legend={strings.days}
          chosen={weekdays}
          onChange={setWeekdays}
          options={index.weekdays.map((day) => {
            const sample = sampleDay(index, day);
            return { value: day, label: sample ? capitalised(weekdayName(sample)) : grid.date };
          })}
        />
      )}
      <div>
        <Segmented
          legend={strings.weeks}
          value={weeks}
          onChange={setWeeks}
          options={[
            { value: "all", label: strings.all },
            { value: "even", label: strings.even },
            { value: "odd", label: strings.odd },
          ]}
        />
        <p class="hint">{strings.weeksHint(isoWeek(plain(new Date(serverNow()))))}</p>
      </div>
      {ends.length > 1 && (
        <div class="field">
          <label for="jusqu-au">{strings.until}</label>
          <select
            id="jusqu-au"
            value={until}
            onChange={(event) => {
              setUntil(ends.find((day) => day === event.currentTarget.value));
            }}
          >
            {ends.map((day, rank) => (
              <option key={day} value={day}>
                {rank === ends.length - 1 ? strings.untilEnd(dateOnly(day)) : dateOnly(day)}
              </option>
            ))}
          </select>
        </div>
      )}
    </FillDialog>
  );
}
