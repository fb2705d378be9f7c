/**
 * What follows from a change in the table, but for mails: repairs, the history of bookings, waiting lists and their
 * offers, closures, what the office did for a family, schedules of reminders and warnings. One function for all of it: DynamoDB advises no more than two readers a
 * shard, and the mailer is the other.
 */
import { S3Client } from "@aws-sdk/client-s3";
import type { OneTimeScheduleName } from "../manifest.ts";
import { systemClock } from "../kernel/clock.ts";
import type { Instant } from "../kernel/ids.ts";
import { unitOf } from "../catalogue/rules/units.ts";
import { log } from "../kernel/log.ts";
import { openSchedules } from "../schedule/schedules.ts";
import { readSetting } from "../wiring/settings.ts";
import type { TimedInput } from "../wiring/timed-input.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { openTable } from "../table/table.ts";
import { followTable } from "../wiring/follow-table.ts";
import { streamHandler } from "../stream/stream-record.ts";
import { tellOffer } from "../waiting-list/follow/tell-offer.ts";

const table = openTable(readSetting("TABLE_NAME"));
const schedules = openSchedules<OneTimeScheduleName>(readSetting("ONE_TIME_SCHEDULES"), systemClock);
const { schoolZone, historyKeptDays, quotient } = readSetting("TOWN");
const catalogue = catalogueCache(() => readCatalogue(table), systemClock);

/** Has something done at a moment, once. */
const putTimed = (name: string, at: Instant, input: TimedInput): Promise<void> =>
  schedules.put({ target: "endOffers", name, at, input });

export const handler = streamHandler(
  log,
  followTable({
    table,
    bucket: { name: readSetting("FILES_BUCKET"), client: new S3Client() },
    clock: systemClock,
    log,
    schoolZone,
    historyKeptDays,
    catalogue,
    schedules,
    endLater: ({ unit, ...offer }) =>
      putTimed(
        `offer-${offer.familyCode}-${offer.childId}-${offer.date}-${unit}-${offer.generation}-${offer.until}`,
        offer.until,
        {
          ...offer,
          ...unitOf(unit),
        },
      ),
    walkLater: (day, at) => putTimed(`walk-${day.siteId}-${day.date}-${at}`, at, day),
    endActLater: (familyCode, requestToken, at) =>
      putTimed(`act-${familyCode}-${requestToken}`, at, { familyCode, requestToken }),
    endBasketLater: ({ familyCode, requestToken, idempotencyKey }, at) =>
      putTimed(`basket-${familyCode}-${requestToken}`, at, { familyCode, idempotencyKey }),
    quotientKind: quotient.kind,
    warnLater: (warning, at) =>
      putTimed(`quotient-${warning.familyCode}-${warning.quotientUntil}-${warning.days}`, at, warning),
    tellLater: (word, at) => putTimed(`${word.word}-${word.familyCode}-${word.reference}-${word.said}`, at, word),
    tellChangesLater: (changes, at) =>
      putTimed(
        `child-file-${changes.familyCode}-${changes.childId}-${changes.changedIn}-${changes.byOffice ? "office" : "household"}`,
        at,
        changes,
      ),
    endStayLater: (stay, name, at) => putTimed(`stay-${stay.familyCode}-${name}`, at, stay),
    endChildStayLater: (stay, name, at) => putTimed(`stay-${stay.familyCode}-${name}`, at, stay),
    tellOffer: tellOffer({ table, catalogue, clock: systemClock, schoolZone }),
  }),
);
