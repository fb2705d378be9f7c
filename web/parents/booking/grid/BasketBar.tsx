/** Always in sight at the bottom: how many days, of this activity and of others, and the one next step. */
import { useEffect } from "preact/hooks";
import type { ActivityId } from "../../../../functions/kernel/ids.ts";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { basket as strings } from "../../../strings/fr/booking/basket.ts";
import { Counts } from "../basket/Counts.tsx";
import { keysIn, type Selection } from "../basket/selection.ts";

export function BasketBar({
  selection,
  activityId,
  onReview,
}: {
  readonly selection: Selection;
  readonly activityId: ActivityId;
  readonly onReview: () => void;
}) {
  const elsewhere = selection.size - keysIn(selection, activityId).length;
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
            <a class="button ghost" href="/inscrire">
              <Icon name="left" size={18} /> {strings.allActivities}
            </a>
          </>
        ) : (
          <>
            <div>
              <Counts selection={selection} />
              {elsewhere > 0 && <p class="small muted">{strings.elsewhere(elsewhere)}</p>}
            </div>
            <button type="button" class="button" onClick={onReview}>
              {strings.review}
            </button>
          </>
        )}
      </div>
    </section>
  );
}
