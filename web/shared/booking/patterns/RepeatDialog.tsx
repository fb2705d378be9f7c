/**
 * « Comme la semaine d’avant »: what a week has, in the weeks after it. Last week counts, although the grid begins
 * today.
 */
import { useState } from "preact/hooks";
import { serverNow } from "../../clock.ts";
import { plain } from "../../format/calendar.ts";
import { longDay } from "../../format/dates.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Failure } from "../../ui/Failure.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { CardsSkeleton } from "../../ui/Skeleton.tsx";
import { useQuery } from "../../useQuery.ts";
import { patterns as strings } from "../../../strings/fr/booking/patterns.ts";
import type { Cell } from "../basket/selection.ts";
import { useDesk } from "../desk.ts";
import type { DialogProps } from "./dialogProps.ts";
import { FillDialog } from "./FillDialog.tsx";
import { likelyModel, modelWeeks, repeatCells, type Repeat } from "./patterns.ts";

export function RepeatDialog(props: DialogProps) {
  const { data, problem, reload } = useQuery(useDesk().lastDays, plain(new Date(serverNow())));
  if (data) {
    const { grid } = props.index;
    const before = data.bookings.filter(
      ({ status, activityId, date }) =>
        status === "booked" && activityId === grid.activity.id && !grid.days.some((day) => day.date === date),
    );
    return <Choice before={before} {...props} />;
  }
  return (
    <Dialog title={strings.repeatTitle} onClose={props.onClose}>
      {problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton cards={1} />
      )}
    </Dialog>
  );
}

function Choice({ before, ...props }: DialogProps & { readonly before: readonly Cell[] }) {
  const { index, basket, onClose } = props;
  const [weeks] = useState(() => modelWeeks(index, basket.selection, before));
  const [monday, setMonday] = useState(() => likelyModel(index, basket.selection, weeks));
  const [repeat, setRepeat] = useState<Repeat>("next");
  if (monday === undefined)
    return (
      <Dialog title={strings.repeatTitle} onClose={onClose}>
        <p>{strings.repeatNothing}</p>
      </Dialog>
    );
  return (
    <FillDialog
      title={strings.repeatTitle}
      wanted={repeatCells(index, weeks.get(monday) ?? [], monday, repeat)}
      {...props}
    >
      <div class="field">
        <label for="semaine">{strings.repeatModel}</label>
        <select
          id="semaine"
          value={monday}
          onChange={(event) => {
            const chosen = [...weeks.keys()].find((week) => week === event.currentTarget.value);
            if (chosen) setMonday(chosen);
          }}
        >
          {[...weeks.keys()].sort().map((week) => (
            <option key={week} value={week}>
              {longDay(week)}
            </option>
          ))}
        </select>
      </div>
      <Segmented
        legend={strings.repeatTo}
        value={repeat}
        onChange={setRepeat}
        options={[
          { value: "next", label: strings.repeatNext },
          { value: "alternate", label: strings.repeatAlternate },
          { value: "all", label: strings.repeatAll },
        ]}
      />
    </FillDialog>
  );
}
