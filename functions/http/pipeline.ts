/**
 * Routes of the contract as a Lambda handler: middy's pipeline around their use cases.
 *
 * Order: log, errors, compression, CloudFront's secret, CSRF, session and permission, parse, use case, answer, record of the access. Nothing of the
 * request is read before it is known to come from the portal; nothing is parsed for a caller who may not call.
 */
import middy, { type MiddyfiedHandler } from "@middy/core";
import type { Context } from "aws-lambda";
import * as z from "zod/mini";
import { routeKeys, type RouteSpec, type Routes } from "./route.ts";
import { answerOf, compress, problems } from "./answer.ts";
import { touchedBy, type AccessRecord } from "./audit.ts";
import type { Call, CallState, HttpEvent, HttpMiddleware, HttpResult, Internal, Reply, UseCases } from "./call.ts";
import { readCookies } from "./cookies.ts";
import { cloudFrontOnly, sameOrigin, viewerOf } from "./edge.ts";
import type { Log } from "../kernel/log.ts";
import { parse } from "./parse.ts";
import { Problem } from "./problem.ts";
import { sessionGuard, type SessionReader } from "./session-guard.ts";

export interface HttpDependencies {
  readonly log: Log;
  readonly portalSecret: string;
  readonly sessions: SessionReader;
  readonly recordAccess: (access: AccessRecord) => Promise<void>;
}

export type HttpHandler = MiddyfiedHandler<HttpEvent, HttpResult, Error, Context, Internal>;

type AnyUseCase = (call: Call<RouteSpec>) => Promise<Reply<RouteSpec>>;

interface Declared {
  readonly id: string;
  readonly spec: RouteSpec;
  readonly useCase: AnyUseCase;
}

/** One line a request, without path parameters or anything personal: route, status, milliseconds. */
function logRequest(log: Log): HttpMiddleware {
  const line = ({ event, response }: Parameters<NonNullable<HttpMiddleware["after"]>>[0]): void => {
    log.info("request", {
      route: event.routeKey,
      status: response?.statusCode,
      milliseconds: Date.now() - event.requestContext.timeEpoch,
    });
  };
  return { after: line, onError: line };
}

/** Routes with the use cases that answer them. */
export interface Answered {
  readonly byKey: ReadonlyMap<string, Declared>;
}

/** Brings routes and use cases together: they match by type, one use case a route. */
export const answered = <R extends Routes>(routes: R, useCases: UseCases<R>): Answered => ({
  byKey: new Map(
    Object.entries(routes).flatMap(([id, spec]) => {
      // The one place where the types of a route are set aside: `parse` has made the parts what the declaration says
      // they are.
      const useCase = useCases[id] as unknown as AnyUseCase;
      return routeKeys(spec).map((key) => [key, { id, spec, useCase }] as const);
    }),
  ),
});

/** Keeps what staff accessed. When that fails, so does the call: its answer, decided or not, does not leave. */
async function recorded(
  { recordAccess, sessions }: HttpDependencies,
  route: string,
  call: CallState,
  outcome: AccessRecord["outcome"],
): Promise<void> {
  const { audit } = call.spec;
  if (!audit || !call.session || "nobody" in audit) return;
  const { login } = call.session;
  await recordAccess({ login, route, of: touchedBy(audit.of, call), outcome, at: sessions.clock() });
}

/** Handler of one function over all that it answers; dispatch is by API Gateway's own route key. */
export function httpHandler(groups: readonly Answered[], dependencies: HttpDependencies): HttpHandler {
  const known = new Map(groups.flatMap(({ byKey }) => [...byKey]));
  const find = (event: HttpEvent): Declared => {
    const found = known.get(event.routeKey);
    if (!found) throw new Problem("route.unknown", "Vérifiez l’adresse demandée.");
    return found;
  };
  const open: HttpMiddleware = {
    before: (request) => {
      const call: CallState = {
        spec: find(request.event).spec,
        cookies: readCookies(request.event.cookies),
        viewer: viewerOf(request.event),
        session: null,
        params: undefined,
        query: undefined,
        body: undefined,
      };
      request.internal.call = call;
    },
  };
  // middy hands a handler neither `internal` nor a typed event, so the use case runs as the innermost `after` of an
  // empty one.
  const answer: HttpMiddleware = {
    after: async (request) => {
      const { id, spec, useCase } = find(request.event);
      const { call } = request.internal;
      let outcome: AccessRecord["outcome"] = "failed";
      try {
        const reply = await useCase(call as Call<RouteSpec>);
        // Only what the contract declares leaves: other fields are dropped here.
        const answer = answerOf(spec, request.event, spec.answer ? z.parse(spec.answer, reply.body) : undefined);
        request.response = reply.cookies ? { ...answer, cookies: [...reply.cookies] } : answer;
        outcome = "done";
      } catch (error) {
        if (error instanceof Problem) outcome = error.code;
        throw error;
      } finally {
        await recorded(dependencies, id, call, outcome);
      }
    },
  };
  return middy<HttpEvent, HttpResult, Error, Context, Internal>()
    .use([
      logRequest(dependencies.log),
      compress(),
      problems(dependencies.log),
      open,
      cloudFrontOnly(dependencies.portalSecret),
      sameOrigin(),
      sessionGuard(dependencies.sessions),
      parse(),
    ])
    .use(answer);
}
