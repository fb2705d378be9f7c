import type { Site } from "./rules/catalogue.ts";
import type { SiteView } from "./contract.ts";

/** A site as pages name it. */
export const siteViewOf = ({ id, name, town }: Site): SiteView => ({ id, name, town });
