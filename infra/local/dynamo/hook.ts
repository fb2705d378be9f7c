/**
 * What a test may put between the functions and the table: it sees each call, may change it, refuse it, or lose its
 * answer.
 */
import type { FunctionName } from "../../../functions/manifest.ts";

export interface TableCall {
  readonly caller: FunctionName;
  /** `UpdateItem`. */
  readonly action: string;
  /** The request as the SDK sent it, in DynamoDB's JSON. */
  readonly body: string;
}

export type TableAnswer =
  | { readonly kind: "answer"; readonly status: number; readonly body: string }
  /** The connection ends without an answer. */
  | { readonly kind: "cut" };

/** Answers a call; `ask` hands it, or what is made of it, to what stands behind. */
export type TableHook = (call: TableCall, ask: (body: string) => Promise<TableAnswer>) => Promise<TableAnswer>;

/** Several hooks as one, the first nearest to the functions. */
export const chained = (...hooks: readonly TableHook[]): TableHook =>
  hooks.reduceRight(
    (behind, hook) => (call, ask) => hook(call, (body) => behind({ ...call, body }, ask)),
    (call, ask) => ask(call.body),
  );

/** DynamoDB's error, as it comes over the wire. */
export const errorAnswer = (code: string, message: string, more: object = {}, status = 400): TableAnswer => ({
  kind: "answer",
  status,
  body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${code}`, message, ...more }),
});
