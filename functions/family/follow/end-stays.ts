/**
 * An adult whose departure was decided leaves the file on its day: when it is written, the moment is put as a one-time
 * schedule; when it comes, what stands then decides. Not before what was decided can no longer be taken back, so that
 * nobody's sign-in ends by a slip. Called late, twice or for nothing, it does what the file says, and no more.
 */
import * as z from "zod/mini";
import { plusSeconds, type Clock } from "../../kernel/clock.ts";
import type { FamilyCode, GuardianId, Instant } from "../../kernel/ids.ts";
import type { Log } from "../../kernel/log.ts";
import { localDate, localToInstant } from "../../kernel/time.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Item } from "../../table/batch.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import { adultRemoval, readHouseholdFile } from "../store/family-file.ts";
import { adultsOf, guardiansAttribute, type Leaving } from "../store/guardians.ts";

/** A stay to end, unless the departure was given up or moved. */
export interface StayToEnd {
  readonly familyCode: FamilyCode;
  readonly leavingGuardian: GuardianId;
}

export interface EndStaysDependencies {
  /** `name`: of that departure; one that is moved is another. */
  readonly endStayLater: (stay: StayToEnd, name: string, at: Instant) => Promise<void>;
}

/** Seconds that a departure stands at least: longer than a decision can be taken back (request/rules/request.ts). */
export const secondsToTakeBack = 15;

/** When it is done: as its day begins. */
const momentOf = ({ from, at }: Leaving): Instant => {
  const [day, decided] = [localToInstant(from, "00:01"), plusSeconds(at, secondsToTakeBack)];
  return day > decided ? day : decided;
};

interface Stays {
  readonly departures: ReadonlyMap<GuardianId, Leaving>;
  /** Somebody is there of whom no departure is decided. */
  readonly anyoneStays: boolean;
}
function staysIn(item: Item | null): Stays {
  const adults = item ? adultsOf(z.parse(guardiansAttribute(), item["guardians"])) : [];
  return {
    departures: new Map(adults.flatMap(({ guardian, leaving }) => (leaving ? [[guardian.id, leaving] as const] : []))),
    anyoneStays: adults.some(({ leaving }) => !leaving),
  };
}

/** A change that cannot have written a departure costs nothing. */
const sameAdults = ({ before, after }: StreamRecord): boolean =>
  JSON.stringify(before?.["guardians"]) === JSON.stringify(after?.["guardians"]);

/**
 * Puts the moments of departures that have just been written; and of all of them again when somebody has come who stays:
 * one that was due while nobody else was there could not be done then. The same again changes nothing.
 */
export async function planDepartures(
  { endStayLater }: EndStaysDependencies,
  record: StreamRecord,
  familyCode: FamilyCode,
): Promise<void> {
  if (sameAdults(record)) return;
  const [before, after] = [staysIn(record.before), staysIn(record.after)];
  const joined = after.anyoneStays && !before.anyoneStays;
  for (const [leavingGuardian, leaving] of after.departures) {
    const was = before.departures.get(leavingGuardian);
    if (!joined && was?.at === leaving.at && was.from === leaving.from) continue;
    await endStayLater({ familyCode, leavingGuardian }, `${leavingGuardian}-${leaving.at}`, momentOf(leaving));
  }
}

/** Takes the adult off the file, if that is what it says by now. */
export const endStay = (
  { table, clock, log }: { readonly table: Table; readonly clock: Clock; readonly log: Log },
  { familyCode, leavingGuardian }: StayToEnd,
): Promise<undefined> =>
  decideAndWrite<null, undefined>("A household", null, async () => {
    const household = await readHouseholdFile(table, familyCode);
    const adults = household ? adultsOf(household.guardians) : [];
    const adult = adults.find(({ guardian }) => guardian.id === leavingGuardian);
    if (!household || !adult?.leaving) return { done: undefined };
    const now = clock();
    // Moved to a later day, or written anew: another schedule says when.
    if (localDate(now) < adult.leaving.from || now < plusSeconds(adult.leaving.at, secondsToTakeBack))
      return { done: undefined };
    // The town's file has taken the others away meanwhile: a household is never without anybody. The departure stands, is
    // shown as overdue, and is put again once somebody else is there.
    if (!adults.some(({ guardian, leaving }) => guardian.id !== leavingGuardian && !leaving)) {
      log.warn("family.lastAdultStays");
      return { done: undefined };
    }
    return (await transact(table, [adultRemoval(household, leavingGuardian)])) === "done"
      ? { done: undefined }
      : { again: null };
  });
