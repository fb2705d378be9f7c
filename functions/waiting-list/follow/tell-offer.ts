/**
 * Tells a family that a place is kept for it, and that it is not any more. Once each: the mail's id says which generation of
 * which unit.
 */
import { bookingLines } from "../../booking/mail-lines.ts";
import type { Clock } from "../../kernel/clock.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { Mail } from "../../mail/kinds.ts";
import { tellOnce } from "../../mail/outbox.ts";
import { readPeople } from "../../family/store/people.ts";
import type { Table } from "../../table/table.ts";
import type { OfferMade } from "./follow-waiting-list.ts";

export interface TellDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
}

async function tell(
  { table, catalogue, clock }: TellDependencies,
  offer: OfferMade,
  kind: "offerMade" | "offerExpired",
): Promise<void> {
  const booked = { ...offer, ...unitOf(offer.unit) };
  const people = await readPeople(table, [booked]);
  const [line] = bookingLines(await catalogue.latest(), people, [booked]);
  if (!line) return;
  const mail: Mail = kind === "offerMade" ? { kind, facts: { ...line, until: offer.until } } : { kind, facts: line };
  await tellOnce(
    table,
    {
      familyCode: offer.familyCode,
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
