/**
 * Called at moments that no change in the table tells, by one-time schedules that entries/table-stream.ts puts: at the end
 * of each offer, to pass on a place that nobody accepted; when days beyond a child’s quota may be offered, to have that day's list walked; once no request
 * of a staff member or a family can live any more, to have told what it did; some weeks before a quotient ends, to warn its family; on the day of an adult's or a child's departure, to take them off the file; once a decision can no longer be taken back, to tell it, or to do it and then tell it; and at an hour's end, to tell what it has changed of a child's file.
 */
import { systemClock } from "../kernel/clock.ts";
import { unitKey } from "../catalogue/rules/units.ts";
import { log } from "../kernel/log.ts";
import { readSetting } from "../wiring/settings.ts";
import { tellWord } from "../wiring/tell-word.ts";
import { readTimedInput } from "../wiring/timed-input.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { endBasket } from "../booking/store/idempotency.ts";
import { endAct } from "../booking/store/office-acts.ts";
import { haveWalked } from "../booking/store/awaited.ts";
import { warnOfEnd } from "../quotient/follow/warn-of-end.ts";
import { endChildStay } from "../family/follow/end-child-stays.ts";
import { endStay } from "../family/follow/end-stays.ts";
import { tellChanges } from "../child-record/follow/follow-child.ts";
import { openTable } from "../table/table.ts";
import { endOffer } from "../waiting-list/follow/end-offer.ts";
import { tellExpired } from "../waiting-list/follow/tell-offer.ts";

const table = openTable(readSetting("TABLE_NAME"));
const { schoolZone, quotient } = readSetting("TOWN");
const clock = systemClock;
const catalogue = catalogueCache(() => readCatalogue(table), clock);
const tell = tellExpired({ table, clock, schoolZone, catalogue });

export const handler = async (event: unknown): Promise<void> => {
  const given = readTimedInput(event);
  if ("requestToken" in given) return endAct(table, given.familyCode, given.requestToken);
  if ("quotientUntil" in given) return warnOfEnd({ table, clock, quotientKind: quotient.kind }, given);
  if ("word" in given) return tellWord({ table, clock, catalogue }, given);
  if ("requestId" in given) {
    const { familyCode, requestId: reference, requestVersion } = given;
    return tellWord(
      { table, clock, catalogue },
      { familyCode, word: "request", reference, said: String(requestVersion) },
    );
  }
  if ("changedIn" in given) return tellChanges({ table, clock }, given);
  if ("leavingGuardian" in given) return endStay({ table, clock, log }, given);
  if ("leavingChild" in given) return endChildStay({ table, clock }, given);
  if ("idempotencyKey" in given) return endBasket(table, given.familyCode, given.idempotencyKey);
  if (!("unitId" in given)) {
    await haveWalked(table, given);
    return;
  }
  const { activityId, unitId, ...rest } = given;
  const offer = { ...rest, unit: unitKey(activityId, unitId) };
  if (await endOffer({ table, clock, log, schoolZone }, offer)) await tell(offer);
};
