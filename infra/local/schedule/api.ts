/**
 * EventBridge Scheduler's REST API for one-time schedules in the portal's one group: CreateSchedule, UpdateSchedule,
 * GetSchedule and DeleteSchedule, with AWS's own refusals. What else the service can do is refused by name.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { AwsError, readBody } from "../aws-json.ts";
import { deadLettersArn, scheduleArn, oneTimeGroup, oneTimeRoleArn } from "../names.ts";
import { type Listener, serve } from "../net.ts";
import { type Caller, callerOf, denial } from "../permissions.ts";
import { parseSchedule, ScheduleError } from "./expression.ts";
import type { StoredSchedule } from "./one-time-store.ts";
import type { OneTimeOptions, OneTimeSchedules } from "./one-time.ts";

const invalid = (message: string): AwsError => new AwsError("ValidationException", message, 400);

const request = z.object({
  GroupName: z.string().default("default"),
  ScheduleExpression: z.string(),
  ScheduleExpressionTimezone: z.string().default("UTC"),
  FlexibleTimeWindow: z.object({ Mode: z.literal("OFF") }),
  ActionAfterCompletion: z.literal("DELETE"),
  State: z.literal("ENABLED").default("ENABLED"),
  ClientToken: z.string().optional(),
  Description: z.string().max(512).optional(),
  Target: z.strictObject({
    Arn: z.string(),
    RoleArn: z.string(),
    Input: z.string().default("{}"),
    DeadLetterConfig: z.object({ Arn: z.string() }),
    RetryPolicy: z.object({
      MaximumRetryAttempts: z.int().min(0).max(185),
      MaximumEventAgeInSeconds: z.int().min(60).max(86_400),
    }),
  }),
});
type ScheduleRequest = z.infer<typeof request>;

function parseBody(text: string): ScheduleRequest {
  try {
    return z.strictObject(request.shape).parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new AwsError("SerializationException", "The request's body is no JSON", 400);
    if (error instanceof z.ZodError)
      throw invalid(`Not what AWS takes, or not what runs on one machine: ${z.prettifyError(error)}`);
    throw error;
  }
}

/** Moment of an `at(…)` to come. */
function momentOf({ ScheduleExpression: expression, ScheduleExpressionTimezone: timeZone }: ScheduleRequest): number {
  const refusal = invalid(`Invalid Schedule Expression ${expression}.`);
  if (!/^at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\)$/u.test(expression)) throw refusal;
  try {
    const moment = parseSchedule(expression, timeZone, 0)(Date.now());
    // AWS refuses a moment that has passed.
    if (moment === null) throw refusal;
    return moment;
  } catch (error) {
    throw error instanceof ScheduleError ? refusal : error;
  }
}

/** Name of the function that an ARN of this machine ends with. */
const functionIn = (arn: string): string => arn.split(":").at(-1) ?? "";

export interface SchedulerApiOptions {
  readonly schedules: OneTimeSchedules;
  readonly functionNamed: OneTimeOptions["functionNamed"];
}

interface Call {
  readonly caller: Caller;
  readonly name: string;
  readonly body: string;
  readonly group: string;
}

/** Starts the API; the functions' `AWS_ENDPOINT_URL_SCHEDULER`. */
export function startSchedulerApi({ schedules, functionNamed }: SchedulerApiOptions): Promise<Listener> {
  const allow = (caller: Caller, service: "scheduler" | "iam", action: string, resource: string): void => {
    const refusal = denial(caller, { service, actions: [action], resource });
    if (refusal !== null) throw new AwsError("AccessDeniedException", refusal, 403);
  };
  const inGroup = (group: string): void => {
    if (group !== oneTimeGroup)
      throw new AwsError("ResourceNotFoundException", `Schedule group ${group} does not exist.`, 404);
  };
  const existing = (name: string): StoredSchedule => {
    const found = schedules.read(name);
    if (!found) throw new AwsError("ResourceNotFoundException", `Schedule ${name} does not exist.`, 404);
    return found;
  };
  const checked = ({ caller, name, body }: Call, createdAt: number | null): StoredSchedule => {
    const wanted = parseBody(body);
    inGroup(wanted.GroupName);
    const { Arn, RoleArn, Input, DeadLetterConfig } = wanted.Target;
    const target = functionNamed(functionIn(Arn));
    if (target === null) throw invalid(`Provided Arn is not a function that a one-time schedule calls: ${Arn}`);
    allow(caller, "iam", "PassRole", RoleArn);
    // In AWS a wrong role or queue fails when the schedule fires, and the call is lost: better here, at once.
    if (RoleArn !== oneTimeRoleArn(target))
      throw invalid("The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
    if (DeadLetterConfig.Arn !== deadLettersArn(target))
      throw invalid(`The role of ${target} may not send to ${DeadLetterConfig.Arn}`);
    try {
      JSON.parse(Input);
    } catch (error) {
      throw invalid(`Lambda takes JSON: ${String(error)}`);
    }
    const now = Date.now();
    return {
      name,
      due: momentOf(wanted),
      createdAt: createdAt ?? now,
      modifiedAt: now,
      expression: wanted.ScheduleExpression,
      timeZone: wanted.ScheduleExpressionTimezone,
      functionName: target,
      target: wanted.Target,
      input: Input,
    };
  };
  const actions: Readonly<Record<string, { readonly action: string; readonly run: (call: Call) => object }>> = {
    POST: {
      action: "CreateSchedule",
      run: (call) => {
        if (schedules.read(call.name))
          throw new AwsError("ConflictException", `Schedule ${call.name} already exists.`, 409);
        schedules.put(checked(call, null));
        return { ScheduleArn: scheduleArn(call.name) };
      },
    },
    PUT: {
      action: "UpdateSchedule",
      run: (call) => {
        schedules.put(checked(call, existing(call.name).createdAt));
        return { ScheduleArn: scheduleArn(call.name) };
      },
    },
    GET: {
      action: "GetSchedule",
      run: ({ name, group }) => {
        inGroup(group);
        const { createdAt, modifiedAt, expression, timeZone, target } = existing(name);
        return {
          Arn: scheduleArn(name),
          Name: name,
          GroupName: oneTimeGroup,
          State: "ENABLED",
          CreationDate: createdAt / 1000,
          LastModificationDate: modifiedAt / 1000,
          ScheduleExpression: expression,
          ScheduleExpressionTimezone: timeZone,
          FlexibleTimeWindow: { Mode: "OFF" },
          ActionAfterCompletion: "DELETE",
          Target: target,
        };
      },
    },
    DELETE: {
      action: "DeleteSchedule",
      run: ({ name, group }) => {
        inGroup(group);
        existing(name);
        schedules.remove(name);
        return {};
      },
    },
  };

  const answer = async (message: IncomingMessage): Promise<object> => {
    const url = new URL(message.url ?? "/", "http://local");
    const name = decodeURIComponent(/^\/schedules\/([^/]+)$/u.exec(url.pathname)?.[1] ?? "");
    const known = actions[message.method ?? ""];
    if (!known || name === "")
      throw new AwsError(
        "UnknownOperationException",
        `infra/local/schedule/api.ts does not provide ${message.method ?? ""} ${url.pathname}`,
        404,
      );
    if (!/^[0-9a-zA-Z-_.]{1,64}$/u.test(name))
      throw invalid(
        `Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$`,
      );
    const caller = callerOf(message);
    const body = (await readBody(message)).toString();
    allow(caller, "scheduler", known.action, scheduleArn(name));
    return known.run({ caller, name, body, group: url.searchParams.get("groupName") ?? "default" });
  };
  const send = (
    response: ServerResponse,
    status: number,
    body: object,
    headers: Readonly<Record<string, string>> = {},
  ): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
  };
  return serve((message, response) => {
    answer(message).then(
      (body) => send(response, 200, body),
      (error: unknown) => {
        const known = error instanceof AwsError ? error : new AwsError("InternalServerException", String(error), 500);
        send(response, known.status, { Message: known.message }, { "x-amzn-errortype": known.code });
      },
    );
  });
}
