/** What « Mes codes d’accès » shows, read once for all its cards. */
import type { AccessView } from "../../../functions/access/contract/own.ts";
import { call } from "../api/index.ts";
import { reading, useQuery, type Query } from "../useQuery.ts";

const accessOf = reading((_: null, signal) => call("access.read", { signal }));

export const useAccess = (): Query<AccessView> => useQuery(accessOf, null);

/** What each card is given. */
export interface CardProps {
  readonly access: AccessView;
  readonly onChanged: () => Promise<void>;
}
