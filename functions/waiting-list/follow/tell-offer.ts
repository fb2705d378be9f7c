/**
 * Tells a family that a place is kept for it, and that it is not any more. Once each: the mail's id says which generation of
 * which unit.
 */
import { bookingLines } from "../../booking/mail-lines.ts";
import { offeredUntil, type Slot } from "../../booking/rules/booking-rules.ts";
import { isRefusal, slotsOf } from "../../booking/rules/slots.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Instant } from "../../kernel/ids.ts";
import { minuteOver } from "../../kernel/time.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { Mail } from "../../mail/kinds.ts";
import { tellOnce } from "../../mail/outbox.ts";
import { readPeople } from "../../family/store/people.ts";
import type { Table } from "../../table/table.ts";
import type { ExpiredFacts } from "../mails.fr.ts";
import type { OfferMade } from "./follow-waiting-list.ts";

export interface TellDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly schoolZone: SchoolZone;
}

/** What the end of an offer means: whether the place goes to another family, whether this one may ask again. */
function afterwards(slot: Slot, at: Instant): Pick<ExpiredFacts, "goesOn" | "mayAskAgain"> {
  const { closed, window, bookBefore } = slot;
  const over = closed !== null || minuteOver(bookBefore, at) || window === null || minuteOver(window.closesAt, at);
  return { goesOn: offeredUntil(slot, at) !== null, mayAskAgain: !over };
}

async function tell(
  { table, catalogue: cache, clock, schoolZone }: TellDependencies,
  offer: OfferMade,
  kind: "offerMade" | "offerExpired",
): Promise<void> {
  const booked = { ...offer, ...unitOf(offer.unit) };
  const [catalogue, people] = await Promise.all([cache.latest(), readPeople(table, [booked])]);
  const [line] = bookingLines(catalogue, people, [booked]);
  if (!line) return;
  const slot = slotsOf(catalogue, schoolZone).find(booked);
  // A unit that has left the catalogue is offered to nobody any more.
  const then = isRefusal(slot)
    ? { goesOn: false, mayAskAgain: false }
    : afterwards(slot, kind === "offerMade" ? offer.until : clock());
  const mail: Mail =
    kind === "offerMade"
      ? { kind, facts: { ...line, until: offer.until, goesOn: then.goesOn } }
      : { kind, facts: { ...line, ...then } };
  await tellOnce(
    table,
    {
      familyCode: offer.familyCode,
      about: [offer.childId],
      mailId: `${kind}-${offer.childId}-${offer.date}-${offer.unit}-${offer.generation}`,
    },
    mail,
    clock(),
  );
}

export const tellOffer =
  (dependencies: TellDependencies) =>
  (offer: OfferMade): Promise<void> =>
    tell(dependencies, offer, "offerMade");
export const tellExpired =
  (dependencies: TellDependencies) =>
  (offer: OfferMade): Promise<void> =>
    tell(dependencies, offer, "offerExpired");
