import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

/** What is still to be paid; nothing for an adult who does not see the invoices. */
export const payableOf = reading((_: null, signal) => call("payment.payable", { signal }));
export const homeOf = reading((_: null, signal) => call("home.own", { signal }));
