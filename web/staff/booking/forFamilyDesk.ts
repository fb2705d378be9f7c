/** Staff books for a family: the family's own grid and patterns, after the deadlines, with a reason that the family is told. */
import type { FamilyCode, PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { createBasket } from "../../shared/booking/basket/basket.ts";
import { emptyBasket, type KeptBasket } from "../../shared/booking/basket/keptBasket.ts";
import type { Desk } from "../../shared/booking/desk.ts";
import { namesOf } from "../../shared/booking/names.ts";
import { addDays, mondayOf } from "../../shared/format/calendar.ts";
import { onSessionChange } from "../../shared/session/session.ts";
import { reading } from "../../shared/useQuery.ts";
import { familyBookings as strings } from "../../strings/fr/booking/office.ts";
import { familyPath } from "../shell/paths.ts";
import type { FamilyView } from "./dialogProps.ts";
import { OfferElsewhere } from "./OfferElsewhere.tsx";
import { createReason } from "./reason.tsx";

/** What is chosen for families and not confirmed yet: until the page is left, and nowhere on the office's computer. */
const kept = new Map<FamilyCode, KeptBasket>();
onSessionChange(() => {
  kept.clear();
});

/** The desk at which that family is served. */
export function deskFor(
  familyCode: FamilyCode,
  { activities, children }: Pick<FamilyView, "activities" | "children">,
): Desk {
  const reason = createReason();
  const params = { familyCode };
  const basket = createBasket<FamilyCode>(
    {
      book: (body) =>
        call("booking.bookForFamily", { params, body: { ...body, reason: reason.said() }, repeatable: true }),
      cancel: (body) =>
        call("booking.cancelForFamily", { params, body: { ...body, reason: reason.said() }, repeatable: true }),
    },
    {
      owner: () => familyCode,
      read: (code) => kept.get(code) ?? emptyBasket,
      keep: (code, next) => void kept.set(code, next),
    },
  );
  const names = namesOf(activities, children);
  return {
    useBasket: basket.useBasket,
    preview: (lines, signal) =>
      call("booking.previewForFamily", { params, body: { lines: [...lines] }, signal, repeatable: true }),
    lastDays: reading((today: PlainDate, signal) =>
      call("planning.ofFamily", {
        params,
        query: { from: addDays(mondayOf(today), -7), to: addDays(today, -1) },
        signal,
      }),
    ),
    // What families book together, staff may book apart.
    useNames: () => ({ names, together: new Set(), problem: null, reload: () => undefined }),
    Offer: OfferElsewhere(familyCode),
    others: { href: familyPath(familyCode), label: strings.grid.leave },
    booked: () => ({ href: familyPath(familyCode), label: strings.grid.back }),
    ifFull: strings.ifFull,
    before: { Field: reason.Field, fault: reason.fault },
  };
}
