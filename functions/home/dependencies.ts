import type { CertificationDependencies } from "../certification/dependencies.ts";

export type HomeDependencies = CertificationDependencies;
