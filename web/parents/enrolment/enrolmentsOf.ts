import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

export const enrolmentsOf = reading((_: null, signal) => call("enrolment.own", { signal }));
