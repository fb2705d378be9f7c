/** What the office does about a child that is held twice, and what follows from the table's stream, as functions hold it. */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import { mergeLookUseCases } from "../../../functions/merge/use-cases/look.ts";
import { mergeUseCases } from "../../../functions/merge/use-cases/merge-children.ts";
import { carryOn, resumeMerges } from "../../../functions/merge/follow/carry-on.ts";
import { readMerge } from "../../../functions/merge/store/merges.ts";
import type { Coded } from "../../../functions/merge/store/two-files.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import type { Values } from "../../../functions/family/rules/field-values.ts";
import { newAdultSection } from "../../../functions/family/sections/new-adult.ts";
import type { StaffSession } from "../../../functions/http/session.ts";
import { carryOnAdults, resumeAdultMerges } from "../../../functions/merge/follow/carry-on-adults.ts";
import { readAdultMerge } from "../../../functions/merge/store/adult-merges.ts";
import type { Ranks } from "../../../functions/merge/store/two-adults.ts";
import { carryOnHouseholds, resumeHouseholdMerges } from "../../../functions/merge/follow/carry-on-households.ts";
import { readHouseholdMerge } from "../../../functions/merge/store/household-merges.ts";
import { mergeHouseholdsUseCases } from "../../../functions/merge/use-cases/merge-households.ts";
import { mergeAdultsUseCases } from "../../../functions/merge/use-cases/merge-adults.ts";
import { unsubscribe } from "../../../functions/reminder/use-cases/preference.ts";
import type { Clock } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type GuardianId, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import type { Table } from "../../../functions/table/table.ts";
import * as keys from "../../../functions/table/keys.ts";
import { child, monday, newKey, shell, type World } from "../booking/support.ts";
import { staffMember } from "../planning/support.ts";

export type { Ranks };

let children = 0;

/** A household with that many children, whom nobody else has: their numbers. */
export async function household(
  { table, newFamily }: World,
  count: number,
): Promise<{ readonly family: FamilyCode; readonly numbers: readonly number[] }> {
  const family = await newFamily(0);
  const numbers = Array.from({ length: count }, () => (children += 1) + 100);
  for (const [rank, number] of numbers.entries())
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          ...keys.child(family, child(number)),
          entity: "child",
          id: child(number),
          firstName: `Lou${rank + 1}`,
          lastName: `Durand ${family}`,
          birthDate: "2018-03-14",
          grade: "CE2",
          version: 1,
          g1pk: keys.childPartition(child(number)),
          g1sk: family,
        },
      }),
    );
  return { family, numbers };
}

export const code = (familyCode: FamilyCode, number: number): Coded => ({ familyCode, childId: child(number) });

interface Deciding {
  readonly key?: IdempotencyKey;
  readonly seen?: string;
  readonly take?: Parameters<ReturnType<typeof mergeUseCases>["merge.children"]>[0]["body"]["take"];
  readonly health?: "gone" | "kept";
}

export async function desk(table: Table, clock: Clock = () => monday) {
  const catalogue = catalogueCache(() => readCatalogue(table), clock);
  await catalogue.latest();
  const dependencies = { table, catalogue, clock, schoolZone: "B" as const };
  const look = mergeLookUseCases(dependencies);
  const act = mergeUseCases(dependencies);
  const office = { ...shell, session: staffMember };
  const preview = async (gone: Coded, kept: Coded) =>
    (
      await look["merge.preview"]({
        ...office,
        params: gone,
        query: { keptFamily: kept.familyCode, kept: kept.childId },
        body: undefined,
      })
    ).body;
  return {
    preview,
    merge: async (gone: Coded, kept: Coded, { key = newKey(), seen, take = [], health }: Deciding = {}) =>
      (
        await act["merge.children"]({
          ...office,
          body: {
            idempotencyKey: key,
            gone,
            kept,
            take: [...take],
            seen: seen ?? (await preview(gone, kept)).seen,
            reason: "Inscrit deux fois à la rentrée",
            ...(health === undefined ? {} : { health }),
          },
        })
      ).body,
    /** What the stream does of it. */
    follow: async ({ childId }: Coded) => {
      const merge = await readMerge(table, childId);
      if (merge) await carryOn(dependencies, merge);
    },
    tonight: () => resumeMerges(dependencies),
    show: async ({ childId }: Coded) =>
      (await look["merge.show"]({ ...office, params: { childId }, query: undefined, body: undefined })).body,
  };
}

/** A second staff member. */
export const other: StaffSession = { ...staffMember, login: id("Login", "AGENT.DEUX"), displayName: "Agente Deux" };

interface DecidingOnAdults {
  readonly key?: IdempotencyKey;
  readonly seen?: string;
  readonly take?: Parameters<ReturnType<typeof mergeAdultsUseCases>["merge.adults"]>[0]["body"]["take"];
}

/** What the office does about an adult who is held twice, and what follows from the table's stream. */
export function adultsDesk(table: Table, session: StaffSession = staffMember, clock: Clock = () => monday) {
  const dependencies = { table, clock };
  const routes = mergeAdultsUseCases(dependencies);
  const called = { ...shell, session };
  const preview = async (familyCode: FamilyCode, { gone, kept }: Ranks) =>
    (
      await routes["merge.adultsPreview"]({
        ...called,
        params: { familyCode, guardianId: gone },
        query: { kept },
        body: undefined,
      })
    ).body;
  return {
    preview,
    merge: async (familyCode: FamilyCode, ranks: Ranks, { key = newKey(), seen, take = [] }: DecidingOnAdults = {}) =>
      (
        await routes["merge.adults"]({
          ...called,
          params: { familyCode, guardianId: ranks.gone },
          body: {
            idempotencyKey: key,
            kept: ranks.kept,
            take: [...take],
            seen: seen ?? (await preview(familyCode, ranks)).seen,
            reason: "Ajoutée deux fois",
          },
        })
      ).body,
    /** What the stream does of it. */
    follow: async (familyCode: FamilyCode, gone: GuardianId) => {
      const merge = await readAdultMerge(table, familyCode, gone);
      if (merge) await carryOnAdults(dependencies, merge);
    },
    tonight: () => resumeAdultMerges(dependencies),
    /** By the link of a mail that was sent to that rank. */
    unsubscribe: (familyCode: FamilyCode, guardianId: GuardianId) =>
      unsubscribe({ ...dependencies, tokens: { open: () => ({ familyCode, guardianId }), seal: () => "" } })({
        ...shell,
        session: null,
        params: { token: "jeton" },
        query: undefined,
        body: { "List-Unsubscribe": "One-Click" },
      }),
    /** The rank that an adult who comes is given. */
    entered: async (familyCode: FamilyCode, values: Values): Promise<GuardianId | undefined> => {
      const [standing] = await newAdultSection.read(table, familyCode, "office");
      const written = standing?.write(values, {
        at: clock(),
        hand: { by: "Agente", login: id("Login", "AGENT.UN"), office: true },
        chance: () => "",
      });
      return written?.made?.guardianId;
    },
  };
}

type HouseholdDecision = Parameters<ReturnType<typeof mergeHouseholdsUseCases>["merge.households"]>[0]["body"];
type DecidingOnHouseholds = Partial<Omit<HouseholdDecision, "idempotencyKey" | "reason" | "kept">> & {
  readonly key?: IdempotencyKey;
};

/** What the office does about two households that are one, and what follows from the table's stream. */
export async function householdsDesk(table: Table, session: StaffSession = staffMember, clock: Clock = () => monday) {
  const catalogue = catalogueCache(() => readCatalogue(table), clock);
  await catalogue.latest();
  const dependencies = { table, catalogue, clock, schoolZone: "B" as const };
  const routes = mergeHouseholdsUseCases(dependencies);
  const called = { ...shell, session };
  const preview = async (gone: FamilyCode, kept: FamilyCode) =>
    (
      await routes["merge.householdsPreview"]({
        ...called,
        params: { familyCode: gone },
        query: { kept },
        body: undefined,
      })
    ).body;
  return {
    preview,
    /** Everybody is somebody else unless said. */
    merge: async (gone: FamilyCode, kept: FamilyCode, { key = newKey(), ...said }: DecidingOnHouseholds = {}) => {
      const seen = said.seen ?? (await preview(gone, kept)).seen;
      const people =
        said.people ?? (await preview(gone, kept)).people.map(({ guardianId }) => ({ guardianId, as: null, take: [] }));
      return (
        await routes["merge.households"]({
          ...called,
          params: { familyCode: gone },
          body: {
            idempotencyKey: key,
            kept,
            take: [],
            quotient: "kept",
            apart: [],
            ...said,
            people,
            seen,
            reason: "Dossier ouvert deux fois",
          },
        })
      ).body;
    },
    /** What the stream does of it. */
    follow: async (gone: FamilyCode) => {
      const merge = await readHouseholdMerge(table, gone);
      if (merge) await carryOnHouseholds(dependencies, merge);
    },
    tonight: () => resumeHouseholdMerges(dependencies),
  };
}
