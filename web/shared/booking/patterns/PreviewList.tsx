/** What a pattern will choose and what it cannot, by name and date, before it is applied. */
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { shortDay } from "../../format/dates.ts";
import { listed } from "../../format/text.ts";
import { patterns as strings } from "../../../strings/fr/booking/patterns.ts";
import { amountOf, naming } from "../basket/amount.ts";
import { keyOf, type Cell } from "../basket/selection.ts";
import type { GridIndex } from "../grid/gridIndex.ts";
import type { Preview } from "./patterns.ts";

export function PreviewList({ index, preview }: { readonly index: GridIndex; readonly preview: Preview }) {
  const named = naming(index.grid.children);
  const nameOf = ({ childId }: Cell): string => named(childId);
  const takes = amountOf(preview.takes, named);
  const severalChildren = index.grid.children.length > 1;
  const days = (cells: readonly Cell[], look: string) => {
    const byDay = new Map<PlainDate, Set<string>>();
    for (const cell of cells) byDay.set(cell.date, (byDay.get(cell.date) ?? new Set()).add(nameOf(cell)));
    return (
      byDay.size > 0 && (
        <ul class="plain preview-days">
          {[...byDay].map(([date, names]) => (
            <li key={date} class={`chip ${look}`}>
              {shortDay(date)}
              {severalChildren && <small>{listed([...names])}</small>}
            </li>
          ))}
        </ul>
      )
    );
  };
  return (
    <div class="preview">
      <p class="visually-hidden" role="status">
        {strings.summary(takes, preview.waits.length, preview.misses.length)}
      </p>
      <p>
        <b>{strings.takes(takes)}</b>
      </p>
      {days(preview.takes, "")}
      {preview.waits.length > 0 && (
        <p>
          <b>{strings.waits(preview.waits.length)}</b>
        </p>
      )}
      {days(preview.waits, "wait")}
      {preview.instead.length > 0 && <p class="small">{strings.instead(preview.instead.length)}</p>}
      {preview.already.length > 0 && <p class="small muted">{strings.already(preview.already.length)}</p>}
      {preview.misses.length > 0 && (
        <details>
          <summary>{strings.misses(preview.misses.length)}</summary>
          <ul class="small">
            {preview.misses.map(({ cell, refusal }) => (
              <li key={keyOf(cell)}>
                {shortDay(cell.date)}, {nameOf(cell)} : {refusal.short}
                {refusal.hint !== undefined && ` (${refusal.hint})`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
