/**
 * Always in sight at the bottom: how many days, of this activity and of others, the last action to take back, and the one
 * next step.
 */
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { ActivityId } from "../../../../functions/kernel/ids.ts";
import { announce } from "../../ui/announcements.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { grid } from "../../../strings/fr/booking/grid.ts";
import { basket as strings } from "../../../strings/fr/booking/basket.ts";
import type { NameOf } from "../basket/amount.ts";
import { Counts } from "../basket/Counts.tsx";
import type { Basket } from "../basket/basket.ts";
import { useDesk } from "../desk.ts";
import { keysIn } from "../basket/selection.ts";

export function BasketBar({
  basket: { selection, canUndo, act },
  activityId,
  nameOf,
  note,
  onReview,
}: {
  readonly basket: Basket;
  readonly activityId: ActivityId;
  readonly nameOf: NameOf;
  /** What to know before going on. */
  readonly note?: ComponentChildren;
  readonly onReview: () => void;
}) {
  const { others } = useDesk();
  const elsewhere = selection.size - keysIn(selection, activityId).length;
  const undo = canUndo && (
    <button
      type="button"
      class="tool undo"
      onClick={() => {
        act({ kind: "undo" });
        announce(grid.saidUndone);
      }}
    >
      <Icon name="undo" size={18} /> <span class="label-wide">{grid.undo}</span>
    </button>
  );
  useEffect(() => {
    document.documentElement.classList.add("has-bar");
    return () => {
      document.documentElement.classList.remove("has-bar");
    };
  }, []);
  return (
    <section class="basket-bar no-print" id="recapitulatif" tabIndex={-1} aria-label={strings.label}>
      <div class="basket-in">
        {selection.size === 0 ? (
          <>
            <p class="muted">{strings.nothing}</p>
            {undo}
            <a class="button ghost" href={others.href}>
              <Icon name="left" size={18} /> {others.label}
            </a>
          </>
        ) : (
          <>
            <div>
              <Counts selection={selection} nameOf={nameOf} />
              {note}
              {elsewhere > 0 && <p class="small muted">{strings.elsewhere(elsewhere)}</p>}
            </div>
            {undo}
            <button type="button" class="button" onClick={onReview}>
              {strings.review}
              <span class="label-wide"> {strings.andConfirm}</span>
            </button>
          </>
        )}
      </div>
    </section>
  );
}
