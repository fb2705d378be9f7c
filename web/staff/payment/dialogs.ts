/** What every dialog of payments at the desk is given. */
import type { FamilyCode } from "../../../functions/kernel/ids.ts";

export interface DeskDialog {
  readonly code: FamilyCode;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}
