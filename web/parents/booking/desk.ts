/** A family books for itself. */
import { call } from "../../shared/api/index.ts";
import type { Desk } from "../../shared/booking/desk.ts";
import { namesOf } from "../../shared/booking/names.ts";
import { addDays, mondayOf } from "../../shared/format/calendar.ts";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { basket as basketWords } from "../../strings/fr/booking/basket.ts";
import { review as reviewWords } from "../../strings/fr/booking/review.ts";
import type { PlainDate } from "../../../functions/kernel/ids.ts";
import { activitiesOf } from "../catalogue/activitiesOf.ts";
import { familyOf } from "../family/familyOf.ts";
import { offerButtons } from "../waiting-list/lazyOffer.tsx";
import { useBasket } from "./basket.ts";

export const familyDesk: Desk = {
  useBasket,
  preview: (lines, signal) => call("booking.preview", { body: { lines: [...lines] }, signal, repeatable: true }),
  lastDays: reading((today: PlainDate, signal) =>
    call("booking.list", { query: { from: addDays(mondayOf(today), -7), to: addDays(today, -1) }, signal }),
  ),
  useNames: () => {
    const activities = useQuery(activitiesOf, null);
    const family = useQuery(familyOf, null);
    return {
      names: activities.data && family.data ? namesOf(activities.data.activities, family.data.children) : null,
      together: new Set(activities.data?.activities.flatMap(({ id, minimum }) => (minimum ? [id] : []))),
      problem: activities.problem ?? family.problem,
      reload: () => {
        if (activities.problem) void activities.reload();
        if (family.problem) void family.reload();
      },
    };
  },
  Offer: offerButtons.Page,
  others: { href: "/inscrire", label: basketWords.allActivities },
  booked: (month) => ({
    href: `/mes-reservations${month === undefined ? "" : `?mois=${month}`}`,
    label: reviewWords.see,
  }),
  ifFull: reviewWords.ifFull,
  before: null,
};
