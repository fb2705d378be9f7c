/**
 * What goes wrong between the browser and the API, in one class: the server's own problems and a network that does not
 * answer.
 */
import type { ProblemCode } from "../../../functions/http/problems.ts";
import { api as strings } from "../../strings/fr/api.ts";

interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** `network`: no answer came. `unreadable`: what came is not an answer of the API (a proxy's page, say). */
type ClientProblemCode = ProblemCode | "network" | "unreadable";

interface Facts {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly retryAfter?: number | undefined;
  readonly instance?: string | undefined;
}

export class Problem extends Error {
  override readonly name = "Problem";
  readonly status: number;
  /** A `ClientProblemCode`, or a code that a newer server knows and this page does not. */
  readonly code: string;
  readonly title: string;
  /** French, for the person: what happened and what to do next. */
  readonly detail: string;
  readonly errors: readonly FieldError[];
  /** Seconds. */
  readonly retryAfter: number | undefined;
  /** To quote to the office. */
  readonly instance: string | undefined;

  constructor(facts: Facts, options?: ErrorOptions) {
    super(`${facts.code}: ${facts.detail}`, options);
    this.status = facts.status;
    this.code = facts.code;
    this.title = facts.title;
    this.detail = facts.detail;
    this.errors = facts.errors ?? [];
    this.retryAfter = facts.retryAfter;
    this.instance = facts.instance;
  }

  is(...codes: readonly ClientProblemCode[]): boolean {
    return codes.some((code) => code === this.code);
  }

  /** The answer may be lost: whether the server acted is unknown. */
  get answerLost(): boolean {
    return this.is("network", "unreadable") || this.status >= 500;
  }
}

export const networkProblem = (cause: unknown): Problem =>
  new Problem({ status: 0, code: "network", title: strings.network.title, detail: strings.network.detail }, { cause });

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (!isRecord(item)) return [];
    const [field, message] = [textOf(item["field"]), textOf(item["message"])];
    return field !== undefined && message !== undefined ? [{ field, message }] : [];
  });
}

/** The problem that an answer carries. A body that is not one (a gateway's HTML page) becomes `unreadable`. */
export async function problemOf(response: Response): Promise<Problem> {
  const header = Number(response.headers.get("retry-after"));
  const waiting = header > 0 ? header : undefined;
  let body: unknown;
  try {
    body = await response.json();
  } catch (cause) {
    return new Problem(
      { status: response.status, code: "unreadable", ...strings.unreadable, retryAfter: waiting },
      { cause },
    );
  }
  const code = isRecord(body) ? textOf(body["code"]) : undefined;
  if (!isRecord(body) || code === undefined)
    return new Problem({ status: response.status, code: "unreadable", ...strings.unreadable, retryAfter: waiting });
  return new Problem({
    status: response.status,
    code,
    title: textOf(body["title"]) ?? strings.unreadable.title,
    detail: textOf(body["detail"]) ?? strings.unreadable.detail,
    errors: fieldErrors(body["errors"]),
    retryAfter: numberOf(body["retryAfter"]) ?? waiting,
    instance: textOf(body["instance"]),
  });
}

/** Anything thrown, as a problem that can be shown. */
export const asProblem = (thrown: unknown): Problem =>
  thrown instanceof Problem
    ? thrown
    : new Problem({ status: 0, code: "unreadable", ...strings.unexpected }, { cause: thrown });
