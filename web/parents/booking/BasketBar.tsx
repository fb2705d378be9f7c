/** Always in sight at the bottom: how many days, and the one next step. */
import { useEffect } from "preact/hooks";
import { Icon } from "../../shared/ui/Icon.tsx";
import { booking } from "../../strings/fr/booking.ts";
import { cellsOf, type Selection } from "./selection.ts";

const strings = booking.bar;

export function BasketBar({ selection, onReview }: { readonly selection: Selection; readonly onReview: () => void }) {
  const toBook = cellsOf(selection, "book").length;
  const toCancel = cellsOf(selection, "cancel").length;
  useEffect(() => {
    document.documentElement.classList.add("has-bar");
    return () => { document.documentElement.classList.remove("has-bar"); };
  }, []);
  return (
    <section class="basket-bar no-print" id="recapitulatif" tabIndex={-1} aria-label={strings.label}>
      <div class="basket-in">
        {selection.size === 0 ? (
          <>
            <p class="muted">{strings.nothing}</p>
            <a class="button ghost" href="/inscrire"><Icon name="left" size={18} /> {strings.allActivities}</a>
          </>
        ) : (
          <>
            <p>{toBook > 0 && <b>{strings.toBook(toBook)}</b>}{toBook > 0 && toCancel > 0 && <br />}{toCancel > 0 && <b>{strings.toCancel(toCancel)}</b>}</p>
            <button type="button" class="button" onClick={onReview}>{strings.review}</button>
          </>
        )}
      </div>
    </section>
  );
}
