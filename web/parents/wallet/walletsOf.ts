/** The family's wallets, as several pages read them. */
import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

export const walletsOf = reading((_: null, signal) => call("payment.wallet", { signal }));
