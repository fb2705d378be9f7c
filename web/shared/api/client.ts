/**
 * The typed client of the API: `call("booking.book", { body })`.
 *
 * It repeats what can be repeated (reads, and writes that carry an idempotency key) when the network or a busy server fails
 * it, and renews an expired session once, whatever the number of calls that met it, before it repeats them.
 */
import type { Api, RouteId } from "../../../functions/contract.ts";
import type { AnswerOf, Method, SentPart } from "../../../functions/http/route.ts";
import type { SessionView } from "../../../functions/sign-in/contract/session.ts";
import { networkProblem, Problem, problemOf } from "./problem.ts";

type Part<Id extends RouteId, K extends "params" | "query" | "body"> = [SentPart<Api[Id], K>] extends [undefined]
  ? unknown
  : Readonly<Record<K, SentPart<Api[Id], K>>>;
interface CallOptions {
  readonly signal?: AbortSignal;
  /** The body carries an idempotency key, which makes repeating it harmless. */
  readonly repeatable?: boolean;
}
type Sent<Id extends RouteId> = Part<Id, "params"> & Part<Id, "query"> & Part<Id, "body"> & CallOptions;
type Arguments<Id extends RouteId> = CallOptions extends Sent<Id> ? [sent?: Sent<Id>] : [sent: Sent<Id>];
export type Answer<Id extends RouteId> = AnswerOf<Api[Id]>;
export type Call = <Id extends RouteId>(id: Id, ...sent: Arguments<Id>) => Promise<Answer<Id>>;

export interface ClientDeps {
  readonly routes: Readonly<Record<RouteId, readonly [method: Method, path: string]>>;
  readonly fetch: (path: string, init: RequestInit) => Promise<Response>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Between 0 and 1, to spread thousands of clients that fail together. */
  readonly random: () => number;
  readonly onSession: (session: SessionView) => void;
  /** The session is over and cannot be renewed. */
  readonly onSessionEnd: () => void;
  /** The server's clock as an answer tells it, to correct a device whose own is wrong. */
  readonly onServerTime: (milliseconds: number) => void;
}

const attempts = 3;
/** A page does not keep someone waiting longer than this on its own; past it, it says so and lets the person decide. */
const longestWait = 8000;
const neverRenewed: ReadonlySet<RouteId> = new Set([
  "sign-in.openSession",
  "sign-in.renewSession",
  "sign-in.closeSession",
]);

interface Loose {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
  readonly repeatable?: boolean;
}

/** Fills `{name}` of a path and appends the query. */
export function pathOf(template: string, sent: Pick<Loose, "params" | "query">): string {
  const path = template.replace(/\{(\w+)\}/gu, (_, name: string) => encodeURIComponent(sent.params?.[name] ?? ""));
  return sent.query ? `${path}?${new URLSearchParams(sent.query).toString()}` : path;
}

export function createClient(deps: ClientDeps): { call: Call; renew: () => Promise<SessionView> } {
  async function once(id: RouteId, sent: Loose): Promise<unknown> {
    const [method, template] = deps.routes[id];
    const init: RequestInit = { method, credentials: "same-origin", headers: { accept: "application/json" } };
    if (sent.signal) init.signal = sent.signal;
    if (sent.body !== undefined) {
      init.headers = { accept: "application/json", "content-type": "application/json" };
      init.body = JSON.stringify(sent.body);
    }
    let response: Response;
    try {
      response = await deps.fetch(pathOf(template, sent), init);
    } catch (cause) {
      if (sent.signal?.aborted) throw cause;
      throw networkProblem(cause);
    }
    const date = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(date)) deps.onServerTime(date);
    if (!response.ok) throw await problemOf(response);
    if (response.status === 204) return undefined;
    try {
      return await response.json();
    } catch (cause) {
      if (sent.signal?.aborted) throw cause;
      throw networkProblem(cause);
    }
  }

  async function patiently(id: RouteId, sent: Loose): Promise<unknown> {
    const repeatable = deps.routes[id][0] === "GET" || sent.repeatable === true;
    for (let attempt = 1; ; attempt++) {
      try {
        return await once(id, sent);
      } catch (error) {
        const passing =
          error instanceof Problem &&
          (error.is("network", "server.busy") || error.status === 502 || error.status === 504);
        if (!passing || !repeatable || attempt >= attempts) throw error;
        const asked = (error.retryAfter ?? 0) * 1000;
        if (asked > longestWait) throw error;
        await deps.wait(Math.max(asked, 300 * 2 ** attempt) * (1 + deps.random() / 2));
      }
    }
  }

  let renewing: Promise<SessionView> | null = null;
  /** One renewal at a time, shared by every call that needs it. */
  function renew(): Promise<SessionView> {
    renewing ??= open("sign-in.renewSession", { repeatable: true })
      .then((session) => {
        deps.onSession(session);
        return session;
      })
      .catch((error: unknown) => {
        if (error instanceof Problem && error.status === 401) deps.onSessionEnd();
        throw error;
      })
      .finally(() => {
        renewing = null;
      });
    return renewing;
  }

  /**
   * The answer's type is the contract's word: the server validates every answer against the same schema before it
   * leaves, and parsing it again here would bring zod to the browser. This is the one assertion of the client.
   */
  const open = async <Id extends RouteId>(id: Id, sent: Loose): Promise<Answer<Id>> =>
    (await patiently(id, sent)) as Answer<Id>;

  const call: Call = async (id, ...[sent]) => {
    const loose: Loose = sent ?? {};
    try {
      return await open(id, loose);
    } catch (error) {
      if (!(error instanceof Problem) || neverRenewed.has(id)) throw error;
      if (error.is("session.missing")) deps.onSessionEnd();
      if (!error.is("session.expired")) throw error;
      await renew();
      return open(id, loose);
    }
  };
  return { call, renew };
}
