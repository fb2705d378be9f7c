/**
 * What a route is. Each is declared once, in its subject's contract, and everything else derives from the declaration: API
 * Gateway's routes, the local gateway, validation of requests and answers, `/api/openapi.json`, the browser's typed
 * client.
 *
 * `zod/mini`, not `zod`: an 80-route contract is 10.6 kB gzip against 30, and mini never probes `eval`, which a strict
 * CSP reports.
 */
import type * as z from "zod/mini";
import type { Permission } from "../kernel/permissions.ts";
import type { ProblemCode } from "./problems.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may call: anyone; a signed-in guardian of a family; a staff member; either of the two. */
export type Access = "anyone" | "guardian" | "staff" | "signedIn";

/**
 * What the record of accesses keeps of a call of staff (http/audit.ts). `of`: where the call names whose data it
 * touches, as `params.familyCode`, `body.lines.childId`; none of them: the data of everybody whom the route shows.
 * `nobody`: it touches no family's data, and why not.
 */
export type Audit =
  | { readonly of: readonly `${"params" | "query" | "body"}.${string}`[] }
  | { readonly nobody: string };

/** A route of the office: which permission it takes, and what is recorded of its use. Neither can be forgotten. */
interface StaffOnly {
  readonly access: "staff";
  readonly permission: Permission;
  readonly audit: Audit;
}
interface NotStaffOnly {
  readonly access: Exclude<Access, "staff">;
  readonly permission?: never;
  readonly audit?: never;
}

/** For staff that holds the permission: `...staff("bookings.read", touches("params.familyCode"))`. */
export const staff = <const P extends Permission>(permission: P, audit: Audit) =>
  ({ access: "staff", permission, audit }) as const;
export const touches = (...of: Extract<Audit, { readonly of: unknown }>["of"]): Audit => ({ of });
export const touchesNobody = (why: string): Audit => ({ nobody: why });

interface Declared {
  readonly method: Method;
  /** `{name}` stands for a parameter, as in API Gateway and OpenAPI. */
  readonly path: `/api/${string}`;
  /** French, one line, for the OpenAPI document. */
  readonly summary: string;
  /** Open to a session that still has to enrol its second factor or to accept the terms: what it needs to do so. */
  readonly beforeRequiredActions?: true;
  readonly params?: z.ZodMiniObject;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  /** Largest body accepted, in bytes; 64 kB unless said. */
  readonly bodyLimit?: number;
  /** The body may also be an HTML form, of either encoding: for programs that send nothing else. */
  readonly alsoForm?: true;
  /** Called by programs that stand on no page of the portal: no session is read, what the address holds decides. */
  readonly fromAnywhere?: true;
  /** 303: the answer is the path of the page to go to. */
  readonly status: 200 | 201 | 202 | 204 | 303;
  /** `null`: no body is answered. */
  readonly answer: z.ZodMiniType | null;
  /** Media type of the answer when it is not JSON: the answer is then a text, which leaves as it is. */
  readonly answerType?: string;
  /** Answered with an ETag, and 304 to who has that answer already: for programs that ask again and again. */
  readonly conditional?: true;
  /** Problems of this route's own; `commonProblems` come on top. */
  readonly problems: readonly ProblemCode[];
}

export type RouteSpec = Declared & (StaffOnly | NotStaffOnly);
export type Routes = Readonly<Record<string, RouteSpec>>;

/** Declares a route, keeping its literal types. */
export const route = <const S extends RouteSpec>(spec: S): S => spec;

/** `POST /api/x`: how API Gateway names a route. */
export const routeKey = (spec: Pick<RouteSpec, "method" | "path">): string => `${spec.method} ${spec.path}`;

/**
 * Every key under which a route is called. What answers GET answers HEAD as well, the same but for its body, which the
 * gateway leaves out: API Gateway by itself would call it a route that is not there.
 */
export const routeKeys = (spec: Pick<RouteSpec, "method" | "path">): readonly string[] =>
  spec.method === "GET" ? [routeKey(spec), `HEAD ${spec.path}`] : [routeKey(spec)];

/** Problems that follow from what a route declares, so that no route lists them by hand. */
export function commonProblems(spec: RouteSpec): readonly ProblemCode[] {
  // A parameter or a body that a route does not declare is refused on every route alike (http/parse.ts).
  const found: ProblemCode[] = ["request.invalid", "origin.refused", "server.busy", "server.failed"];
  if (spec.access !== "anyone") found.push("session.missing", "session.expired", "access.denied");
  if (spec.access !== "anyone" && !spec.beforeRequiredActions) found.push("secondFactor.toEnrol", "terms.toAccept");
  if (spec.body) found.push("request.notJson", "request.wrongContentType", "request.tooLarge");
  return found;
}

type Output<S> = S extends z.ZodMiniType ? z.output<S> : undefined;
type Input<S> = S extends z.ZodMiniType ? z.input<S> : undefined;
type Part<S extends RouteSpec, K extends "params" | "query" | "body"> = S extends { readonly [key in K]: infer Schema }
  ? Schema
  : undefined;

/** What a use case receives, parsed. */
export type ParsedPart<S extends RouteSpec, K extends "params" | "query" | "body"> = Output<Part<S, K>>;
/** What a client sends. */
export type SentPart<S extends RouteSpec, K extends "params" | "query" | "body"> = Input<Part<S, K>>;
/** What a client receives. */
export type AnswerOf<S extends RouteSpec> = S["answer"] extends z.ZodMiniType ? z.output<S["answer"]> : undefined;
