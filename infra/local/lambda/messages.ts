/** What a function's worker and the runtime tell each other. */

export interface WorkerStart {
  /** The function's bundle. */
  readonly file: string;
  /** Milliseconds by which this machine's clock is moved. */
  readonly clockOffset: number;
}

export interface Invocation {
  readonly event: string;
  readonly requestId: string;
  /** Milliseconds of `performance.timeOrigin + performance.now()`, which no moved clock touches. */
  readonly deadline: number;
  readonly arn: string;
}

/** Lambda's shape of an error that a handler threw. */
export interface InvocationError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace: readonly string[];
}

export type WorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly error: InvocationError }
  | { readonly kind: "answer"; readonly payload: string }
  | { readonly kind: "error"; readonly error: InvocationError };
