/** How full a limit is, in a step of colour and in words: the colour alone never says it. */
import type { PlanningView } from "../../../functions/planning/contract.ts";
import { planning as strings } from "../../strings/fr/planning.ts";

export type PoolView = PlanningView["days"][number]["pools"][number];

interface Fullness {
  /** 0 (empty) to 4 (nearly full), `full`, or `over` when staff has lowered the number below what is taken. */
  readonly step: 0 | 1 | 2 | 3 | 4 | "full" | "over";
  readonly words: string;
}

const steps = [0.2, 0.45, 0.7, 0.9] as const;

export function fullnessOf({ used, places }: Pick<PoolView, "used" | "places">): Fullness {
  if (used > places) return { step: "over", words: strings.over(used - places) };
  if (used === places) return { step: "full", words: strings.full };
  const part = used / places;
  const step = part >= steps[3] ? 4 : part >= steps[2] ? 3 : part >= steps[1] ? 2 : part >= steps[0] ? 1 : 0;
  return { step, words: strings.left(places - used) };
}
