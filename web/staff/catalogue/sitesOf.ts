/** The sites, and the day that it is there. */
import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

export const sitesOf = reading((_: null, signal) => call("catalogue.sites", { signal }));
