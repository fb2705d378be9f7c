/**
 * Places that are kept for the family for a while: first on the pages where they are found, since their time runs out.
 */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { ChildView } from "../../../functions/family/contract.ts";
import { longDay, longMoment, timeLeft } from "../../shared/format/dates.ts";
import { siteBeside } from "../../shared/format/text.ts";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { DateTile } from "../../shared/ui/DateTile.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { offers as strings } from "../../strings/fr/waiting-list/offers.ts";
import { offerButtons } from "./lazyOffer.tsx";

interface Props {
  readonly bookings: readonly BookingView[];
  readonly family: readonly ChildView[];
  readonly now: number;
  readonly onChanged: () => Promise<void>;
}

/** Offers, the one that ends first on top. */
export const offersIn = (bookings: readonly BookingView[]): BookingView[] =>
  bookings.filter(({ status }) => status === "offered").sort((a, b) => (a.until ?? "").localeCompare(b.until ?? ""));

export function Offers({ bookings, family, now, onChanged }: Props) {
  const offers = offersIn(bookings);
  if (offers.length === 0) return null;
  return (
    <section class="offers" aria-labelledby="places-gardees">
      <h2 id="places-gardees">
        <Icon name="gift" /> {strings.title(offers.length)}
      </h2>
      <ul class="plain">
        {offers.map((offer) => (
          <li key={`${offer.childId}${offer.date}${offer.activityId}${offer.unitId}`}>
            <Offer offer={offer} family={family} now={now} onChanged={onChanged} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Offer({ offer, family, now, onChanged }: Omit<Props, "bookings"> & { readonly offer: BookingView }) {
  const rank = family.findIndex(({ id }) => id === offer.childId);
  const name = family[rank]?.firstName ?? "";
  const { until, toPay } = offer;
  const left = until === undefined ? null : timeLeft(now, until);
  return (
    <article class="offer">
      <DateTile date={offer.date} />
      <div>
        <p class="booking-who">
          <Avatar name={name} rank={Math.max(0, rank)} />{" "}
          <span>
            <b>{name}</b> · {offer.unitName}, {longDay(offer.date)}
          </span>
        </p>
        <p class="small muted">
          {[offer.activityName, siteBeside(offer.activityName, offer.siteName)].filter(Boolean).join(", ")}
        </p>
        {until !== undefined && (
          <p class="small offer-until">
            <Icon name="clock" size={16} />{" "}
            {left !== null
              ? strings.until(longMoment(until), left, toPay)
              : toPay === undefined
                ? strings.over
                : strings.unpaid}
          </p>
        )}
      </div>
      <offerButtons.Page
        line={offer}
        toPay={toPay}
        about={`${name}, ${longDay(offer.date)}`}
        onAnswered={({ done }) => {
          toast(done);
          return onChanged();
        }}
        onRefused={onChanged}
      />
    </article>
  );
}
