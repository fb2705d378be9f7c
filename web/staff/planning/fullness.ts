/** How full a limit is, in a step of colour and in words: the colour alone never says it. */
import type { PlanningView } from "../../../functions/planning/contract.ts";
import { planning as strings } from "../../strings/fr/planning.ts";

export type PoolView = PlanningView["days"][number]["pools"][number];

export interface Heat {
  /** 0 (empty) to 4 (nearly full), `full`, or `over` when staff has lowered the number below what is taken. */
  readonly step: 0 | 1 | 2 | 3 | 4 | "full" | "over";
  readonly words: string;
}

const steps = [0.2, 0.45, 0.7, 0.9] as const;

export function heatOf({ used, places }: Pick<PoolView, "used" | "places">): Heat {
  if (used > places) return { step: "over", words: strings.over(used - places) };
  if (used === places) return { step: "full", words: strings.full };
  const share = used / places;
  const step = share >= steps[3] ? 4 : share >= steps[2] ? 3 : share >= steps[1] ? 2 : share >= steps[0] ? 1 : 0;
  return { step, words: strings.left(places - used) };
}
