/**
 * How long a function takes from import to ready, beside its bare handler.
 *
 * Both run in fresh processes against the same endpoints on this machine, and ask them for the same things: a first run
 * of the function is listened to, and the bare handler repeats its calls while it loads. What is compared is therefore
 * our own code (contract, pipeline, rules), not the network, and not the secret and keys that any handler would have to
 * fetch.
 *
 * Times on a machine that does other things vary by a fifth and more from one run to the next. Their ratio does not, when
 * both are loaded at the same moment on the same core: whatever slows that core then slows both. So each run is such a
 * pair, of which the processor's time on the main thread counts, and not the clock's nor what V8 does beside; the result is
 * the median of the pairs' ratios, from as many pairs as it takes for it to be sure.
 */
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import * as z from "zod";
import { functionNames, type FunctionName } from "../../functions/manifest.ts";
import { buildFunctions, built } from "../../infra/build.ts";
import { errorCode } from "../../infra/build/files.ts";
import { environmentFor } from "../../infra/local/environment.ts";
import { actionOf, readBody } from "../../infra/local/aws-json.ts";
import { portalSecretId, region } from "../../infra/local/names.ts";
import { serve, type Listener } from "../../infra/local/net.ts";
import { readTown } from "../../infra/town/read.ts";
import { bareHandler } from "./bare.ts";

export interface LoadTime {
  readonly name: FunctionName;
  /** Medians of the processor's time on the main thread, in milliseconds. */
  readonly load: number;
  readonly bare: number;
  /** Whose bare handler it is: a function without any SDK client is held to the lightest of those with one. */
  readonly against: string;
  /** Median of the pairs' ratios. */
  readonly ratio: number;
  /** The true median is this near, with a confidence of 95 %. */
  readonly within: number;
  readonly pairs: number;
  /** Calls that the function makes before it is ready. */
  readonly calls: number;
}

type StartCall =
  | { readonly client: string; readonly command: string; readonly input: unknown }
  | { readonly get: string };

const clients = new Map([
  ["secretsmanager", "@aws-sdk/client-secrets-manager"],
  ["AWSCognitoIdentityProviderService", "@aws-sdk/client-cognito-identity-provider"],
  ["DynamoDB_20120810", "@aws-sdk/client-dynamodb"],
]);

const jwk = {
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "jwk" }),
  kid: "bench",
  alg: "RS256",
  use: "sig",
};
const answers: Readonly<Record<string, object>> = {
  GetSecretValue: { SecretString: "a secret of the bench", Name: portalSecretId },
  Query: { Items: [], Count: 0, ScannedCount: 0 },
};

interface Endpoints extends Listener {
  /** What was asked since the last time. */
  readonly heard: () => readonly StartCall[];
}

/** Every service a function meets while it loads, answering at once. */
async function startEndpoints(): Promise<Endpoints> {
  const heard: StartCall[] = [];
  const listener = await serve((request, response) => {
    const answer = async (): Promise<object> => {
      if (request.method === "GET") {
        heard.push({ get: `http://${request.headers.host ?? ""}${request.url ?? "/"}` });
        return { keys: [jwk] };
      }
      const service = String(request.headers["x-amz-target"]).split(".")[0] ?? "";
      const action = actionOf(request);
      const body = answers[action];
      const client = clients.get(service);
      if (!body || client === undefined)
        throw new Error(`The bench has no answer for ${service}.${action}: add it to tests/bench/load.ts`);
      heard.push({
        client,
        command: `${action}Command`,
        input: JSON.parse((await readBody(request)).toString()) as unknown,
      });
      return body;
    };
    answer().then(
      (body) =>
        response
          .writeHead(200, {
            "content-type": request.method === "GET" ? "application/json" : "application/x-amz-json-1.1",
          })
          .end(JSON.stringify(body)),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        response.writeHead(500).end();
      },
    );
  });
  return { ...listener, heard: () => heard.splice(0) };
}

function environment(name: FunctionName, endpoint: string, calls: readonly StartCall[]): NodeJS.ProcessEnv {
  const endpoints = {
    dynamodb: endpoint,
    cognito: endpoint,
    secrets: endpoint,
    s3: endpoint,
    ses: endpoint,
    scheduler: endpoint,
    apiParticulier: endpoint,
    payfip: endpoint,
  };
  return {
    ...environmentFor({ town: readTown(), clientId: "bench", endpoints })(name),
    PATH: process.env["PATH"],
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: name,
    AWS_SECRET_ACCESS_KEY: "bench",
    AWS_LAMBDA_FUNCTION_NAME: name,
    START_CALLS: JSON.stringify(calls),
  };
}

const script =
  "const begun = process.threadCpuUsage(); await import(process.argv[1]); const { user, system } = process.threadCpuUsage(begun); console.log((user + system) / 1000); process.exit();";

/**
 * What makes a command run on one core, the first that this process may use. Where there is no /proc the pair runs on
 * any core: more pairs are then needed.
 */
async function onOneCore(): Promise<readonly string[]> {
  try {
    const [, core] = /^Cpus_allowed_list:\s*(\d+)/mu.exec(await readFile("/proc/self/status", "utf8")) ?? [];
    return core === undefined ? [] : ["taskset", "--cpu-list", core];
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

/** What is loaded, and with which environment. */
interface Loaded {
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Milliseconds of the processor on the main thread, from import to ready, in a new process. */
async function once({ file, env }: Loaded, before: readonly string[]): Promise<number> {
  const [command, ...args] = [...before, process.execPath, "--input-type=module", "-e", script, file] as const;
  const { stdout } = await promisify(execFile)(command, args, { env }).catch((error: unknown) => {
    // Node shows the line at fault, which in a bundle is all of it.
    const said =
      error instanceof Error && "stderr" in error
        ? [error.message.split("\n")[0] ?? "", ...String(error.stderr).split("\n")].filter((line) =>
            /^\w*Error/u.test(line),
          )
        : [String(error)];
    throw new Error(`${file} does not load: ${said.join("; ").slice(0, 500)}`);
  });
  return z.coerce.number().positive().parse(stdout.trim());
}

const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b);
const median = (values: readonly number[]): number => {
  const inOrder = sorted(values);
  return ((inOrder[Math.floor((values.length - 1) / 2)] ?? NaN) + (inOrder[Math.floor(values.length / 2)] ?? NaN)) / 2;
};

/**
 * Half of the interval that holds the true median with a confidence of 95 %, whatever the distribution: between the
 * values whose ranks are 0.98 √n away from the middle.
 */
function surety(values: readonly number[]): number {
  const inOrder = sorted(values);
  const away = 0.98 * Math.sqrt(values.length);
  const low = inOrder[Math.floor((values.length - 1) / 2 - away)];
  const high = inOrder[Math.ceil((values.length - 1) / 2 + away)];
  return low === undefined || high === undefined ? Infinity : (high - low) / 2;
}

/** How many pairs: until the ratio is sure to two parts in a hundred. */
const enough = { fewest: 9, most: 30, surety: 0.02 } as const;

interface Pair {
  readonly load: number;
  readonly bare: number;
  readonly ratio: number;
}

/** Pairs of the function and its bare handler, loaded at the same moment; who is started first changes each time. */
async function loadPairs(loaded: Loaded, bare: Loaded, before: readonly string[]): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  const sure = (): boolean => {
    const ratios = pairs.map(({ ratio }) => ratio);
    return pairs.length >= enough.fewest && surety(ratios) <= enough.surety * median(ratios);
  };
  while (!sure() && pairs.length < enough.most) {
    const both = pairs.length % 2 === 0 ? ([loaded, bare] as const) : ([bare, loaded] as const);
    const [one, other] = await Promise.all([once(both[0], before), once(both[1], before)]);
    const [load, alone] = both[0] === loaded ? [one, other] : [other, one];
    pairs.push({ load, bare: alone, ratio: load / alone });
  }
  return pairs;
}

export async function measureLoads(names: readonly FunctionName[] = functionNames): Promise<readonly LoadTime[]> {
  await buildFunctions();
  const before = await onOneCore();
  const bares = await Promise.all(functionNames.map(async (name) => ({ name, ...(await bareHandler(name)) })));
  const [lightest] = bares.filter(({ clients: made }) => made > 0).toSorted((a, b) => a.bytes - b.bytes);
  if (!lightest) throw new Error("No function has an SDK client");
  const endpoints = await startEndpoints();
  try {
    const found: LoadTime[] = [];
    for (const name of names) {
      const reference = bares.find((one) => one.name === name && one.clients > 0) ?? lightest;
      const file = `${built.functions}/${name}/index.mjs`;
      endpoints.heard();
      await once({ file, env: environment(name, endpoints.url, []) }, before);
      const calls = endpoints.heard();
      const env = environment(name, endpoints.url, calls);
      // Read from the disk once, as the function was.
      await once({ file: reference.file, env }, before);
      const pairs = await loadPairs({ file, env }, { file: reference.file, env }, before);
      const ratios = pairs.map(({ ratio }) => ratio);
      found.push({
        name,
        load: median(pairs.map(({ load }) => load)),
        bare: median(pairs.map(({ bare }) => bare)),
        against: reference.name === name ? "bare" : `${reference.name}'s bare`,
        ratio: median(ratios),
        within: surety(ratios),
        pairs: pairs.length,
        calls: calls.length,
      });
    }
    return found;
  } finally {
    await endpoints.close();
  }
}
