/** What AWS's JSON protocols have in common: the action's name, the body, the shape of an error. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** `x-amz-target: Service_Version.Action`. */
export const actionOf = (request: IncomingMessage): string =>
  String(request.headers["x-amz-target"] ?? "")
    .split(".")
    .at(-1) ?? "";

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Body of a request as an object; anything else is an empty one, and the action then misses its parameters. */
export function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** An error as AWS sends it: the SDK makes an exception of that name. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export type JsonVersion = "1.0" | "1.1";

export function answerJson(
  response: ServerResponse,
  version: JsonVersion,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    "content-type": `application/x-amz-json-${version}`,
    "content-length": Buffer.byteLength(body),
    ...headers,
  });
  response.end(body);
}

export function answerError(response: ServerResponse, version: JsonVersion, { code, status, message }: AwsError): void {
  answerJson(response, version, status, JSON.stringify({ __type: code, message }), { "x-amzn-errortype": code });
}
