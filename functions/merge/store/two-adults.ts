/**
 * Two ranks of one household, with all that names either of them in it, as it was written a moment ago; and what makes
 * them one in its records:
 *
 *     household    one rank less, what the other says from then on, and whom the one that is gone stands for
 *     child        whoever is shut out under either rank is under both: what the one that goes has open ends in a moment,
 *                  and shows nothing more until then
 */
import * as z from "zod/mini";
import type { Guardian } from "../../family/rules/family.ts";
import { withFormer } from "../../family/rules/former-adults.ts";
import { childRecord, householdRecord, type ChildRecord, type HouseholdRecord } from "../../family/store/families.ts";
import { adultsOf, oneAdultOf, type StoredAdult } from "../../family/store/guardians.ts";
import type { FamilyCode, GuardianId } from "../../kernel/ids.ts";
import type { Protection } from "../../protection/rules/protection.ts";
import { readProtections } from "../../protection/store/protections.ts";
import type { FileRequest } from "../../request/rules/request.ts";
import { readAllRequests } from "../../request/store/requests.ts";
import { readFamilyLogins, type GuardianLogin } from "../../sign-in/store/logins.ts";
import type { Item } from "../../table/batch.ts";
import { changesTo, updateFrom } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Writes } from "../../table/transact.ts";

/** The rank that goes, and the one that stays. */
export interface Ranks {
  readonly gone: GuardianId;
  readonly kept: GuardianId;
}

export interface TwoAdults {
  readonly household: HouseholdRecord;
  /** Those who have left it too. */
  readonly children: readonly ChildRecord[];
  readonly gone: StoredAdult;
  readonly kept: StoredAdult;
  readonly logins: { readonly gone: GuardianLogin | undefined; readonly kept: GuardianLogin | undefined };
  /** All that were ever taken in the household. */
  readonly protections: readonly Protection[];
  readonly requests: readonly FileRequest[];
}

/** Null: one of the two is not in that household, or not any more. */
export async function readTwoAdults(table: Table, code: FamilyCode, ranks: Ranks): Promise<TwoAdults | null> {
  const [item, children, logins, protections, requests] = await Promise.all([
    readRecord(table, keys.household(code)),
    readRange(table, { ...startingWith(keys.familyPartition(code), keys.childPrefix), ConsistentRead: true }),
    readFamilyLogins(table, code),
    readProtections(table, code),
    readAllRequests(table, code),
  ]);
  if (!item) return null;
  const household = z.parse(householdRecord(), item);
  const adults = adultsOf(household.guardians);
  const [gone, kept] = [ranks.gone, ranks.kept].map((rank) => adults.find(({ guardian }) => guardian.id === rank));
  if (!gone || !kept) return null;
  return {
    household,
    children: children.map((child) => z.parse(childRecord(), child)),
    gone,
    kept,
    logins: { gone: logins.get(ranks.gone), kept: logins.get(ranks.kept) },
    protections,
    requests,
  };
}

const stateOf = (login: GuardianLogin | undefined): string =>
  login ? `${login.login}${login.termsVersion === null ? "?" : ""}` : "";

/** What both are at: whoever decides says that it has seen that. */
export const seenOfAdults = ({ household: { version }, logins }: TwoAdults): string =>
  [version, stateOf(logins.gone), stateOf(logins.kept)].join("/");

/** The marks of a record once whoever bears one of the ranks bears the one that stays. */
const carried = (marks: readonly GuardianId[] | undefined, { gone, kept }: Ranks): readonly GuardianId[] | undefined =>
  marks && [...new Set(marks.map((rank) => (rank === gone ? kept : rank)))].sort();

/** Whom an import knows again although they left: under the rank that stays. */
function remembering(
  { remembered }: HouseholdRecord,
  { gone, kept }: Ranks,
  now: Guardian,
): readonly Guardian[] | undefined {
  if (!remembered?.some(({ id }) => id === gone)) return remembered;
  const others = remembered.filter(({ id }) => id !== gone && id !== kept);
  return [...others, now];
}

/** Writes the two as one, if the household is still as it was read. `facts`: of the one that stays, who is `now` so. */
export function oneAdultWrites({ household, children, gone, kept }: TwoAdults, facts: Item, now: Guardian): Writes {
  const ranks = { gone: gone.guardian.id, kept: kept.guardian.id };
  const both = [ranks.gone, ranks.kept];
  const { title: _, payer: __, ...named } = gone.guardian;
  return [
    {
      Update: updateFrom(keys.household(household.code), household.version, [
        ...oneAdultOf(household.guardians, ranks, facts),
        ...changesTo(household, {
          formerAdults: withFormer(household.formerAdults, { ...named, into: ranks.kept }),
          shielded: carried(household.shielded, ranks),
          remembered: remembering(household, ranks, now),
        }),
      ]),
    },
    ...children.flatMap(({ id, version, shutOut = [] }) => {
      if (!both.some((rank) => shutOut.includes(rank))) return [];
      const marks = [...new Set([...shutOut, ...both])].sort();
      return [
        { Update: updateFrom(keys.child(household.code, id), version, changesTo({ shutOut }, { shutOut: marks })) },
      ];
    }),
  ];
}
