/** A place that is kept for the child: staff answer it on the family's page, with a reason. */
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { familyBookings as strings } from "../../strings/fr/booking/office.ts";
import { familyPath } from "../shell/paths.ts";

export const OfferElsewhere = (familyCode: FamilyCode) => () => (
  <p>
    <a class="tap" href={familyPath(familyCode)}>
      {strings.grid.answerOffer}
    </a>
  </p>
);
