/**
 * One-time schedules: what a function asks EventBridge Scheduler to do later, once. Putting the same schedule again
 * changes nothing, putting it at another moment moves it, and it is gone when it has fired.
 *
 * The scheduler calls at least once and within the minute after the moment asked for: what it calls must bear to be
 * called twice.
 */
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
  type CreateScheduleInput,
  type GetScheduleOutput,
} from "@aws-sdk/client-scheduler";
import { createHash } from "node:crypto";
import { plusSeconds, type Clock } from "../kernel/clock.ts";
import type { Instant } from "../kernel/ids.ts";

/** What the scheduler must be told of each function that one-time schedules call, by that function's name. */
export interface OneTimeSchedules {
  readonly group: string;
  readonly targets: Readonly<
    Record<string, { readonly arn: string; readonly roleArn: string; readonly deadLettersArn: string }>
  >;
}

/** Which schedule: two names of one target never meet, whatever stands in them. `T`: names of functions. */
export interface ScheduleName<T extends string = string> {
  /** Function that is called; its own role decides who may have it called. */
  readonly target: T;
  /** What the schedule is for, `vacances-2027#w1#opens`. Long names and any characters will do. */
  readonly name: string;
}

export interface OneTimeSchedule<T extends string = string> extends ScheduleName<T> {
  /** A moment that has passed, or is too near for the scheduler, becomes the nearest that it takes. */
  readonly at: Instant;
  /** What the function is called with, as JSON. */
  readonly input: unknown;
}

export interface Schedules<T extends string> {
  /** Makes the schedule, or moves it; nothing when it stands as asked. */
  readonly put: (schedule: OneTimeSchedule<T>) => Promise<void>;
  /** Takes the schedule away; nothing when it has fired or never was. */
  readonly remove: (schedule: ScheduleName<T>) => Promise<void>;
}

/** Longest name that the scheduler takes. */
const longestName = 64;
const hashLength = 16;
/**
 * The scheduler refuses a moment that has passed by the time it reads it: our clock and its own, and a call that is sent
 * again, fit in this. Whoever is refused all the same puts the schedule anew at its next try.
 */
const nearestSeconds = 20;
/** Times that a schedule may fire, or be put by another, between two of our calls. */
const rounds = 4;

/** Name in the scheduler: starts with the target, which is what roles grant, and stays readable. */
export function scheduleName({ target, name }: ScheduleName): string {
  const hash = createHash("sha256").update(name).digest("hex").slice(0, hashLength);
  const readable = name.replace(/[^A-Za-z0-9]+/gu, "-").slice(0, longestName - target.length - hashLength - 2);
  return `${target}-${readable}-${hash}`;
}

const expressionOf = (at: Instant): string => `at(${at.slice(0, 19)})`;

/**
 * What the scheduler does when it cannot hand the call over; the same as for the fixed schedules in infra/schedules.ts.
 */
const retryPolicy = { MaximumRetryAttempts: 5, MaximumEventAgeInSeconds: 3600 } as const;

const stands = (found: GetScheduleOutput, wanted: CreateScheduleInput): boolean =>
  found.ScheduleExpression === wanted.ScheduleExpression &&
  found.Target?.Input === wanted.Target?.Input &&
  found.Target?.Arn === wanted.Target?.Arn &&
  found.Target?.RoleArn === wanted.Target?.RoleArn;

/** Opens the scheduler on the one-time schedules that the manifest lets this function put. */
export function openSchedules<T extends string>(
  oneTimeSchedules: OneTimeSchedules,
  clock: Clock,
  client: SchedulerClient = new SchedulerClient({ maxAttempts: 6 }),
): Schedules<T> {
  const { group: GroupName } = oneTimeSchedules;

  const inputOf = (schedule: OneTimeSchedule): CreateScheduleInput => {
    const target = oneTimeSchedules.targets[schedule.target];
    if (!target) throw new Error(`The manifest does not let this function put schedules that call ${schedule.target}`);
    const nearest = plusSeconds(clock(), nearestSeconds);
    return {
      Name: scheduleName(schedule),
      GroupName,
      FlexibleTimeWindow: { Mode: "OFF" },
      ActionAfterCompletion: "DELETE",
      ScheduleExpression: expressionOf(schedule.at < nearest ? nearest : schedule.at),
      ScheduleExpressionTimezone: "UTC",
      Target: {
        Arn: target.arn,
        RoleArn: target.roleArn,
        Input: JSON.stringify(schedule.input),
        DeadLetterConfig: { Arn: target.deadLettersArn },
        RetryPolicy: retryPolicy,
      },
    };
  };

  /** Whether the schedule was not there. */
  const created = async (input: CreateScheduleInput): Promise<boolean> => {
    try {
      await client.send(new CreateScheduleCommand(input));
      return true;
    } catch (error) {
      if (error instanceof ConflictException) return false;
      throw error;
    }
  };
  /** Whether the schedule still was there and now is as wanted. */
  const moved = async (schedule: OneTimeSchedule, wanted: CreateScheduleInput): Promise<boolean> => {
    try {
      const found = await client.send(new GetScheduleCommand({ GroupName, Name: wanted.Name }));
      // Put off to the nearest moment a little while ago, and about to fire: leave it, or it would be put off for ever.
      const due = schedule.at <= clock() && (found.ScheduleExpression ?? "") <= (wanted.ScheduleExpression ?? "");
      if (stands({ ...found, ...(due ? { ScheduleExpression: wanted.ScheduleExpression } : {}) }, wanted)) return true;
      await client.send(new UpdateScheduleCommand(wanted));
      return true;
    } catch (error) {
      if (error instanceof ResourceNotFoundException || error instanceof ConflictException) return false;
      throw error;
    }
  };

  return {
    put: async (schedule) => {
      const wanted = inputOf(schedule);
      for (let round = 1; round <= rounds; round += 1)
        if ((await created(wanted)) || (await moved(schedule, wanted))) return;
      throw new Error(`Schedule ${wanted.Name ?? ""} is changed by others faster than it can be read`);
    },
    remove: async (schedule) => {
      try {
        await client.send(new DeleteScheduleCommand({ GroupName, Name: scheduleName(schedule) }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
}
