/** Who has it in hand, of what waits; and taking it, taking it over, letting it go. */
import type { HolderView, Taking } from "../../../functions/approval/contract.ts";
import { decisions as strings } from "../../strings/fr/staff.ts";

interface Props {
  readonly holder: HolderView | undefined;
  /** What it is, for who hears the button alone. */
  readonly about: string;
  readonly busy: boolean;
  readonly onTake: (taking: Taking) => void;
}

/** A colleague has it: nobody else answers before they take it over. */
export const isHeld = (holder: HolderView | undefined): boolean => holder !== undefined && !holder.you;

export const HolderChip = ({ holder }: Pick<Props, "holder">) =>
  holder ? <span class="chip wait">{holder.you ? strings.heldByYou : strings.heldBy(holder.byName)}</span> : null;

export function TakeButton({ holder, about, busy, onTake }: Props) {
  const taking: Taking = holder ? (holder.you ? "letGo" : "takeOver") : "take";
  return (
    <button
      data-hint="P"
      type="button"
      class="text-button"
      aria-disabled={busy || undefined}
      data-keys="p"
      onClick={() => {
        if (!busy) onTake(taking);
      }}
    >
      {strings.taking[taking]}
      <span class="visually-hidden"> : {about}</span>
    </button>
  );
}
