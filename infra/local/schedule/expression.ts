/**
 * EventBridge Scheduler's expressions: `rate(5 minutes)`, `at(2026-11-23T08:00:00)` and six-field `cron(…)`, in a time
 * zone.
 */
import { Temporal } from "temporal-polyfill";

/** Next moment strictly after `after`, in epoch milliseconds; null when there is none. */
export type NextRun = (after: number) => number | null;

const monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const dayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const unitMilliseconds: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** An expression that is none, or that does not run on one machine. */
export class ScheduleError extends Error {
  override readonly name = "ScheduleError";
}

interface Field {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
  /** What the first name counts as. */
  readonly firstName?: number;
}

const fields = {
  minute: { least: 0, most: 59 },
  hour: { least: 0, most: 23 },
  day: { least: 1, most: 31 },
  month: { least: 1, most: 12, names: monthNames, firstName: 1 },
  weekday: { least: 1, most: 7, names: dayNames, firstName: 1 },
  year: { least: 1970, most: 2199 },
} as const satisfies Record<string, Field>;

function numberIn(text: string, field: Field): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + (field.firstName ?? 0) : Number(text);
  if (text === "" || !Number.isInteger(value) || value < field.least || value > field.most)
    throw new ScheduleError(`« ${text} » is not a value of this field, or not one that runs on one machine`);
  return value;
}

/** `*`, `?`, `5`, `1-5`, `0/15`, `MON-FRI`, and lists of them. `L`, `W` and `#` are refused. */
function parseField(text: string, field: Field): ReadonlySet<number> {
  const chosen = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step] = part.split("/");
    const [from = "", to] = range.split("-");
    const every = range === "*" || range === "?";
    const first = every ? field.least : numberIn(from, field);
    const last = every || (step !== undefined && to === undefined) ? field.most : numberIn(to ?? from, field);
    const pace = step === undefined ? 1 : Number(step);
    if (!Number.isInteger(pace) || pace < 1) throw new ScheduleError(`« ${part} » has no step`);
    for (let value = first; value <= last; value += pace) chosen.add(value);
  }
  return chosen;
}

function cron(body: string, timeZone: string): NextRun {
  const [minute, hour, day, month, weekday, year, ...more] = body.trim().split(/\s+/);
  if (
    minute === undefined ||
    hour === undefined ||
    day === undefined ||
    month === undefined ||
    weekday === undefined ||
    year === undefined ||
    more.length > 0
  )
    throw new ScheduleError("cron(…) has six fields: minutes hours day month weekday year");
  const parsed = {
    minute: parseField(minute, fields.minute),
    hour: parseField(hour, fields.hour),
    day: parseField(day, fields.day),
    month: parseField(month, fields.month),
    weekday: parseField(weekday, fields.weekday),
    year: parseField(year, fields.year),
  };
  const times = [...parsed.hour]
    .sort((a, b) => a - b)
    .flatMap((h) => [...parsed.minute].sort((a, b) => a - b).map((m) => [h, m] as const));
  const isDay = (date: Temporal.PlainDate): boolean =>
    parsed.year.has(date.year) &&
    parsed.month.has(date.month) &&
    parsed.day.has(date.day) &&
    parsed.weekday.has((date.dayOfWeek % 7) + 1);
  return (after) => {
    const start = Temporal.Instant.fromEpochMilliseconds(after).toZonedDateTimeISO(timeZone);
    // 29 February on a given weekday may be 40 years away; nobody schedules that.
    for (let date = start.toPlainDate(), days = 0; days < 366 * 9; date = date.add({ days: 1 }), days += 1) {
      if (!isDay(date)) continue;
      for (const [h, m] of times) {
        const moment = date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour: h, minute: m }) });
        // A time that the change of clocks leaves out is skipped, and one that it repeats counts once.
        if (moment.hour === h && moment.minute === m && moment.epochMilliseconds > after)
          return moment.epochMilliseconds;
      }
    }
    return null;
  };
}

function rate(body: string, epoch: number): NextRun {
  const [, amount = "", unit = ""] = /^\s*(\d+)\s+(minute|hour|day)s?\s*$/.exec(body) ?? [];
  const period = Number(amount) * (unitMilliseconds[unit] ?? 0);
  if (period <= 0) throw new ScheduleError(`rate(${body}) is not a rate`);
  return (after) => epoch + (Math.floor((after - epoch) / period) + 1) * period;
}

/** `epoch`: when the schedule came into being, from which rates count. */
export function parseSchedule(expression: string, timeZone: string, epoch: number): NextRun {
  const [, kind, body = ""] = /^(cron|rate|at)\((.*)\)$/.exec(expression) ?? [];
  try {
    if (kind === "cron") return cron(body, timeZone);
    if (kind === "rate") return rate(body, epoch);
    if (kind === "at") {
      const moment = Temporal.PlainDateTime.from(body).toZonedDateTime(timeZone).epochMilliseconds;
      return (after) => (moment > after ? moment : null);
    }
  } catch (error) {
    throw new ScheduleError(`${expression}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  throw new ScheduleError(`${expression} is no schedule`);
}
