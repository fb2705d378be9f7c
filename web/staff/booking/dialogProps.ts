/** What each dialog of the page of a family is told, and what it hands back. */
import type { BasketAnswer } from "../../../functions/booking/contract/basket.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import type { Answer } from "../../shared/api/client.ts";

export type FamilyView = Answer<"planning.ofFamily">;

/** What the server answered, line by line. */
export interface OfficeAnswer {
  readonly lines: BasketAnswer["lines"];
}

export interface DialogProps {
  readonly code: FamilyCode;
  readonly view: FamilyView;
  readonly nameOf: (childId: string) => string;
  readonly onDone: (answer: OfficeAnswer) => Promise<void>;
  readonly onClose: () => void;
}
