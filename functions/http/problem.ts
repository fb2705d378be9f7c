import type { ProblemBody } from "./problem-schema.ts";
import { problems, type ProblemCode } from "./problems.ts";

export interface ProblemDetails {
  /** French: what happened and what to do next. */
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  /** Seconds. */
  readonly retryAfter?: number;
  /** Cookies that go with the refusal: a first step that was passed, a session that is over. */
  readonly cookies?: readonly string[];
}

/** An answer that is not a success, on its way to the client. Anything else that is thrown becomes `server.failed`. */
export class Problem extends Error {
  override readonly name = "Problem";
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails | string) {
    super(code);
    this.code = code;
    this.details = typeof details === "string" ? { detail: details } : details;
  }

  get status(): number {
    return problems[this.code].status;
  }

  /** RFC 9457 body. `instance` is the request's id. */
  body(instance: string): ProblemBody {
    const { detail, errors, retryAfter } = this.details;
    return {
      type: `urn:portail-famille:${this.code}`,
      title: problems[this.code].title,
      status: this.status,
      code: this.code,
      detail,
      instance,
      ...(errors ? { errors: [...errors] } : {}),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    };
  }
}
