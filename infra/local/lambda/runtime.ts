/**
 * Lambda: a few environments a function, each handling one event at a time, more when events wait. Several, because in
 * AWS two requests at once never share memory: what relies on a module's variables must fail here too.
 */
import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { functionNames, functions, type FunctionName } from "../../../functions/manifest.ts";
import { built, buildWorker } from "../../build.ts";
import { functionArn, region } from "../names.ts";
import { secretAccessKey } from "../permissions.ts";
import { type Environment, type InvokeResult, startEnvironment } from "./environment.ts";

/** Environments of one function at most, unless said: this machine has few cores, and each takes some 30 MB. */
const mostEnvironments = 3;

export interface LambdaRuntime {
  /** Runs a function on an event; never rejects. */
  readonly invoke: (name: FunctionName, event: unknown) => Promise<InvokeResult>;
  /** Loads one environment of each function that a browser waits for, ahead of its first request. */
  readonly warm: () => void;
  /** Later events meet the functions as they are built now. */
  readonly reload: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface RuntimeOptions {
  /** Settings and endpoints of each function, on top of Lambda's own variables. */
  readonly envOf: (name: FunctionName) => Readonly<Record<string, string>>;
  /** Each function logs into `<logs>/<name>.log`. */
  readonly logs: string;
  readonly clockOffset: number;
  /** Where the bundles are; tests bring their own. */
  readonly bundles?: string;
  /** Environments of one function at most. */
  readonly environments?: number | undefined;
}

interface Pool {
  readonly log: WriteStream;
  readonly idle: Environment[];
  readonly waiting: ((environment: Environment) => void)[];
  all: Set<Environment>;
}

/** What Lambda itself sets. The access key names the function: see permissions.ts. */
const lambdaVariables = (name: FunctionName): Readonly<Record<string, string>> => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
  TZ: ":UTC",
  AWS_ACCESS_KEY_ID: name,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_SESSION_TOKEN: "local",
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(functions[name].memory),
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  _HANDLER: "index.handler",
});

export async function startRuntime({
  envOf,
  logs,
  clockOffset,
  bundles = built.functions,
  environments = mostEnvironments,
}: RuntimeOptions): Promise<LambdaRuntime> {
  await Promise.all([mkdir(logs, { recursive: true }), buildWorker()]);
  const pools = new Map<FunctionName, Pool>();
  const poolOf = (name: FunctionName): Pool => {
    const known = pools.get(name);
    if (known) return known;
    const log = createWriteStream(`${logs}/${name}.log`, { flags: "a" });
    // Two streams of each environment end here.
    log.setMaxListeners(0);
    const pool: Pool = { log, idle: [], waiting: [], all: new Set() };
    pools.set(name, pool);
    return pool;
  };
  const start = (name: FunctionName, pool: Pool): Environment => {
    const { memory, timeout } = functions[name];
    const environment = startEnvironment({
      name,
      memory,
      timeout,
      clockOffset,
      arn: functionArn(name),
      bundle: `${bundles}/${name}/index.mjs`,
      env: { ...lambdaVariables(name), ...envOf(name) },
      log: pool.log,
    });
    pool.all.add(environment);
    return environment;
  };
  const take = (name: FunctionName, pool: Pool): Promise<Environment> | Environment => {
    const idle = pool.idle.pop();
    if (idle) return idle;
    if (pool.all.size < environments) return start(name, pool);
    return new Promise((resolve) => pool.waiting.push(resolve));
  };
  /** Hands an environment on to who waits, replaced by a fresh one when it has died or is of an older build. */
  const giveBack = (name: FunctionName, pool: Pool, environment: Environment): void => {
    const usable = !environment.dead() && pool.all.has(environment);
    if (!usable) {
      pool.all.delete(environment);
      void environment.close();
    }
    const next = pool.waiting.shift();
    if (next) next(usable ? environment : start(name, pool));
    else if (usable) pool.idle.push(environment);
  };
  const drop = async (pool: Pool): Promise<void> => {
    const idle = pool.idle.splice(0);
    pool.all = new Set();
    await Promise.all(idle.map((environment) => environment.close()));
  };

  return {
    invoke: async (name, event) => {
      const pool = poolOf(name);
      const environment = await take(name, pool);
      try {
        return await environment.invoke(JSON.stringify(event));
      } finally {
        giveBack(name, pool, environment);
      }
    },
    warm: () => {
      for (const name of functionNames) {
        const pool = poolOf(name);
        if (functions[name].calledBy.kind === "http" && pool.all.size === 0) pool.idle.push(start(name, pool));
      }
    },
    reload: async () => {
      await Promise.all([...pools.values()].map(drop));
    },
    stop: async () => {
      const everything = [...pools.values()].flatMap((pool) => [...pool.all]);
      await Promise.all(everything.map((environment) => environment.close()));
      await Promise.all([...pools.values()].map(({ log }) => new Promise<void>((resolve) => log.end(resolve))));
    },
  };
}
