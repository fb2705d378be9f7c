/** What a family is told of an offer, and of its end: what is true then, whether or not anybody can be offered the place. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { tellExpired, tellOffer } from "../../../functions/waiting-list/follow/tell-offer.ts";
import { waitingListMails } from "../../../functions/waiting-list/mails.fr.ts";
import {
  activityId,
  catalogueWith,
  child,
  openWorld,
  siteId,
  unitIds,
  wednesday,
  type World,
} from "../booking/support.ts";
import { mailsTo } from "../planning/support.ts";
import { town } from "../../support/town.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1));
});
afterAll(() => world.end());

/** Booking ends on Monday 30 November at 10:00, inclusive of that minute. */
const deadline = id("Instant", "2026-11-30T09:00:59Z");
const sooner = id("Instant", "2026-11-27T09:00:00Z");

/** The facts of the mails about an offer until that moment whose end is seen a second later. */
async function told(until: Instant, endsAt: Instant) {
  const familyCode = await world.newFamily();
  const offer = {
    familyCode,
    childId: child(1),
    date: wednesday,
    unit: unitKey(activityId, unitIds.day),
    siteId,
    generation: 0,
    until,
  };
  const clock = () => endsAt;
  const tellers = {
    table: world.table,
    clock,
    schoolZone: "B" as const,
    catalogue: catalogueCache(() => readCatalogue(world.table), clock),
  };
  await tellOffer(tellers)(offer);
  await tellExpired(tellers)(offer);
  return mailsTo(world.table, familyCode);
}
const frame = { town, portal: "https://portail.example.fr" };
const textOf = ({ before, after }: { readonly before: readonly string[]; readonly after: readonly string[] }): string =>
  [...before, ...after].join("\n").replaceAll("\u00A0", " ");

test("an offer that ends while others can still be offered the place goes on to the next, and may be asked again", async () => {
  const mails = await told(sooner, id("Instant", "2026-11-27T09:00:01Z"));
  expect(mails).toMatchObject([
    { kind: "offerExpired", facts: { goesOn: true, mayAskAgain: true } },
    { kind: "offerMade", facts: { goesOn: true } },
  ]);
});

test("an offer that ends with the booking deadline ends for everybody: nothing else is promised", async () => {
  const mails = await told(deadline, id("Instant", "2026-11-30T09:01:00Z"));
  expect(mails).toMatchObject([
    { kind: "offerExpired", facts: { goesOn: false, mayAskAgain: false } },
    { kind: "offerMade", facts: { goesOn: false } },
  ]);
  for (const mail of mails) {
    if (mail.kind === "offerExpired") {
      const text = textOf(waitingListMails.offerExpired.content(frame, mail.facts));
      expect(text).toContain("n’est donc plus proposée à personne");
      expect(text).not.toMatch(/famille suivante|liste d’attente|demandez de nouveau/u);
    }
    if (mail.kind === "offerMade")
      expect(textOf(waitingListMails.offerMade.content(frame, mail.facts))).not.toMatch(/famille suivante/u);
  }
});
