/** « Tous les mercredis », « 1 sur 2 »: for whom, which days, which weeks, and what it will give before it is applied. */
import { useState } from "preact/hooks";
import type { ChildId } from "../../../functions/domain/ids.ts";
import { serverNow } from "../../shared/clock.ts";
import { isoWeek, plain } from "../../shared/format/calendar.ts";
import { weekdayName } from "../../shared/format/dates.ts";
import { capitalised } from "../../shared/format/text.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { toast } from "../../shared/ui/live.tsx";
import { booking, pattern as strings } from "../../strings/fr/booking.ts";
import { Checks } from "./Checks.tsx";
import { excludedBy, sampleDay, type GridIndex, type Unit } from "./grid.ts";
import { PreviewList } from "./PreviewList.tsx";
import { previewPattern, type Weeks } from "./patterns.ts";
import { keyOf } from "./selection.ts";
import type { Basket } from "./useBasket.ts";

interface Props {
  readonly index: GridIndex;
  readonly unit: Unit;
  readonly weeks: Weeks;
  readonly basket: Basket;
  readonly onClose: () => void;
}

export function PatternDialog({ index, unit, weeks: firstWeeks, basket, onClose }: Props) {
  const { children } = index.grid;
  const [chosen, setChosen] = useState<readonly ChildId[]>(children.map(({ id }) => id));
  const [weekdays, setWeekdays] = useState(index.weekdays);
  const [weeks, setWeeks] = useState(firstWeeks);
  const preview = previewPattern(index, basket.selection, { children: chosen, unit, weekdays, weeks });

  const apply = (): void => {
    basket.act({ kind: "wish", wish: "book", keys: preview.takes.map(keyOf), instead: preview.takes.flatMap((cell) => excludedBy(unit, cell)) });
    toast(strings.applied(preview.takes.length));
    onClose();
  };
  return (
    <Dialog title={`${strings.title} · ${unit.name}`} onClose={onClose} footer={<>
      <button type="button" class="button ghost" onClick={onClose}>{strings.cancel}</button>
      <button type="button" class="button" disabled={preview.takes.length === 0} onClick={apply}>{strings.apply(preview.takes.length)}</button>
    </>}>
      <div class="stack">
        {children.length > 1 && (
          <Checks legend={strings.children} options={children.map(({ id, firstName }) => ({ value: id, label: firstName }))} chosen={chosen} onChange={setChosen} />
        )}
        {index.weekdays.length > 1 && (
          <Checks legend={strings.days} chosen={weekdays} onChange={setWeekdays}
            options={index.weekdays.map((day) => {
              const sample = sampleDay(index, day);
              return { value: day, label: sample ? capitalised(weekdayName(sample)) : booking.date };
            })} />
        )}
        <div>
          <Segmented legend={strings.weeks} value={weeks} onChange={setWeeks}
            options={[{ value: "all", label: strings.all }, { value: "even", label: strings.even }, { value: "odd", label: strings.odd }]} />
          <p class="hint">{strings.weeksHint(isoWeek(plain(new Date(serverNow()))))}</p>
        </div>
        <PreviewList index={index} preview={preview} />
      </div>
    </Dialog>
  );
}
