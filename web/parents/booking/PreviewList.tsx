/** What a pattern will choose and what it cannot, by name and date, before it is applied. */
import { shortDay } from "../../shared/format/dates.ts";
import { listed } from "../../shared/format/text.ts";
import { pattern as strings } from "../../strings/fr/booking.ts";
import type { GridIndex } from "./grid.ts";
import type { Preview } from "./patterns.ts";
import type { Cell } from "./selection.ts";
import type { PlainDate } from "../../../functions/domain/ids.ts";

export function PreviewList({ index, preview }: { readonly index: GridIndex; readonly preview: Preview }) {
  const nameOf = (cell: Cell): string => index.grid.children.find(({ id }) => id === cell.childId)?.firstName ?? "";
  const byDay = new Map<PlainDate, string[]>();
  for (const cell of preview.takes) byDay.set(cell.date, [...(byDay.get(cell.date) ?? []), nameOf(cell)]);
  const severalChildren = index.grid.children.length > 1;
  return (
    <div class="preview" aria-live="polite">
      <p><b>{strings.takes(preview.takes.length)}</b></p>
      {byDay.size > 0 && (
        <ul class="plain preview-days">
          {[...byDay].map(([date, names]) => <li key={date} class="chip">{shortDay(date)}{severalChildren && <small>{listed(names)}</small>}</li>)}
        </ul>
      )}
      {preview.instead.length > 0 && <p class="small">{strings.instead(preview.instead.length)}</p>}
      {preview.already.length > 0 && <p class="small muted">{strings.already(preview.already.length)}</p>}
      {preview.misses.length > 0 && (
        <details>
          <summary>{strings.misses(preview.misses.length)}</summary>
          <ul class="small">
            {preview.misses.map(({ cell, refusal }) => <li key={`${cell.childId}${cell.date}${cell.unitId}`}>{shortDay(cell.date)}, {nameOf(cell)} : {refusal.short}{refusal.hint !== undefined && ` (${refusal.hint})`}</li>)}
          </ul>
        </details>
      )}
    </div>
  );
}
