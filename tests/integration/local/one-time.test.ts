/** One-time schedules: Amazon's own client against the local API, what fires and when, and what a restart remembers. */
import { appendFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  SchedulerClient,
  UpdateScheduleCommand,
  ValidationException,
} from "@aws-sdk/client-scheduler";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { instantOf } from "../../../functions/kernel/clock.ts";
import { scheduleName, openSchedules, type Schedules } from "../../../functions/schedule/schedules.ts";
import { readSetting } from "../../../functions/wiring/settings.ts";
import { environmentFor } from "../../../infra/local/environment.ts";
import type { InvokeResult } from "../../../infra/local/lambda/environment.ts";
import {
  deadLettersArn,
  functionArn,
  region,
  scheduleArn,
  oneTimeGroup,
  oneTimeRoleArn,
} from "../../../infra/local/names.ts";
import type { Listener } from "../../../infra/local/net.ts";
import { startSchedulerApi } from "../../../infra/local/schedule/api.ts";
import { openOneTimeSchedules, type OneTimeSchedules } from "../../../infra/local/schedule/one-time.ts";
import { readTown } from "../../../infra/town/read.ts";
import { startFakePortal, temporaryFolder, type TestPortal } from "../../support/portal.ts";

const RealDate = Date;
const clock = () => instantOf(Date.now());
const functionNamed = (name: string) => (name === "remind" ? ("remind" as const) : null);
const client = (url: string, as = "remind") =>
  new SchedulerClient({
    endpoint: url,
    region,
    maxAttempts: 1,
    credentials: { accessKeyId: as, secretAccessKey: "x" },
  });
const addresses = {
  dynamodb: "x",
  cognito: "x",
  secrets: "x",
  s3: "x",
  ses: "x",
  scheduler: "x",
  apiParticulier: "x",
  payfip: "x",
};
const oneTimeSchedules = readSetting(
  "ONE_TIME_SCHEDULES",
  environmentFor({ town: readTown(), clientId: "x", endpoints: addresses })("remind"),
);

describe("the API", () => {
  let folder: string;
  let api: Listener;
  let schedules: OneTimeSchedules;
  let port: Schedules<"remind">;
  let calls: unknown[];
  let dead: unknown[];
  let answer: InvokeResult;

  const open = async (): Promise<void> => {
    schedules = openOneTimeSchedules({
      file: join(folder, "schedules.sqlite"),
      functionNamed,
      keep: (letter) => Promise.resolve(void dead.push(letter)),
    });
    api = await startSchedulerApi({ schedules, functionNamed });
    port = openSchedules(oneTimeSchedules, clock, client(api.url));
  };
  const start = (): void =>
    schedules.start({
      invoke: (name, event) => {
        calls.push([name, event]);
        return Promise.resolve(answer);
      },
    });
  const close = async (): Promise<void> => {
    await api.close();
    await schedules.stop();
  };
  beforeEach(async () => {
    folder = await temporaryFolder();
    [calls, dead, answer] = [[], [], { ok: true, payload: "null" }];
    await open();
  });
  afterEach(async () => {
    globalThis.Date = RealDate;
    await close();
  });

  const inHours = (hours: number) => instantOf(Date.now() + hours * 3_600_000);
  const input: CreateScheduleCommandInput = {
    Name: "remind-x",
    GroupName: oneTimeGroup,
    FlexibleTimeWindow: { Mode: "OFF" },
    ActionAfterCompletion: "DELETE",
    ScheduleExpression: "at(2100-01-01T00:00:00)",
    Target: {
      Arn: functionArn("remind"),
      RoleArn: oneTimeRoleArn("remind"),
      Input: "{}",
      DeadLetterConfig: { Arn: deadLettersArn("remind") },
      RetryPolicy: { MaximumRetryAttempts: 5, MaximumEventAgeInSeconds: 3600 },
    },
  };
  const create = (more: Partial<CreateScheduleCommandInput>, as = "remind") =>
    client(api.url, as).send(new CreateScheduleCommand({ ...input, ...more }));
  /** Moves this process's clock; timers keep real durations. */
  const later = (hours: number): void => {
    globalThis.Date = new Proxy(RealDate, {
      get: (target, key, receiver): unknown =>
        key === "now" ? () => RealDate.now() + hours * 3_600_000 : Reflect.get(target, key, receiver),
    });
  };

  it("creates, gives back, changes and deletes, with AWS's own exceptions", async () => {
    await expect(create({})).resolves.toMatchObject({ ScheduleArn: scheduleArn("remind-x") });
    await expect(create({})).rejects.toBeInstanceOf(ConflictException);
    const get = () => client(api.url).send(new GetScheduleCommand({ Name: "remind-x", GroupName: oneTimeGroup }));
    await expect(get()).resolves.toMatchObject({
      ...input,
      Arn: scheduleArn("remind-x"),
      State: "ENABLED",
      ScheduleExpressionTimezone: "UTC",
      CreationDate: expect.any(Date) as Date,
    });
    await client(api.url).send(new UpdateScheduleCommand({ ...input, ScheduleExpression: "at(2101-01-01T00:00:00)" }));
    await expect(get()).resolves.toMatchObject({ ScheduleExpression: "at(2101-01-01T00:00:00)" });
    await client(api.url).send(new DeleteScheduleCommand({ Name: "remind-x", GroupName: oneTimeGroup }));
    await expect(get()).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(client(api.url).send(new UpdateScheduleCommand(input))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
    await expect(
      client(api.url).send(new DeleteScheduleCommand({ Name: "remind-x", GroupName: oneTimeGroup })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(client(api.url).send(new ListSchedulesCommand({}))).rejects.toMatchObject({
      name: "UnknownOperationException",
    });
  });

  it.each([
    ["a moment that has passed", { ScheduleExpression: "at(2020-01-01T00:00:00)" }],
    ["no one-time expression", { ScheduleExpression: "rate(5 minutes)" }],
    ["no moment", { ScheduleExpression: "at(2100-13-01T00:00:00)" }],
    [
      "input that is no JSON",
      { Target: { ...input.Target, Arn: functionArn("remind"), RoleArn: oneTimeRoleArn("remind"), Input: "{" } },
    ],
    [
      "a function that no timer calls",
      { Target: { ...input.Target, Arn: functionArn("signIn"), RoleArn: oneTimeRoleArn("remind") } },
    ],
    [
      "another function's queue",
      {
        Target: {
          ...input.Target,
          Arn: functionArn("remind"),
          RoleArn: oneTimeRoleArn("remind"),
          DeadLetterConfig: { Arn: deadLettersArn("mailer") },
        },
      },
    ],
    ["a name that AWS does not take", { Name: "remind-été" }],
  ])("refuses %s", async (_what, more) => {
    await expect(create(more)).rejects.toBeInstanceOf(ValidationException);
    expect(schedules.all()).toEqual([]);
  });

  it("refuses another group, and what the manifest does not grant, in AWS's words", async () => {
    await expect(create({ GroupName: "default" })).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(create({}, "mailer")).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("mailer is not authorized to perform: scheduler:CreateSchedule") as string,
    });
    await expect(create({ Name: "mailer-x" })).rejects.toMatchObject({ name: "AccessDeniedException" });
    const role = { Target: { ...input.Target, Arn: functionArn("remind"), RoleArn: oneTimeRoleArn("other") } };
    await expect(create(role)).rejects.toMatchObject({
      name: "AccessDeniedException",
      message: expect.stringContaining("iam:PassRole") as string,
    });
    await expect(create(role, "operator")).rejects.toBeInstanceOf(ValidationException);
    expect(schedules.all()).toEqual([]);
  });

  it("puts once whatever is asked twice, moves, and removes", async () => {
    const name = {
      target: "remind",
      name: "vacances d’été 2027#w1#opens, un nom qui est bien trop long pour AWS",
    } as const;
    const at = inHours(2);
    await Promise.all([port.put({ ...name, at, input: { a: 1 } }), port.put({ ...name, at, input: { a: 1 } })]);
    const [first, ...more] = schedules.all();
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      name: scheduleName(name),
      expression: `at(${at.slice(0, 19)})`,
      input: '{"a":1}',
      functionName: "remind",
      due: Date.parse(at),
    });
    expect(first!.name).toMatch(/^remind-vacances-d-t-2027-w1-opens[\w-]*-[0-9a-f]{16}$/u);
    expect(first!.name.length).toBeLessThanOrEqual(64);
    await port.put({ ...name, at, input: { a: 1 } });
    expect(schedules.all()).toEqual([first]);
    const moved = inHours(3);
    await port.put({ ...name, at: moved, input: { a: 2 } });
    expect(schedules.all()).toMatchObject([{ input: '{"a":2}', due: Date.parse(moved) }]);
    await port.remove(name);
    await port.remove(name);
    expect(schedules.all()).toEqual([]);
  });

  it("makes the nearest moment that it takes of one that has passed, once", async () => {
    const name = { target: "remind", name: "late", at: inHours(-2), input: {} } as const;
    await port.put(name);
    const [first] = schedules.all();
    expect(first!.due - Date.now()).toBeGreaterThan(15_000);
    expect(first!.due - Date.now()).toBeLessThanOrEqual(21_000);
    await wait(1_100);
    await port.put(name);
    expect(schedules.all()).toEqual([first]);
  });

  it("fires by the moved clock, once, and is gone", async () => {
    start();
    await port.put({ target: "remind", name: "one", at: inHours(2), input: { n: 1 } });
    await port.put({ target: "remind", name: "two", at: inHours(9), input: { n: 2 } });
    later(3);
    await port.put({ target: "remind", name: "three", at: inHours(12), input: { n: 3 } });
    await expect.poll(() => calls).toEqual([["remind", { n: 1 }]]);
    expect(schedules.all().map(({ input: text }) => text)).toEqual(['{"n":2}', '{"n":3}']);
  });

  it("fires by name ahead of its time, for a test", async () => {
    start();
    await port.put({ target: "remind", name: "one", at: inHours(2), input: { n: 1 } });
    answer = { ok: true, payload: '"done"' };
    expect(await schedules.fire(scheduleName({ target: "remind", name: "one" }))).toEqual(answer);
    expect(await schedules.fire(scheduleName({ target: "remind", name: "one" }))).toBeNull();
    expect([calls, schedules.all()]).toEqual([[["remind", { n: 1 }]], []]);
  });

  it("calls again when the function fails, and then gives up into the dead letters", async () => {
    answer = { ok: false, error: { errorType: "Error", errorMessage: "no", trace: [] }, timedOut: false };
    start();
    await port.put({ target: "remind", name: "one", at: inHours(2), input: { n: 1 } });
    later(3);
    await port.put({ target: "remind", name: "far", at: inHours(99), input: {} });
    await expect.poll(() => dead, { timeout: 8_000 }).toMatchObject([{ functionName: "remind", payload: { n: 1 } }]);
    expect(calls).toHaveLength(3);
  });

  it("remembers over a restart what is to come, and what was under way", async () => {
    await port.put({ target: "remind", name: "soon", at: inHours(2), input: { n: 1 } });
    await port.put({ target: "remind", name: "far", at: inHours(200), input: { n: 2 } });
    later(3);
    // The machine stops while the function works: it never answers.
    schedules.start({ invoke: () => new Promise(() => undefined) });
    expect(schedules.all().map(({ input: text }) => text)).toEqual(['{"n":2}']);
    await close();
    await open();
    start();
    await expect.poll(() => calls).toEqual([["remind", { n: 1 }]]);
    await close();
    await open();
    start();
    await wait(50);
    expect([calls.length, schedules.all().length]).toEqual([1, 1]);
  });

  it("keeps its file readable when it is cut short", async () => {
    await port.put({ target: "remind", name: "one", at: inHours(2), input: { n: 1 } });
    await appendFile(join(folder, "schedules.sqlite-wal"), "half a frame");
    await close();
    await open();
    expect(schedules.all()).toHaveLength(1);
  });
});

describe("in the portal", () => {
  let test: TestPortal;
  const remind =
    'import { appendFileSync } from "node:fs"; export const handler = async (event) => { console.log(JSON.stringify({ called: event, at: new Date().toISOString() })); return event; };';
  beforeAll(async () => {
    test = await startFakePortal({ remind });
  });
  afterAll(() => test.end());

  it("functions find the scheduler, tests see and fire what is scheduled", async () => {
    const port = openSchedules(oneTimeSchedules, clock, client(test.portal.operator.endpoints.scheduler));
    const name = { target: "remind", name: "a window" } as const;
    await port.put({ ...name, at: instantOf(Date.now() + 3_600_000), input: { window: "w1" } });
    expect(test.portal.scheduled()).toMatchObject([{ name: scheduleName(name), functionName: "remind" }]);
    expect(await test.portal.fire(scheduleName(name))).toEqual({ ok: true, payload: '{"window":"w1"}' });
    expect(test.portal.scheduled()).toEqual([]);
    expect(await test.portal.fire(scheduleName(name))).toBeNull();
    expect(await readFile(join(test.data, "logs", "remind.log"), "utf8")).toContain('"called":{"window":"w1"}');
  });
});
