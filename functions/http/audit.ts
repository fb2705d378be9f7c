/**
 * The record of what staff accesses: who, what, whose, when, with which outcome. Routes declare what there is to keep
 * (`audit`); the pipeline has it kept once the answer is decided and before it leaves, so that nothing is looked at
 * unrecorded and no use case can forget it.
 */
import type { Instant, Login } from "../kernel/ids.ts";
import type { CallState } from "./call.ts";
import type { ProblemCode } from "./problems.ts";

export interface AccessRecord {
  readonly login: Login;
  /** The route's id. */
  readonly route: string;
  /** By where the call names them: `{ "params.familyCode": ["MARTIN01"] }`. Codes, never names. */
  readonly of: Readonly<Record<string, readonly string[]>>;
  /** `failed`: the portal's own fault; another: the problem answered. */
  readonly outcome: "done" | "failed" | ProblemCode;
  readonly at: Instant;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** The texts at the end of a path; a list on the way stands for each of its elements. */
function valuesAt(value: unknown, [first, ...rest]: readonly string[]): readonly string[] {
  if (Array.isArray(value)) {
    const path = first === undefined ? [] : [first, ...rest];
    return value.flatMap((one: unknown) => valuesAt(one, path));
  }
  if (first === undefined) return typeof value === "string" ? [value] : [];
  return isRecord(value) ? valuesAt(value[first], rest) : [];
}

/** What a call touches, by its route's declaration. */
export const touchedBy = (
  of: readonly string[],
  { params, query, body }: Pick<CallState, "params" | "query" | "body">,
): AccessRecord["of"] =>
  Object.fromEntries(of.map((path) => [path, [...new Set(valuesAt({ params, query, body }, path.split(".")))]]));
