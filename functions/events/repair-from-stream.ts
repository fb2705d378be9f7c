/**
 * Repairs, from the table's stream, what a request left half-done when it died: a place claimed and not booked, a booking given up
 * whose place was not.
 *
 * Every claim is looked at as it appears, with the child's days of the whole batch in one read, and nearly always has its booking.
 * Acting beside a request that is still alive does no harm: both do the same, once. Records may come twice and out of order: what
 * counts is what the child's day says now. A record that fails is reported alone and comes again; the others stand.
 */
import type { DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { id, readId } from "../domain/ids.ts";
import { releaseEnded } from "../store/bookings.ts";
import type { CatalogueCache } from "../store/catalogue-cache.ts";
import { readChildDays, type ChildDayKey } from "../store/child-days.ts";
import { readClaim, type Claim, type SiteDay } from "../store/days.ts";
import { repairMessages } from "./repair-messages.ts";
import { settle, type RepairDependencies } from "./settle.ts";

export interface StreamRepairDependencies extends RepairDependencies {
  readonly catalogue: CatalogueCache;
}

type Image = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;

/** What one record of the stream asks to look at. */
interface Work {
  readonly record: DynamoDBRecord;
  readonly claims: readonly (Claim & SiteDay)[];
  /** A child's day on which a unit was given up. */
  readonly ended: readonly ChildDayKey[];
}

function newClaims(image: Image, before: Image): readonly (Claim & SiteDay)[] {
  const day = { siteId: id("SiteId", image["siteId"]?.S ?? ""), date: id("PlainDate", image["date"]?.S ?? "") };
  return Object.entries(image).flatMap(([name, value]) => {
    const claim = value.S === before[name]?.S ? null : readClaim(name, value.S);
    return claim ? [{ ...claim, ...day }] : [];
  });
}

function endedUnits(record: DynamoDBRecord, image: Image, before: Image): readonly ChildDayKey[] {
  const [, code = ""] = (record.dynamodb?.Keys?.["pk"]?.S ?? "").split("#");
  const familyCode = readId("FamilyCode", code);
  const ended = Object.entries(image).some(([name, value]) => value.M?.["held"]?.BOOL === false && value.M["turn"]?.N !== before[name]?.M?.["turn"]?.N);
  return ended && familyCode ? [{ familyCode, childId: id("ChildId", image["childId"]?.S ?? ""), date: id("PlainDate", image["date"]?.S ?? "") }] : [];
}

function workOf(record: DynamoDBRecord): Work {
  const { NewImage: image, OldImage: before = {} } = record.dynamodb ?? {};
  const entity = image?.["entity"]?.S;
  return {
    record,
    claims: image && entity === "day" ? newClaims(image, before) : [],
    ended: image && entity === "childDay" ? endedUnits(record, image, before) : [],
  };
}

/** The handler of the stream's batches. */
export function repairFromStream(dependencies: StreamRepairDependencies): (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> {
  const { table, catalogue, log } = dependencies;
  return async ({ Records }) => {
    const works = Records.map(workOf);
    const readDay = await readChildDays(table, works.flatMap(({ claims, ended }) => [...claims, ...ended]));
    const repair = async ({ claims, ended }: Work): Promise<void> => {
      for (const claim of claims) await settle(dependencies, await catalogue.latest(), claim, claim, readDay(claim));
      for (const key of ended)
        for (const [unit, state] of readDay(key).units)
          if (await releaseEnded(table, key, unit, state)) log.info(repairMessages.placeReleased, { site: state.siteId, date: key.date });
    };
    const batchItemFailures: DynamoDBBatchItemFailure[] = [];
    for (const work of works) {
      try {
        await repair(work);
      } catch (error) {
        const sequence = work.record.dynamodb?.SequenceNumber;
        // Without a number there is nothing to report: the whole batch comes again.
        if (sequence === undefined || !(error instanceof Error)) throw error;
        log.error(repairMessages.recordFailed, { error });
        batchItemFailures.push({ itemIdentifier: sequence });
      }
    }
    return { batchItemFailures };
  };
}
