/** Who is expected, for what, and whom to call: figures, then one line a child (Children.tsx). */
import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { DaySheetView, Headcount } from "../../../functions/day-sheet/contract.ts";
import { serverNow } from "../../shared/clock.ts";
import { longMoment } from "../../shared/format/dates.ts";
import { searchable } from "../../shared/format/text.ts";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { daySheet as strings } from "../../strings/fr/day-sheet.ts";
import { RollCallState } from "../attendance/RollCallState.tsx";
import { childKey, type SheetChild } from "../attendance/runs.ts";
import { useRollCall } from "../attendance/useRollCall.ts";
import { CalledChildren } from "./CalledChildren.tsx";
import { Children } from "./Children.tsx";

const byName = (a: SheetChild, b: SheetChild): number =>
  a.lastName.localeCompare(b.lastName, "fr") || a.firstName.localeCompare(b.firstName, "fr");

interface Props {
  readonly sheet: DaySheetView;
  readonly onReload: () => Promise<void>;
}

export function DaySheet({ sheet, onReload }: Props) {
  const [sought, setSought] = useState("");
  const words = searchable(sought).split(/\s+/u).filter(Boolean);
  const rollCall = useRollCall(sheet, onReload);
  const sorted = useMemo(() => [...rollCall.children].sort(byName), [rollCall.children]);
  const shown = sorted.filter((child) =>
    words.every((word) => searchable(`${child.firstName} ${child.lastName} ${child.familyCode}`).includes(word)),
  );
  return (
    <>
      {sheet.closed !== undefined && (
        <Notice tone="wait" title={strings.closed}>
          <p>{sheet.closed}</p>
        </Notice>
      )}
      <RollCallState sheet={sheet} onReopened={onReload} />
      {words.length > 0 && (
        <p class="print-only">{strings.filtered(sought.trim(), shown.length, sheet.children.length)}</p>
      )}
      <Figures sheet={sheet} />
      {sheet.children.length === 0 ? (
        <div class="card empty">
          <Icon name="family" size={28} />
          <p>{strings.empty}</p>
        </div>
      ) : (
        <div class="sheet-search no-print">
          <label class="visually-hidden" for="recherche">
            {strings.find}
          </label>
          <Icon name="search" />
          <input
            type="search"
            id="recherche"
            placeholder={strings.find}
            value={sought}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              setSought(event.currentTarget.value);
            }}
          />
          <p class="small muted" role="status">
            {words.length > 0 && strings.found(shown.length)}
          </p>
        </div>
      )}
      {sheet.rollCall.state === "future" ? (
        shown.length > 0 && (
          <Children list={shown.map((child) => ({ key: childKey(child), child, units: child.units }))} calling={null} />
        )
      ) : (
        <CalledChildren sheet={sheet} rollCall={rollCall} children={shown} onReload={onReload} />
      )}
      {sheet.children.length > 0 && shown.length === 0 && <p class="muted">{strings.noMatch}</p>}
      <p class="print-only small">{strings.printed(longMoment(serverNow()))}</p>
    </>
  );
}

/** What the figures count is said by each: who comes first, then who is to be approved, offered a place, to pay for one, absent. */
function Figures({ sheet: { expected, units, meals, rollCall } }: { readonly sheet: DaySheetView }) {
  return (
    // On the day itself children are called: the list is what is wanted in sight.
    <ul class={rollCall.state === "future" ? "plain figures" : "plain figures compact"}>
      <Figure count={expected}>{strings.expected(expected.booked)}</Figure>
      {units.map(({ activityName, unitId, name, count, places }) => (
        <Figure count={count} places={places} key={activityName + unitId}>
          {name}
          <small class="muted">{activityName}</small>
        </Figure>
      ))}
      <Figure count={meals}>
        <Icon name="meal" size={17} /> {strings.meals}
      </Figure>
    </ul>
  );
}

function Figure({
  count,
  places = null,
  children,
}: {
  readonly count: Headcount;
  readonly places?: number | null;
  readonly children: ComponentChildren;
}) {
  const taken = count.booked + count.pending + count.offered + count.held + count.absent;
  const beside = strings.beside(count);
  return (
    <li class="figure">
      <b>{count.booked}</b>
      <span>{children}</span>
      {beside !== "" && <span>{beside}</span>}
      {places !== null && (
        <>
          <span class="muted">{strings.left(Math.max(0, places - taken), places)}</span>
          <meter min={0} max={Math.max(1, places)} value={taken} aria-hidden="true" />
        </>
      )}
    </li>
  );
}
