/** Whose documents: a child's, or the household's own. */
import type { ChildId } from "../../../functions/kernel/ids.ts";

export interface Owner {
  readonly childId?: ChildId;
}

/** Names the place of a kind on the page: links lead there. */
export const placeOf = ({ childId }: Owner, kind: string): string => `${childId ?? "foyer"}-${kind}`;
