/** One act: what was done, to which days, when and by whom. */
import type { HistoryEntry } from "../../../functions/history/contract.ts";
import { fullDay, longDay, shortDay, timeOf } from "../../shared/format/dates.ts";
import { siteBeside } from "../../shared/format/text.ts";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { history as strings } from "../../strings/fr/history.ts";
import { looks, type Act } from "./acts.ts";

function authorOf({ author, who }: HistoryEntry): string {
  switch (author) {
    case "you":
      return strings.you(who);
    case "family":
      return who;
    case "office":
      return strings.office;
    case "automatic":
      return strings.automatic;
  }
}

/** `rank`: of the child in the family, for its colour. */
export function ActLine({ act: { first, entries }, rank }: { readonly act: Act; readonly rank: number }) {
  const { what, label, detail, reason, childName, unitName, activityName, siteName, at } = first;
  const { icon, tone } = looks[what];
  const place = [
    activityName,
    activityName !== undefined && siteName !== undefined ? siteBeside(activityName, siteName) : siteName,
  ]
    .filter(Boolean)
    .join(", ");
  return (
    <li class="act">
      <p class="row between tight">
        <span class={`chip ${tone}`}>
          <Icon name={icon} size={17} /> {label}
          {entries.length > 1 && `, ${strings.days(entries.length)}`}
        </span>
        <span class="small muted">{strings.by(timeOf(at), authorOf(first))}</span>
      </p>
      <p class="booking-who">
        <Avatar name={childName} rank={Math.max(0, rank)} />{" "}
        <span>
          <b>{childName}</b> · {unitName}
          {entries.length === 1 && `, ${fullDay(first.date)}`}
        </span>
      </p>
      {entries.length > 1 && (
        <ul class="plain preview-days">
          {entries.map(({ id, date }) => (
            <li key={id} class="chip">
              <span aria-hidden="true">{shortDay(date)}</span>
              <span class="visually-hidden">{longDay(date)}</span>
            </li>
          ))}
        </ul>
      )}
      {detail !== undefined && <p class="small">{detail}</p>}
      {reason !== undefined && <p class="small">{strings.reason(reason)}</p>}
      {place !== "" && <p class="small muted">{place}</p>}
    </li>
  );
}
