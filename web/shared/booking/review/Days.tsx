/** Days of a basket, however many: by activity, child and unit, a small leaf for each day. */
import type { ComponentChildren } from "preact";
import { groupBy } from "../../format/calendar.ts";
import { longDay, shortDay } from "../../format/dates.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { keyOf, type Cell } from "../basket/selection.ts";
import type { Names } from "../names.ts";

interface Props<C extends Cell> {
  readonly cells: readonly C[];
  readonly names: Names;
  /** Further words on a day. */
  readonly note?: (cell: C) => ComponentChildren;
}

export function Days<C extends Cell>({ cells, names, note }: Props<C>) {
  const kind = ({ activityId, childId, unitId }: Cell): string => `${activityId}|${childId}|${unitId}`;
  const sorted = [...cells].sort((a, b) => kind(a).localeCompare(kind(b)) || a.date.localeCompare(b.date));
  return (
    <>
      {groupBy(sorted, ({ activityId }) => activityId).map(
        ({ key, items: [first, ...others] }) =>
          first && (
            <div class="basket-activity" key={key}>
              <h4>{names.activity(first.activityId)}</h4>
              {groupBy([first, ...others], kind).map(
                ({ key: group, items: own }) =>
                  own[0] && (
                    <div class="basket-child" key={group}>
                      <p class="row">
                        <Avatar
                          name={names.child(own[0].childId)}
                          rank={names.children.findIndex(({ id }) => id === own[0]?.childId)}
                        />{" "}
                        <span>
                          <b>{names.child(own[0].childId)}</b> · {names.unit(own[0])}
                        </span>
                      </p>
                      <ul class="plain preview-days">
                        {own.map((cell) => (
                          <li key={keyOf(cell)} class="chip">
                            <span aria-hidden="true">{shortDay(cell.date)}</span>
                            <span class="visually-hidden">{longDay(cell.date)}</span>
                            {note && <small>{note(cell)}</small>}
                          </li>
                        ))}
                      </ul>
                    </div>
                  ),
              )}
            </div>
          ),
      )}
    </>
  );
}
