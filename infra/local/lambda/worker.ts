/**
 * One execution environment: loads a function's bundle once, then handles one event at a time, as in Lambda. Its
 * environment variables are its own (worker threads copy them), so a setting that the manifest does not give is missing
 * here too.
 */
import { enableCompileCache } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { fileURLToPath } from "node:url";
import { moveClock } from "../clock.ts";
import type { Invocation, InvocationError, WorkerMessage, WorkerStart } from "./messages.ts";

type Handler = (event: unknown, context: object) => unknown;

const port = parentPort;
if (!port) throw new Error("worker.ts runs in a worker thread only");
const tell = (message: WorkerMessage): void => port.postMessage(message);

const shape = (error: unknown): InvocationError =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? "").split("\n") }
    : { errorType: "Error", errorMessage: String(error), trace: [] };

const realNow = (): number => performance.timeOrigin + performance.now();

function contextOf({ requestId, deadline, arn }: Invocation): object {
  const name = process.env["AWS_LAMBDA_FUNCTION_NAME"] ?? "";
  return {
    awsRequestId: requestId,
    functionName: name,
    functionVersion: "$LATEST",
    invokedFunctionArn: arn,
    memoryLimitInMB: process.env["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] ?? "",
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: "local",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - realNow())),
  };
}

async function load(file: string): Promise<Handler> {
  const module: unknown = await import(file);
  const handler = typeof module === "object" && module !== null && "handler" in module ? module.handler : undefined;
  if (typeof handler !== "function") throw new Error(`${file} exports no handler`);
  return handler as Handler;
}

async function run(handler: Handler, invocation: Invocation): Promise<void> {
  try {
    const answer: unknown = await handler(JSON.parse(invocation.event), contextOf(invocation));
    tell({ kind: "answer", payload: JSON.stringify(answer ?? null) });
  } catch (error) {
    tell({ kind: "error", error: shape(error) });
  }
}

const { file, clockOffset } = workerData as WorkerStart;
moveClock(clockOffset);
try {
  // Bundles of half a megabyte: what V8 made of one is kept beside this file for the next thread that loads it.
  enableCompileCache(fileURLToPath(new URL("compiled", import.meta.url)));
  const handler = await load(file);
  port.on("message", (invocation: Invocation) => void run(handler, invocation));
  tell({ kind: "ready" });
} catch (error) {
  tell({ kind: "broken", error: shape(error) });
}
