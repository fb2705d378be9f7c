/** The pool over HTTP: the JSON protocol of AWS's SDK, the pool's public keys, and the local IAM in front. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { CognitoError } from "cognito-local/lib/errors.js";
import { actionOf, answerError, answerJson, AwsError, parseObject, readBody } from "../aws-json.ts";
import { userPoolArn, userPoolId } from "../names.ts";
import { type Listener, serve } from "../net.ts";
import { callerOf, denial } from "../permissions.ts";
import { type LocalPool, openPool, type PoolOptions } from "./pool.ts";

export interface Cognito extends Listener {
  readonly userPoolId: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Dates travel as epoch seconds. `this` holds the value before JSON turned it into text. */
function epochSeconds(this: unknown, key: string, value: unknown): unknown {
  const before: unknown = typeof this === "object" && this !== null ? Reflect.get(this, key) : value;
  return before instanceof Date ? before.getTime() / 1000 : value;
}

function toAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof CognitoError) return new AwsError(error.code, error.message);
  return new AwsError("InternalErrorException", String(error), 500);
}

async function answer(pool: LocalPool, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") {
    const found = request.url === `/${userPoolId}/.well-known/jwks.json`;
    response
      .writeHead(found ? 200 : 404, { "content-type": "application/json" })
      .end(JSON.stringify(found ? pool.jwks : {}));
    return;
  }
  const name = actionOf(request);
  const refusal = denial(callerOf(request), {
    service: "cognito-idp",
    actions: [name],
    resource: userPoolArn(userPoolId),
  });
  if (refusal !== null) throw new AwsError("AccessDeniedException", refusal);
  const result = await pool.answer(name, parseObject((await readBody(request)).toString()));
  answerJson(response, "1.1", 200, JSON.stringify(result, epochSeconds));
}

export async function startCognito(options: PoolOptions): Promise<Cognito> {
  const pool = await openPool(options);
  const listener = await serve((request, response) => {
    answer(pool, request, response).catch((error: unknown) => {
      request.resume();
      answerError(response, "1.1", toAwsError(error));
    });
  });
  return { ...listener, userPoolId, clientId: pool.clientId, clientSecret: pool.clientSecret };
}
