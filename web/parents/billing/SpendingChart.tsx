/**
 * What each month cost, child upon child, as bars: the table beside says the same in numbers. Drawn here: a dozen
 * rectangles need no library.
 */
import { id, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { monthAbbreviation } from "../../shared/format/dates.ts";

export interface MonthSpent {
  readonly period: PlainMonth;
  readonly byChild: ReadonlyMap<string, number>;
}

/** A school year, so that bars stay wide enough for a telephone. */
const most = 12;
const [step, bar, height, foot] = [40, 26, 120, 18] as const;
/** So many months fit on a telephone at their own size. */
const roomy = 7;
/** As many colours as there are; further children begin again. */
const colours = 4;

interface Props {
  /** Latest first. */
  readonly months: readonly MonthSpent[];
  readonly children: readonly (readonly [childId: string, firstName: string])[];
}

export function SpendingChart({ months, children }: Props) {
  const shown = months.slice(0, most).reverse();
  /** What was taken back of a month is in no bar: the table says it. */
  const spent = ({ byChild }: MonthSpent, childId: string): number => Math.max(0, byChild.get(childId) ?? 0);
  const highest = Math.max(
    1,
    ...shown.map((month) => children.reduce((sum, [childId]) => sum + spent(month, childId), 0)),
  );
  if (shown.length < 2) return null;
  return (
    <div class="spending" aria-hidden="true">
      <svg
        class={shown.length > roomy ? "dense" : undefined}
        width={shown.length * step}
        viewBox={`0 0 ${shown.length * step} ${height + foot}`}
        role="presentation"
      >
        {shown.map((month, index) => {
          let below = height;
          const middle = index * step + step / 2;
          return (
            <g key={month.period}>
              {children.map(([childId], rank) => {
                const tall = (spent(month, childId) / highest) * height;
                below -= tall;
                return (
                  <rect
                    key={childId}
                    class={`series-${rank % colours}`}
                    x={middle - bar / 2}
                    y={below}
                    width={bar}
                    height={tall}
                  />
                );
              })}
              <text x={middle} y={height + foot - 4} text-anchor="middle">
                {monthAbbreviation(id("PlainDate", `${month.period}-01`))}
              </text>
            </g>
          );
        })}
      </svg>
      <ul class="plain row">
        {children.map(([childId, firstName], rank) => (
          <li key={childId}>
            <span class={`swatch series-${rank % colours}`} /> {firstName}
          </li>
        ))}
      </ul>
    </div>
  );
}
