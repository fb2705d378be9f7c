/**
 * How long a function takes from import to ready, beside its bare handler.
 *
 * Both run in a fresh process against the same endpoints on this machine, and ask them for the same things: a first run
 * of the function is listened to, and the bare handler repeats its calls while it loads. What is compared is therefore
 * our own code (contract, pipeline, rules), not the network, and not the secret and keys that any handler would have to
 * fetch.
 */
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { promisify } from "node:util";
import * as z from "zod";
import { functionNames, type FunctionName } from "../../functions/manifest.ts";
import { buildFunctions, built } from "../../infra/build.ts";
import { environmentFor } from "../../infra/local/environment.ts";
import { actionOf, readBody } from "../../infra/local/aws-json.ts";
import { portalSecretId, region, userPoolId } from "../../infra/local/names.ts";
import { serve, type Listener } from "../../infra/local/net.ts";
import { readTown } from "../../infra/town/read.ts";
import { bareHandler } from "./bare.ts";

export interface LoadTime {
  readonly name: FunctionName;
  /** Medians, in milliseconds. */
  readonly load: number;
  readonly bare: number;
  /** Whose bare handler it is: a function without any SDK client is held to the lightest of those with one. */
  readonly against: string;
  readonly ratio: number;
  /** Calls that the function makes before it is ready. */
  readonly calls: number;
}

type StartCall =
  { readonly client: string; readonly command: string; readonly input: unknown } | { readonly get: string };

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
  DescribeUserPoolClient: { UserPoolClient: { ClientId: "bench", ClientSecret: "bench", UserPoolId: userPoolId } },
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
  "const begun = performance.now(); await import(process.argv[1]); console.log(performance.now() - begun); process.exit();";

async function once(file: string, env: NodeJS.ProcessEnv): Promise<number> {
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script, file], {
    env,
  }).catch((error: unknown) => {
    // Node shows the line at fault, which in a bundle is all of it.
    const said =
      error instanceof Error && "stderr" in error
        ? String(error.stderr)
            .split("\n")
            .filter((line) => /^\w*Error/u.test(line))
        : [String(error)];
    throw new Error(`${file} does not load: ${said.join("; ").slice(0, 500)}`);
  });
  return z.coerce.number().positive().parse(stdout.trim());
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

interface Timed {
  readonly name: FunctionName;
  readonly load: number;
  readonly bare: number;
  readonly clients: number;
  readonly calls: number;
}

async function timed(name: FunctionName, endpoints: Endpoints, runs: number): Promise<Timed> {
  const file = `${built.functions}/${name}/index.mjs`;
  const bare = await bareHandler(name);
  endpoints.heard();
  await once(file, environment(name, endpoints.url, []));
  const calls = endpoints.heard();
  const env = environment(name, endpoints.url, calls);
  // In turns, so that whatever else this machine does meets both alike.
  const times: { readonly load: number; readonly bare: number }[] = [];
  for (let run = 0; run < runs; run++) times.push({ load: await once(file, env), bare: await once(bare.file, env) });
  return {
    name,
    load: median(times.map(({ load }) => load)),
    bare: median(times.map((time) => time.bare)),
    clients: bare.clients,
    calls: calls.length,
  };
}

export async function measureLoads(runs = 15): Promise<readonly LoadTime[]> {
  await buildFunctions();
  const endpoints = await startEndpoints();
  try {
    const all: Timed[] = [];
    for (const name of functionNames) all.push(await timed(name, endpoints, runs));
    const lightest = all.filter(({ clients }) => clients > 0).toSorted((a, b) => a.bare - b.bare)[0];
    if (!lightest) throw new Error("No function has an SDK client");
    return all.map(({ name, load, bare, clients, calls }) => {
      const reference = clients > 0 ? bare : lightest.bare;
      return {
        name,
        load,
        bare: reference,
        against: clients > 0 ? "bare" : `${lightest.name}'s bare`,
        ratio: load / reference,
        calls,
      };
    });
  } finally {
    await endpoints.close();
  }
}
