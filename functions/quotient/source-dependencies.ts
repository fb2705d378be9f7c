import type { Log } from "../kernel/log.ts";
import type { AskApi } from "./api-particulier.ts";
import type { QuotientDependencies } from "./use-cases/look.ts";

/** What keeping and asking where a quotient can be asked for needs. */
export interface SourceDependencies extends QuotientDependencies {
  readonly town: QuotientDependencies["town"] & { readonly name: string };
  /** Null: the town has no access to API Particulier. */
  readonly api: AskApi | null;
  readonly log: Log;
}

/** Whether the portal may ask the funds: their quotient is of one kind, which must be the town's. */
export const canAsk = ({ api, town }: Pick<SourceDependencies, "api" | "town">): boolean =>
  api !== null && town.quotient.kind === "caf";
