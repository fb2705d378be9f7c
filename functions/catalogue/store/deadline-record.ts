/**
 * Deadlines as records hold them. The catalogue's file accepts exactly these (catalogue/file/deadline-words.ts), and a
 * test holds the two together.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { LocalTime, Weekday } from "../../kernel/time.ts";
import {
  dayCounts,
  deadlineBounds,
  periods,
  type CancelDeadline,
  type DayDeadline,
  type Deadline,
} from "../rules/deadlines.ts";

const isTime = (text: unknown): text is LocalTime =>
  typeof text === "string" && /^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(text);
export const localTime = (): z.ZodMiniType<LocalTime> => z.custom<LocalTime>(isTime);
export const weekday = (): z.ZodMiniType<Weekday> =>
  z.custom<Weekday>((day) => typeof day === "number" && [1, 2, 3, 4, 5, 6, 7].includes(day));

export interface DeadlineRecords {
  readonly deadline: z.ZodMiniType<Deadline>;
  readonly cancelDeadline: z.ZodMiniType<CancelDeadline>;
}

/** Made where records are first read. */
export function deadlineRecords(): DeadlineRecords {
  const upTo = (most: number, least = 0) => z.int().check(z.minimum(least), z.maximum(most));
  const earlier = z.optional(z.literal("earlier"));
  const atTime = {
    at: localTime(),
    onHoliday: earlier,
    onWeekend: earlier,
    onBridge: earlier,
    onOfficeClosed: earlier,
  };
  const days = upTo(deadlineBounds.days);
  const counting = z.enum(dayCounts);
  const [, ...otherPeriods] = periods;

  const dayDeadline: z.ZodMiniType<DayDeadline> = z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("days"), days, counting, ...atTime }),
    z.object({ kind: z.literal("previousWeekday"), weekday: weekday(), ...atTime }),
    z.object({
      kind: z.literal("weekdayOfWeek"),
      weekday: weekday(),
      weeks: upTo(deadlineBounds.weeks, 1),
      ...atTime,
    }),
    z.object({ kind: z.literal("dayOfPreviousMonth"), day: upTo(31, 1), ...atTime }),
    z.object({
      kind: z.literal("lastOfPreviousMonth"),
      day: z.union([weekday(), z.enum(["ouvré", "ouvrable"])]),
      ...atTime,
    }),
    z.object({ kind: z.literal("hours"), hours: upTo(deadlineBounds.hours) }),
    z.object({
      kind: z.literal("daysBeforePeriod"),
      days,
      counting,
      period: z.optional(z.enum(otherPeriods)),
      ...atTime,
    }),
    z.object({
      kind: z.literal("months"),
      months: upTo(deadlineBounds.months, 1),
      from: z.enum(["day", ...periods]),
      ...atTime,
    }),
    z.object({ kind: z.literal("fixed"), date: branded("PlainDate"), ...atTime }),
    z.object({ kind: z.literal("none") }),
  ]);

  const row = z.object({ weekdays: z.array(weekday()).check(z.minLength(1)), until: dayDeadline });
  const byWeekday = z.object({
    kind: z.literal("byWeekday"),
    rows: z.array(row).check(
      z.minLength(1),
      z.refine((rows) => {
        const named = rows.flatMap(({ weekdays }) => weekdays);
        return new Set(named).size === named.length;
      }),
    ),
  });
  return {
    deadline: z.union([dayDeadline, byWeekday]),
    cancelDeadline: z.union([dayDeadline, byWeekday, z.object({ kind: z.literal("never") })]),
  };
}
