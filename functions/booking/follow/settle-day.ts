/**
 * Makes a site's day small again: what has come to its end leaves its record, once the roster shows it. Shared by the
 * stream, seconds after, by closures as they go, and by the nightly sweep. Done twice or beside itself, it is done once.
 *
 * A record from before claims were taken out is no other than one with hundreds of claims in flight: this is also what
 * brings it over, some at a time, while it serves.
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { owedOf, paidBack, type ChildDay } from "../rules/child-day.ts";
import type { SiteId } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { isInOrder } from "../store/settle.ts";
import { expectRevision, readChildDays, type ChildDayKey } from "../store/child-days.ts";
import { takeOut } from "../store/days.ts";
import { claimUnit } from "../store/day-record.ts";
import { generationName, type Claim, type DayRecord, type Release, type SiteDay } from "../store/day-record.ts";
import { readPeople } from "../../family/store/people.ts";
import { cardAmong, readEntries, showCard, showOnRoster, type RosterCard, type RosterKey } from "../store/roster.ts";
import type { Table } from "../../table/table.ts";
import { settle, type RepairDependencies } from "./settle-claims.ts";

/** What became of the claims that were no bookings. */
interface Repaired {
  readonly finished: number;
  readonly released: number;
}

/** Writes at once. */
const width = 10;

/** A child's day, and the site whose roster is to show it. */
export interface Shown {
  readonly familyCode: ChildDayKey["familyCode"];
  readonly siteId: SiteId;
  readonly day: ChildDay;
}

/** Rosters, as one piece of work reads and writes them: nothing is read twice, and what is shown is not written again. */
interface Rosters {
  /** Reads what is needed to show these children's days. */
  readonly load: (wanted: readonly Shown[]) => Promise<void>;
  /** Has rosters show them. */
  readonly show: (wanted: readonly Shown[]) => Promise<void>;
}

const keyOf = ({ familyCode, siteId, day: { date, childId } }: Shown): RosterKey => ({
  siteId,
  date,
  familyCode,
  childId,
});
const nameOf = ({ siteId, date, familyCode, childId }: RosterKey): string =>
  `${siteId} ${date} ${familyCode} ${childId}`;

/** The latest of each child's. */
function latestOf(wanted: readonly Shown[]): readonly Shown[] {
  const latest = new Map<string, Shown>();
  for (const one of wanted) {
    const known = latest.get(nameOf(keyOf(one)));
    if (!known || known.day.revision <= one.day.revision) latest.set(nameOf(keyOf(one)), one);
  }
  return [...latest.values()];
}

export function rostersOf(table: Table): Rosters {
  /** What is known of an entry: the revision that it shows (-1: none), whether it has a card; a card that it is to have. */
  const known = new Map<string, { revision: number; hasCard: boolean; card: RosterCard | null }>();
  const load = async (wanted: readonly Shown[]): Promise<void> => {
    const missing = latestOf(wanted)
      .map(keyOf)
      .filter((key) => !known.has(nameOf(key)));
    if (missing.length === 0) return;
    const entryOf = await readEntries(table, missing);
    const people = await readPeople(
      table,
      missing.filter((key) => !entryOf(key)?.card),
    );
    for (const key of missing) {
      const entry = entryOf(key);
      const hasCard = entry !== null && entry.card !== null;
      known.set(nameOf(key), {
        revision: entry?.revision ?? -1,
        hasCard,
        card: hasCard ? null : cardAmong(people, key),
      });
    }
  };
  const showOne = async (one: Shown): Promise<void> => {
    const [key, { day }] = [keyOf(one), one];
    const entry = known.get(nameOf(key));
    if (!entry) throw new Error("A roster's entry was not loaded");
    const card = entry.hasCard ? null : entry.card;
    if (entry.revision < day.revision) await showOnRoster(table, key, day, card);
    else if (card) await showCard(table, key, card);
    entry.revision = Math.max(entry.revision, day.revision);
    entry.hasCard ||= card !== null;
  };
  const show = async (wanted: readonly Shown[]): Promise<void> => {
    await load(wanted);
    await inParallel(latestOf(wanted), width, showOne);
  };
  return { load, show };
}

/**
 * Settles these claims and releases of a day: claims that are no bookings are finished or released, what is owed is noted
 * as given back, rosters show both, and what is over leaves the record. `known`: children's days as just read.
 */
export async function settleDay(
  dependencies: RepairDependencies,
  catalogue: Catalogue,
  day: SiteDay,
  { claims, releases }: Pick<DayRecord, "claims" | "releases">,
  known: (key: ChildDayKey) => ChildDay,
  rosters: Rosters = rostersOf(dependencies.table),
): Promise<Repaired> {
  const { table } = dependencies;
  const { date, siteId } = day;
  const dayOf = ({ familyCode, childId }: Claim | Release): ChildDay => known({ familyCode, childId, date });
  const shown: Shown[] = [];
  const booked: Claim[] = [];
  const again: Claim[] = [];
  const repaired = { finished: 0, released: 0 };
  const keep = (claim: Claim, own: ChildDay): void => {
    booked.push(claim);
    shown.push({ familyCode: claim.familyCode, siteId, day: own });
  };
  for (const claim of claims) {
    const outcome = await settle(dependencies, catalogue, day, claim, dayOf(claim));
    if (outcome !== "inOrder") repaired[outcome] += 1;
    if (isInOrder(dayOf(claim), claim)) keep(claim, dayOf(claim));
    else if (outcome !== "released") again.push(claim);
  }
  if (again.length > 0) {
    const readDay = await readChildDays(
      table,
      again.map((claim) => ({ ...claim, date })),
    );
    for (const claim of again) {
      const own = readDay({ ...claim, date });
      if (isInOrder(own, claim)) keep(claim, own);
    }
  }
  await inParallel(releases, width, async (release) => {
    const { familyCode, childId } = release;
    const unit = claimUnit(release);
    const own = dayOf(release);
    const paid =
      owedOf(own, unit)?.generation === release.generation
        ? (
            await expectRevision(table, { familyCode, childId, date }, own, (current) =>
              paidBack(current, unit, release.generation),
            )
          ).day
        : own;
    shown.push({ familyCode, siteId, day: paid });
  });
  await rosters.show(shown);
  await takeOut(table, day, { claims: booked, releases });
  return repaired;
}

/** Of claims and releases seen a moment ago, those that the record still holds. */
export function still(
  seen: Pick<DayRecord, "claims" | "releases">,
  now: DayRecord,
): Pick<DayRecord, "claims" | "releases"> {
  const left = new Set(now.releases.map(generationName));
  return {
    claims: seen.claims.filter((claim) => {
      const tag = now.claimOf(claim);
      return (
        tag !== null &&
        tag.generation === claim.generation &&
        tag.id === claim.id &&
        tag.requestToken === claim.requestToken
      );
    }),
    releases: seen.releases.filter((release) => left.has(generationName(release))),
  };
}
