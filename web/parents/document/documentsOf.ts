import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

export const documentsOf = reading((_: null, signal) => call("document.list", { signal }));
