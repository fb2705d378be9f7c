/** What the server answered to an agent's act, line by line. */
import type { BasketAnswer } from "../../../functions/booking/contract/basket.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import type { FamilyView } from "./FamilyPage.tsx";

export interface Said {
  readonly lines: BasketAnswer["lines"];
}

/** What each dialog of an act is told. */
export interface ActProps {
  readonly code: FamilyCode;
  readonly view: FamilyView;
  readonly nameOf: (childId: string) => string;
  readonly onDone: (said: Said) => Promise<void>;
  readonly onClose: () => void;
}
