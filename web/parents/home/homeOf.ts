import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

export const homeOf = reading((_: null, signal) => call("home.own", { signal }));
