/** How it stands with a kind that is needed, as pages say it. */
import type { HeldDocuments } from "../../family/rules/held-documents.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import type { NeedView } from "../contract/needs.ts";
import { heldBy, isPressing, standingOf, type Need } from "../rules/needs.ts";

export function needView(
  need: Need,
  whose: { readonly documents?: HeldDocuments | undefined },
  today: PlainDate,
): NeedView {
  const { kind, activities } = need;
  const held = heldBy(whose, kind.id);
  const standing = standingOf(held, today);
  const until = held?.accepted?.until;
  return {
    kind: kind.id,
    name: kind.name,
    ...(kind.hint === undefined ? {} : { hint: kind.hint }),
    activities: [...activities],
    whenMissing: kind.whenMissing,
    standing,
    pressing: isPressing(standing, need),
    ...(until === undefined ? {} : { until }),
    toCheck: held?.toCheck ?? 0,
    ...(held?.refused ? { reason: held.refused.reason, refusedAt: held.refused.at } : {}),
  };
}
