/**
 * A calendar as iCalendar text (RFC 5545, with RFC 7986's REFRESH-INTERVAL).
 *
 * Own lines rather than `ical-generator`: it takes instants and writes them by the zone of the process, or through a
 * second library (Luxon, Temporal…), while what we have is the time on the wall already; 36 kB and a polyfill of 20 kB
 * would turn it to and fro. What is left is escaping and folding, below; tests/unit/feed/ical.test.ts reads the result with
 * ical.js.
 */
import type { LocalTime } from "../../kernel/time.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";

export interface CalendarEvent {
  /** The same for the same booking, for ever. */
  readonly uid: string;
  /** Grows whenever the event changes. */
  readonly sequence: number;
  readonly changedAt: Instant;
  readonly date: PlainDate;
  readonly from: LocalTime;
  readonly to: LocalTime;
  readonly status: "CONFIRMED" | "TENTATIVE" | "CANCELLED";
  /** Whether it takes the time of who follows the calendar. */
  readonly busy: boolean;
  readonly summary: string;
  readonly location: string;
  readonly description: string;
  readonly url: string;
}

export interface Calendar {
  readonly name: string;
  readonly events: readonly CalendarEvent[];
}

/** How often programs should come back. Theirs to obey. */
const refresh = "PT4H";

/** The law's rule, in force since 1996 (see kernel/time.ts): last Sundays of March and October. */
const paris = [
  "BEGIN:VTIMEZONE",
  "TZID:Europe/Paris",
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "TZNAME:CEST",
  "DTSTART:19970330T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "TZNAME:CET",
  "DTSTART:19971026T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
];

const digits = (text: string): string => text.replace(/[-:]/gu, "");
const wallTime = (date: PlainDate, time: LocalTime): string => `TZID=Europe/Paris:${digits(date)}T${digits(time)}00`;

/** A text as a value: `\`, `;`, `,` and line ends escaped, other control characters left out. */
const value = (text: string): string =>
  text
    .replace(/\r\n|\r/gu, "\n")
    .replace(/[\\;,]/gu, "\\$&")
    .replace(/\n/gu, "\\n")
    .replace(/\p{Cc}/gu, "");

/** Longest line, in bytes. */
const widest = 75;

/** A line in pieces of at most 75 bytes, each next one begun by a space; no character is cut in two. */
export function fold(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > widest) {
      pieces.push(piece);
      piece = " ";
      bytes = 1;
    }
    piece += character;
    bytes += size;
  }
  return [...pieces, piece].join("\r\n");
}

const eventLines = ({
  uid,
  sequence,
  changedAt,
  date,
  from,
  to,
  status,
  busy,
  summary,
  location,
  description,
  url,
}: CalendarEvent): readonly string[] => [
  "BEGIN:VEVENT",
  `UID:${uid}`,
  `SEQUENCE:${sequence}`,
  `DTSTAMP:${digits(changedAt)}`,
  `LAST-MODIFIED:${digits(changedAt)}`,
  `DTSTART;${wallTime(date, from)}`,
  `DTEND;${wallTime(date, to)}`,
  `STATUS:${status}`,
  `TRANSP:${busy ? "OPAQUE" : "TRANSPARENT"}`,
  `SUMMARY:${value(summary)}`,
  `LOCATION:${value(location)}`,
  `DESCRIPTION:${value(description)}`,
  `URL:${url}`,
  "END:VEVENT",
];

/** The whole calendar as programs fetch it. */
export const icalendar = ({ name, events }: Calendar): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Portail Famille//Reservations//FR",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `NAME:${value(name)}`,
    `X-WR-CALNAME:${value(name)}`,
    "X-WR-TIMEZONE:Europe/Paris",
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
    ...paris,
    ...events.flatMap(eventLines),
    "END:VCALENDAR",
    "",
  ]
    .map(fold)
    .join("\r\n");
