/** Everything behind the gateway, started in the order in which each needs the others. */
import { deployedName, functionNames, functions } from "../../functions/manifest.ts";
import type { Town } from "../../functions/kernel/town.ts";
import { simulatedToken, startApiParticulier } from "./api-particulier.ts";
import { startCognito } from "./cognito/server.ts";
import { deadLettersIn } from "./dead-letters.ts";
import { startDynamo } from "./dynamo/engine.ts";
import type { TableHook } from "./dynamo/hook.ts";
import { startDynamoProxy } from "./dynamo/proxy.ts";
import { ensureTable } from "./dynamo/table.ts";
import { type Endpoints, environmentFor } from "./environment.ts";
import { type Files, startFiles } from "./files/index.ts";
import { startInvokeApi } from "./lambda/invoke-api.ts";
import { type LambdaRuntime, startRuntime } from "./lambda/runtime.ts";
import type { TriggerName } from "./cognito/triggers.ts";
import { tableName } from "./names.ts";
import { startSchedulerApi } from "./schedule/api.ts";
import { type OneTimeSchedules, openOneTimeSchedules } from "./schedule/one-time.ts";
import { startScheduler, type Scheduler } from "./schedule/scheduler.ts";
import { startPayfip } from "./payfip/server.ts";
import { startSecrets } from "./secrets.ts";
import { startSes } from "./ses.ts";
import type { Deliver } from "./stream/delivery.ts";
import { startStreams, type Streams } from "./stream/index.ts";

/** What a test or a measure changes of the local cloud. `npm start` has no option for any of it. */
export interface Experiment {
  /** Stands between functions and the table: see faults/table.ts. */
  readonly table?: TableHook;
  /** Stands between the table's stream and the functions it goes to: see faults/stream.ts. */
  readonly stream?: (deliver: Deliver) => Deliver;
  /** Environments of one function at most. */
  readonly environments?: number;
}

export interface ServicesOptions {
  readonly folder: string;
  readonly town: Town;
  readonly bundles: string;
  readonly mailboxPort: number;
  /** Where the pages come from. */
  readonly origin: string;
  readonly clockOffset: number;
  readonly experiment?: Experiment | undefined;
  /** What has been started is added here, to be stopped in reverse. */
  readonly stack: AsyncDisposableStack;
}

export interface Services {
  readonly endpoints: Endpoints;
  /** The table itself, beside what checks the rights of functions. */
  readonly tableEngine: string;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  readonly portalSecret: string;
  readonly runtime: LambdaRuntime;
  /** Fires a schedule now: one of the manifest, or a one-time one by its name in the scheduler. */
  readonly fire: Scheduler["fire"];
  readonly oneTime: OneTimeSchedules;
  readonly streams: Streams;
  readonly files: Pick<Files, "settled">;
}

const triggerFunction = (trigger: TriggerName) =>
  functionNames.find((name) => {
    const { calledBy } = functions[name];
    return calledBy.kind === "identity" && calledBy.trigger === trigger;
  });

const oneTimeFunction = (name: string) =>
  functionNames.find(
    (known) => [known, deployedName(known)].includes(name) && functions[known].calledBy.kind === "oneTime",
  ) ?? null;

/** As the deployed pool writes it; without an address of the town's own, Cognito's. */
const senderOf = ({ mail }: Town): string =>
  `${mail.senderName} <${mail.senderAddress ?? "no-reply@verificationemail.com"}>`;

export async function startServices({
  folder,
  town,
  bundles,
  mailboxPort,
  origin,
  clockOffset,
  stack,
  experiment = {},
}: ServicesOptions): Promise<Services> {
  const stopLater = <T extends { readonly close: () => Promise<void> }>(service: T): T =>
    stack.adopt(service, (started) => started.close());

  const keep = deadLettersIn(`${folder}/dead-letters.jsonl`);
  const [dynamo, ses, files] = await Promise.all([
    startDynamo(`${folder}/dynamodb`).then(async (engine) => {
      stack.adopt(engine, (started) => started.stop());
      const table = await ensureTable({ endpoint: engine.endpoint, name: tableName, expire: clockOffset === 0 });
      return {
        engine,
        table,
        proxy: stopLater(await startDynamoProxy({ engine: engine.endpoint, table: tableName, hook: experiment.table })),
      };
    }),
    startSes({ folder, port: mailboxPort, sender: senderOf(town) }).then(stopLater),
    startFiles({ file: `${folder}/files.sqlite`, origin, keep }).then(stopLater),
  ]);

  // The pool calls functions and functions call the pool: it finds them here once they run.
  const running: { runtime?: LambdaRuntime } = {};
  const cognito = stopLater(
    await startCognito({
      folder: `${folder}/cognito`,
      send: ses.send,
      invoke: (trigger, event) => {
        const name = triggerFunction(trigger);
        return name && running.runtime ? running.runtime.invoke(name, event) : null;
      },
    }),
  );
  const secrets = stopLater(
    await startSecrets({ folder, userPoolClient: cognito.clientSecret, apiParticulier: simulatedToken }),
  );
  const apiParticulier = stopLater(await startApiParticulier());
  const payfip = stopLater(await startPayfip());
  const oneTime = openOneTimeSchedules({ file: `${folder}/schedules.sqlite`, keep, functionNamed: oneTimeFunction });
  const schedulerApi = stopLater(await startSchedulerApi({ schedules: oneTime, functionNamed: oneTimeFunction }));
  const addresses = {
    dynamodb: dynamo.proxy.url,
    cognito: cognito.url,
    secrets: secrets.url,
    s3: files.url,
    ses: ses.url,
    scheduler: schedulerApi.url,
    apiParticulier: apiParticulier.url,
    payfip: payfip.url,
  };
  const runtime = stack.adopt(
    await startRuntime({
      envOf: environmentFor({ town, clientId: cognito.clientId, endpoints: addresses }),
      logs: `${folder}/logs`,
      clockOffset,
      bundles,
      environments: experiment.environments,
    }),
    (started) => started.stop(),
  );
  running.runtime = runtime;

  const streams = stack.adopt(
    await startStreams({
      endpoint: dynamo.engine.endpoint,
      streamArn: dynamo.table.streamArn,
      runtime,
      keep,
      folder: `${folder}/stream`,
      disturb: experiment.stream,
    }),
    (started) => started.stop(),
  );
  const scheduler = stack.adopt(startScheduler({ runtime, timeZone: town.timeZone, keep }), (started) =>
    started.stop(),
  );
  files.start(runtime);
  stack.defer(files.stop);
  oneTime.start(runtime);
  stack.defer(oneTime.stop);
  const fire: Scheduler["fire"] = async (name) => (await scheduler.fire(name)) ?? oneTime.fire(name);
  const lambda = stopLater(await startInvokeApi({ runtime, fire }));
  return {
    endpoints: { ...addresses, lambda: lambda.url },
    tableEngine: dynamo.engine.endpoint,
    userPoolId: cognito.userPoolId,
    userPoolClientId: cognito.clientId,
    portalSecret: secrets.portal,
    runtime,
    fire,
    oneTime,
    streams,
    files,
  };
}
