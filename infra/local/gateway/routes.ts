/** API Gateway's choice of a route: from the contract, the most specific path first. */
import { functionNames, functions, type FunctionName, type FunctionSpec } from "../../../functions/manifest.ts";
import { contract } from "../../../functions/contract.ts";
import { routeKeys, type RouteSpec, type Routes } from "../../../functions/http/route.ts";

export interface RouteMatch {
  readonly functionName: FunctionName;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly functionName: FunctionName;
  readonly spec: RouteSpec;
  readonly parts: readonly string[];
}

const split = (path: string): readonly string[] => path.split("/").slice(1);
const parameterIn = (part: string): string | undefined => /^\{(.+)\}$/.exec(part)?.[1];

/** A malformed escape stays as it was sent: the function's validation says what is wrong with it. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

function compile(): readonly Compiled[] {
  const all = functionNames.flatMap((functionName) => {
    const { calledBy }: FunctionSpec = functions[functionName];
    if (calledBy.kind !== "http") return [];
    return calledBy.routes.flatMap((group) => {
      const routes: Routes = contract[group];
      return Object.values(routes).map((spec) => ({ functionName, spec, parts: split(spec.path) }));
    });
  });
  const parameters = ({ parts }: Compiled): number => parts.filter((part) => parameterIn(part) !== undefined).length;
  return all.sort((a, b) => parameters(a) - parameters(b));
}

const compiled = compile();

function match({ parts }: Compiled, asked: readonly string[]): Readonly<Record<string, string>> | null {
  if (parts.length !== asked.length) return null;
  const found: Record<string, string> = {};
  for (const [i, part] of parts.entries()) {
    const value = asked[i] ?? "";
    const parameter = parameterIn(part);
    if (parameter === undefined ? part !== value : value === "") return null;
    if (parameter !== undefined) found[parameter] = decode(value);
  }
  return found;
}

/** API Gateway's route for everything else, where the manifest has one. */
const fallback: RouteMatch | null = (() => {
  const functionName = functionNames.find((name) => {
    const { calledBy }: FunctionSpec = functions[name];
    return calledBy.kind === "http" && calledBy.fallback === true;
  });
  return functionName ? { functionName, routeKey: "$default", pathParameters: {} } : null;
})();

/** The route of a request, or null: API Gateway then answers by itself. */
export function findRoute(method: string, path: string): RouteMatch | null {
  const asked = split(path);
  for (const candidate of compiled) {
    const key = routeKeys(candidate.spec).find((one) => one.startsWith(`${method} `));
    const pathParameters = key === undefined ? null : match(candidate, asked);
    if (key !== undefined && pathParameters)
      return { functionName: candidate.functionName, routeKey: key, pathParameters };
  }
  return fallback;
}
