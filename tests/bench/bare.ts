/**
 * What a function is compared with: a handler that makes the same SDK clients with the same commands, bundled the same
 * way, and does nothing else. Which those are is read from the function's own bundle.
 */
import { build } from "esbuild";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as z from "zod";
import type { FunctionName } from "../../functions/manifest.ts";
import { built, functionOptions, root } from "../../infra/build.ts";

const metafile = z.object({
  outputs: z.record(
    z.string(),
    z.object({ bytes: z.number(), inputs: z.record(z.string(), z.object({ bytesInOutput: z.number() })) }),
  ),
});
type Metafile = z.output<typeof metafile>;

export const readMetafile = async (path: string): Promise<Metafile> =>
  metafile.parse(JSON.parse(await readFile(path, "utf8")));

/** Size of the scripts of a bundle, their source maps aside. */
export function scriptBytes({ outputs }: Metafile): number {
  const scripts = Object.entries(outputs).filter(([path]) => path.endsWith(".mjs"));
  if (scripts.length === 0) throw new Error("The bundle has no script");
  return scripts.reduce((sum, [, { bytes }]) => sum + bytes, 0);
}

/** Commands by SDK package. Those under lib-dynamodb are the document client's. */
function commandsIn({ outputs }: Metafile): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { inputs } of Object.values(outputs))
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      const command = /node_modules\/(@aws-sdk\/(?:client|lib)-[a-z0-9-]+)\/.*\/commands\/(\w+Command)\.js$/u.exec(
        path,
      );
      const [, sdkPackage, name] = command ?? [];
      if (sdkPackage === undefined || name === undefined || bytesInOutput === 0) continue;
      found.set(sdkPackage, [...(found.get(sdkPackage) ?? []), name]);
    }
  return found;
}

const clientOf = new Map([
  ["@aws-sdk/client-dynamodb", "DynamoDBClient"],
  ["@aws-sdk/lib-dynamodb", "DynamoDBDocumentClient"],
  ["@aws-sdk/client-cognito-identity-provider", "CognitoIdentityProviderClient"],
  ["@aws-sdk/client-secrets-manager", "SecretsManagerClient"],
  ["@aws-sdk/client-s3", "S3Client"],
  ["@aws-sdk/client-ses", "SESClient"],
  ["@aws-sdk/client-scheduler", "SchedulerClient"],
]);

/**
 * What the bare handler asks for while it loads: the calls that the function was seen to make, given by load.ts, all at
 * once; over HTTP by `fetch`, as in any handler that nobody has tuned.
 */
const start = `await Promise.all(JSON.parse(process.env.START_CALLS ?? "[]").map(({ client, command, input, get }) =>
  get === undefined ? clients[client].send(new commands[client][command](input)) : fetch(get).then((answer) => answer.arrayBuffer())));`;

/** Both DynamoDB packages have a `QueryCommand`: each name is imported under its package's number. */
function bareSource(commands: ReadonlyMap<string, readonly string[]>): string {
  const parts = [...commands].map(([sdkPackage, names], index) => {
    const client = clientOf.get(sdkPackage);
    if (client === undefined)
      throw new Error(`No bare client is known for ${sdkPackage}: add it to tests/bench/bare.ts`);
    const imported = [client, ...names].map((name) => `${name} as ${name}${index}`).join(", ");
    const name = sdkPackage;
    const plain =
      sdkPackage === "@aws-sdk/lib-dynamodb" ? 'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\n' : "";
    return {
      name,
      imports: `${plain}import { ${imported} } from ${JSON.stringify(sdkPackage)};`,
      client: plain === "" ? `new ${client}${index}({})` : `${client}${index}.from(new DynamoDBClient({}))`,
      commands: names.map((command) => `${command}: ${command}${index}`),
    };
  });
  return [
    ...parts.map(({ imports }) => imports),
    `const clients = { ${parts.map(({ name, client }) => `${JSON.stringify(name)}: ${client}`).join(", ")} };`,
    `const commands = { ${parts.map(({ name, commands: names }) => `${JSON.stringify(name)}: { ${names.join(", ")} }`).join(", ")} };`,
    start,
    "export const handler = async ({ client, command, input }) => clients[client].send(new commands[client][command](input));",
    "",
  ].join("\n");
}

export interface Bare {
  /** The bundled handler. */
  readonly file: string;
  readonly bytes: number;
  /** SDK clients that it makes. */
  readonly clients: number;
}

const folder = `${built.root}/bare`;

/** Bundles the bare handler that a function is compared with. */
export async function bareHandler(name: FunctionName): Promise<Bare> {
  const commands = commandsIn(await readMetafile(`${built.functions}/${name}.meta.json`));
  const source = join(root, `.build/bare/${name}.js`);
  const outfile = join(folder, name, "index.mjs");
  await rm(join(folder, name), { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(source, bareSource(commands));
  const { metafile: meta } = await build(functionOptions(source, outfile));
  return { file: outfile, bytes: scriptBytes(meta), clients: commands.size };
}
