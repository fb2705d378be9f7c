/** The office: where, when, how to reach it. */
import { useEffect, useState } from "preact/hooks";
import { office as strings } from "../../strings/fr/office.ts";
import { clockTime } from "../format/dates.ts";
import { phoneLink, phoneNumber } from "../format/text.ts";
import { useTown } from "../town.ts";
import { Icon } from "../ui/Icon.tsx";
import { dayNames, openingAt, parisClock, type Hours, type Opening } from "./hours.ts";

function inWords(opening: Opening): string {
  if (opening.open) return strings.openUntil(clockTime(opening.until));
  if (!opening.next) return strings.alwaysClosed;
  const { day, inDays, at } = opening.next;
  if (inDays === 0) return strings.opensToday(clockTime(at));
  if (inDays === 1) return strings.opensTomorrow(clockTime(at));
  return strings.opensOn(strings.days[day].toLowerCase(), clockTime(at));
}

/** « Ouvert, ferme à 12 h », kept true while the page stays open. */
export function OpenNow() {
  const { office } = useTown();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(Date.now());
    }, 30_000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  const opening = openingAt(office.hours, parisClock(now));
  return (
    <span class={`chip ${opening.open ? "ok" : "off"}`}>
      <Icon name="clock" size={17} /> {inWords(opening)}
    </span>
  );
}

export function OfficeContact() {
  const { office } = useTown();
  return (
    <ul class="plain contact">
      <li>
        <Icon name="pin" />
        <span>
          {office.addressLines.join(", ")}
          <br />
          {office.postcode} {office.town}
        </span>
      </li>
      <li>
        <Icon name="phone" />
        <a href={phoneLink(office.phone)}>{phoneNumber(office.phone)}</a>
      </li>
      <li>
        <Icon name="mail" />
        <a href={`mailto:${office.email}`}>{office.email}</a>
      </li>
    </ul>
  );
}

/** Days on which the office never opens at the end of the week are left out; a closed Tuesday is shown. */
const shownDays = (hours: Hours) =>
  dayNames.filter((day, index) => index < 5 || hours[day].morning !== null || hours[day].afternoon !== null);

export function OfficeHours() {
  const { office } = useTown();
  const today = dayNames[parisClock(Date.now()).day];
  const cell = (span: Hours["monday"]["morning"]) =>
    span ? strings.span(clockTime(span.from), clockTime(span.to)) : <span class="muted">{strings.closed}</span>;
  return (
    <table class="hours">
      <caption class="visually-hidden">{strings.hours}</caption>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">{strings.day}</th>
          <th scope="col">{strings.morning}</th>
          <th scope="col">{strings.afternoon}</th>
        </tr>
      </thead>
      <tbody>
        {shownDays(office.hours).map((day) => (
          <tr key={day} class={day === today ? "today" : undefined}>
            <th scope="row">{strings.days[day]}</th>
            <td>{cell(office.hours[day].morning)}</td>
            <td>{cell(office.hours[day].afternoon)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
