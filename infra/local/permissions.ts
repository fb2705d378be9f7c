/**
 * IAM of one machine. A function signs with its own name as access key, and each endpoint asks here whether the
 * manifest grants it the action, as its role does in AWS: a forgotten grant fails on the developer's machine, not after
 * the deployment.
 *
 * Any other access key is the operator's (imports, tests, the portal's own start) and may do everything.
 */
import type { IncomingMessage } from "node:http";
import { healthPartitions } from "../../functions/table/keys.ts";
import { fileFolders, prefixOf } from "../../functions/files/folders.ts";
import {
  functionNames,
  functions,
  type FunctionName,
  type FunctionSpec,
  type Setting,
} from "../../functions/manifest.ts";
import {
  account,
  apiParticulierSecretId,
  fileArn,
  filesBucket,
  indexArn,
  scheduleArn,
  tableName,
  oneTimeRoleArn,
  portalSecretId,
  secretArn,
  userPoolClientSecretId,
} from "./names.ts";

export type Service = "dynamodb" | "cognito-idp" | "secretsmanager" | "scheduler" | "iam" | "s3";

export interface Access {
  readonly service: Service;
  readonly actions: readonly string[];
  readonly resource: string;
  /** Partitions of the table that the request names. */
  readonly partitions?: readonly string[];
}

export type Caller = { readonly kind: "operator" } | { readonly kind: "function"; readonly name: FunctionName };

const known: ReadonlySet<string> = new Set(functionNames);
const isFunction = (name: string): name is FunctionName => known.has(name);

/** What every function signs with: links and forms that it hands to a browser are checked against it. */
export const secretAccessKey = "local";

/** Who has this access key. */
export const callerNamed = (accessKey: string): Caller =>
  isFunction(accessKey) ? { kind: "function", name: accessKey } : { kind: "operator" };

/** Who signed a request (Signature Version 4). Signatures are not checked: every caller is on this machine. */
export const callerOf = (request: IncomingMessage): Caller =>
  callerNamed(/Credential=([^/,\s]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "");

/** The manifest, or what a test puts in its place. */
export type Manifest = Readonly<Record<FunctionName, FunctionSpec>>;

const onSchedules = ["CreateSchedule", "UpdateSchedule", "DeleteSchedule", "GetSchedule"];

/** The secrets that settings name. */
const secretsRead: Readonly<Partial<Record<Setting, string>>> = {
  PORTAL_SECRET_ID: secretArn(portalSecretId),
  API_PARTICULIER: secretArn(apiParticulierSecretId),
  USER_POOL_CLIENT_SECRET_ID: secretArn(userPoolClientSecretId),
};

function granted(spec: FunctionSpec, service: Service, resource: string): readonly string[] {
  const { oneTimeSchedules = [] } = spec;
  switch (service) {
    case "dynamodb":
      if (resource === indexArn(tableName))
        return [...(spec.index ? ["Query"] : []), ...(spec.indexScan ? ["Scan"] : [])];
      return spec.table;
    case "scheduler":
      return oneTimeSchedules.some((target) => resource.startsWith(scheduleArn(`${target}-`))) ? onSchedules : [];
    case "iam":
      return oneTimeSchedules.some((target) => resource === oneTimeRoleArn(target)) ? ["PassRole"] : [];
    case "cognito-idp":
      return spec.identity;
    case "secretsmanager":
      return spec.settings.some((setting) => secretsRead[setting] === resource) ? ["GetSecretValue"] : [];
    case "s3": {
      const folder = fileFolders.find((one) => resource.startsWith(fileArn(filesBucket, prefixOf(one))));
      return folder === undefined ? [] : (spec.files?.[folder] ?? []);
    }
  }
}

/** AWS's own sentence for the first action that the caller may not do, or null when it may do all of them. */
export function denial(
  caller: Caller,
  { service, actions, resource, partitions = [] }: Access,
  manifest: Manifest = functions,
): string | null {
  if (caller.kind === "operator") return null;
  const spec = manifest[caller.name];
  const role = `arn:aws:sts::${account}:assumed-role/${caller.name}/${caller.name}`;
  if (!spec.health && partitions.some((partition) => partition.startsWith(healthPartitions)))
    return `User: ${role} is not authorized to perform: ${service}:${actions.join(", ")} on resource: ${resource} with an explicit deny in an identity-based policy`;
  const allowed = granted(spec, service, resource);
  const refused = actions.find((action) => !allowed.includes(action));
  if (refused === undefined) return null;
  return `User: ${role} is not authorized to perform: ${service}:${refused} on resource: ${resource} because no identity-based policy allows the ${service}:${refused} action`;
}
