import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type { MiddlewareObj } from "@middy/core";
import type { AnswerOf, ParsedPart, RouteSpec, Routes } from "./route.ts";
import type { GuardianSession, Session, StaffSession } from "./session.ts";

interface SessionFor {
  readonly anyone: null;
  readonly guardian: GuardianSession;
  readonly staff: StaffSession;
  readonly signedIn: Session;
}

/** Where a request comes from, as CloudFront saw it. */
export interface Viewer {
  readonly address: string;
  /** Origin of the portal as the viewer wrote it: `https://portail.example.fr`. */
  readonly portal: string;
  /** What the browser says of itself. */
  readonly userAgent: string;
}

/** What a use case receives: parsed, and allowed to call. */
export interface Call<S extends RouteSpec> {
  readonly params: ParsedPart<S, "params">;
  readonly query: ParsedPart<S, "query">;
  readonly body: ParsedPart<S, "body">;
  readonly session: SessionFor[S["access"]];
  readonly cookies: ReadonlyMap<string, string>;
  readonly viewer: Viewer;
}

export interface Reply<S extends RouteSpec> {
  readonly body: AnswerOf<S>;
  readonly cookies?: readonly string[];
}

/** One use case a route: a missing one does not compile. */
export type UseCases<R extends Routes> = { readonly [Id in keyof R]: (call: Call<R[Id]>) => Promise<Reply<R[Id]>> };

/** What the middlewares hand on to each other. */
export interface CallState {
  readonly spec: RouteSpec;
  readonly cookies: ReadonlyMap<string, string>;
  readonly viewer: Viewer;
  session: Session | null;
  params: unknown;
  query: unknown;
  body: unknown;
}

export interface Internal extends Record<string, unknown> {
  call: CallState;
}

export type HttpEvent = APIGatewayProxyEventV2;
export type HttpResult = APIGatewayProxyStructuredResultV2;
export type HttpMiddleware = MiddlewareObj<HttpEvent, HttpResult, Error, Context, Internal>;
