/** A town whose Wednesdays ask for an enrolment, families, and what they and the office do, as functions hold it. */
import type { Taking } from "../../../functions/approval/contract.ts";
import { bookedSince } from "../../../functions/booking/store/booked-since.ts";
import { enrolmentOfficeUseCases } from "../../../functions/enrolment/use-cases/office.ts";
import { enrolmentLookUseCases } from "../../../functions/enrolment/use-cases/look.ts";
import { enrolmentOwnUseCases } from "../../../functions/enrolment/use-cases/own.ts";
import type { Step } from "../../../functions/enrolment/rules/enrolment.ts";
import { enrolmentIdOf, enrolmentOf } from "../../../functions/enrolment/store/enrolments.ts";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import type { StaffSession } from "../../../functions/http/session.ts";
import type { Clock } from "../../../functions/kernel/clock.ts";
import { id, type EnrolmentId, type FamilyCode, type IdempotencyKey } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRecord } from "../../../functions/table/read.ts";
import type { Table } from "../../../functions/table/table.ts";
import { changed, tableFollower } from "../booking/stream.ts";
import { activityId, catalogueWith, child, guardianOf, monday, newKey, shell } from "../booking/support.ts";
import { asStaff, recordsOf, staffMember } from "../planning/support.ts";

export const enrolling = (places = 1000): Catalogue => {
  const catalogue = catalogueWith(places, 1000);
  return {
    ...catalogue,
    activities: catalogue.activities.map((one) => ({
      ...one,
      eligibility: { ...one.eligibility, requires: ["enrolment"] },
    })),
  };
};

export const first = id("PlainDate", "2026-12-01");
export const last = id("PlainDate", "2027-06-30");

interface Doing {
  readonly key?: IdempotencyKey;
  readonly seen?: number;
  readonly session?: StaffSession;
}

/** What a family and the office can do, as one process holds it. */
export async function desk(table: Table, clock: Clock = () => monday) {
  const catalogue = catalogueCache(() => readCatalogue(table), clock);
  await catalogue.latest();
  const dependencies = {
    table,
    catalogue,
    clock,
    schoolZone: "B" as const,
    canMail: true,
    bookedSince: bookedSince(table),
  };
  const own = enrolmentOwnUseCases(dependencies);
  const office = enrolmentOfficeUseCases(dependencies);
  const of = (code: FamilyCode) => ({ ...shell, session: guardianOf(code) });
  const childId = child(1);
  return {
    ask: async (
      code: FamilyCode,
      {
        key = newKey(),
        from = first,
        to = last,
        number = 1,
      }: { key?: IdempotencyKey; from?: typeof first; to?: typeof last; number?: number } = {},
    ): Promise<EnrolmentId> => {
      await own["enrolment.ask"]({
        ...of(code),
        body: { idempotencyKey: key, childId: child(number), activityId, from, to },
      });
      return enrolmentIdOf(key);
    },
    withdraw: (code: FamilyCode, enrolmentId: EnrolmentId, { key = newKey(), seen = 1 }: Doing = {}) =>
      own["enrolment.withdraw"]({
        ...of(code),
        params: { enrolmentId },
        body: { idempotencyKey: key, childId, seen },
      }),
    end: (code: FamilyCode, enrolmentId: EnrolmentId, from: typeof first, { key = newKey(), seen = 2 }: Doing = {}) =>
      own["enrolment.end"]({
        ...of(code),
        params: { enrolmentId },
        body: { idempotencyKey: key, childId, seen, from },
      }),
    decide: async (
      code: FamilyCode,
      enrolmentId: EnrolmentId,
      decision: Exclude<Step["what"], "end" | "withdraw">,
      { key = newKey(), seen = 1, session = staffMember }: Doing = {},
    ) => {
      const act = { idempotencyKey: key, childId, seen };
      const { body } = await office["enrolment.decide"]({
        ...asStaff,
        session,
        params: { familyCode: code, enrolmentId },
        body: decision === "accept" ? { ...act, decision } : { ...act, decision, reason: "Il manque une pièce" },
      });
      return body;
    },
    undo: (
      code: FamilyCode,
      enrolmentId: EnrolmentId,
      { key = newKey(), seen = 2, session = staffMember }: Doing = {},
    ) =>
      office["enrolment.undo"]({
        ...asStaff,
        session,
        params: { familyCode: code, enrolmentId },
        body: { idempotencyKey: key, childId, seen },
      }),
    take: (code: FamilyCode, enrolmentId: EnrolmentId, taking: Taking, session: StaffSession = staffMember) =>
      office["enrolment.take"]({
        ...asStaff,
        session,
        params: { familyCode: code, enrolmentId },
        body: { childId, taking },
      }),
    enter: async (code: FamilyCode, key = newKey(), from = first, to = last): Promise<EnrolmentId> => {
      await office["enrolment.enter"]({
        ...asStaff,
        params: { familyCode: code },
        body: { idempotencyKey: key, childId, activityId, from, to, reason: "Demandée au guichet" },
      });
      return enrolmentIdOf(key);
    },
    endForFamily: (
      code: FamilyCode,
      enrolmentId: EnrolmentId,
      from: typeof first,
      { key = newKey(), seen = 1 }: Doing = {},
    ) =>
      office["enrolment.endForFamily"]({
        ...asStaff,
        params: { familyCode: code, enrolmentId },
        body: { idempotencyKey: key, childId, seen, from, reason: "Déménagement" },
      }),
    own: async (code: FamilyCode) =>
      (await enrolmentLookUseCases(dependencies)["enrolment.own"]({ ...of(code), body: undefined })).body,
    ofFamily: async (familyCode: FamilyCode) =>
      (await office["enrolment.ofFamily"]({ ...asStaff, params: { familyCode } })).body,
    waiting: async (state: "asked" | "onHold" = "asked", after?: string) =>
      (
        await office["enrolment.waiting"]({
          ...asStaff,
          query: { state, ...(after === undefined ? {} : { after }) },
        })
      ).body,
  };
}
export type Desk = Awaited<ReturnType<typeof desk>>;

export async function enrolmentIn(table: Table, code: FamilyCode, enrolment: EnrolmentId) {
  const item = await readRecord(table, keys.enrolment(code, enrolment));
  return item && enrolmentOf(item);
}

/** What the child's record holds. */
export async function heldIn(table: Table, code: FamilyCode): Promise<readonly unknown[]> {
  const held = (await readRecord(table, keys.child(code, child(1))))?.["enrolments"];
  return Array.isArray(held) ? held.map((one: unknown) => one) : [];
}

/** Delivers what the stream shows of an enrolment's acts, from that one on; of its acts of the office after that. */
export async function followEnrolment(
  table: Table,
  code: FamilyCode,
  enrolment: EnrolmentId,
  { seen = 0, clock = () => monday }: { readonly seen?: number; readonly clock?: Clock } = {},
): Promise<void> {
  const follower = tableFollower(table, clock);
  const deliver = async (key: keys.Key, was: Readonly<Record<string, unknown>>): Promise<void> => {
    const { batchItemFailures } = await follower(await changed(table, key, was));
    if (batchItemFailures.length > 0) throw new Error("The stream's function failed");
  };
  const now = await enrolmentIn(table, code, enrolment);
  if (!now) return;
  await deliver(keys.enrolment(code, enrolment), { acts: now.acts.slice(0, seen) });
  for (const { requestToken } of await recordsOf(table, code, "ACT#"))
    await deliver(keys.officeAct(code, String(requestToken)), {});
}
