/** Before an act is sent: what it would bill again, shown once; sent a second time unchanged, it is meant. */
import { useRef, useState } from "preact/hooks";
import type { RebilledView } from "../../../functions/billing/contract/rebilling.ts";

export interface RebilledFirst {
  /** What the person is shown; null: nothing is billed again, or nothing was sent yet. */
  readonly view: RebilledView | null;
  /** Whether the act may go: it bills nothing again, or the person has just read what it does. */
  readonly isMeant: (act: unknown, ask: () => Promise<RebilledView>) => Promise<boolean>;
}

export function useRebilled(): RebilledFirst {
  const [view, setView] = useState<RebilledView | null>(null);
  const read = useRef<string | null>(null);
  return {
    view,
    isMeant: async (act, ask) => {
      const name = JSON.stringify(act);
      if (read.current === name) return true;
      const found = await ask();
      const nothing = found.families.length === 0;
      read.current = nothing ? null : name;
      setView(nothing ? null : found);
      return nothing;
    },
  };
}
