import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { RequestDependencies } from "../request/dependencies.ts";

export interface CertificationDependencies extends RequestDependencies {
  readonly town: Pick<TownForFunctions, "certification" | "quotient">;
}
