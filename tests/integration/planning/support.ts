/** A staff member's use cases over a table, and what follows from the table's stream, delivered by hand. */
import { toldFrom } from "../../../functions/approval/rules/word.ts";
import { settleWord } from "../../../functions/booking/use-cases/approvals/settle.ts";
import { GetCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { OfficeDependencies, PricingDependencies } from "../../../functions/booking/dependencies.ts";
import type { Clock } from "../../../functions/kernel/clock.ts";
import { id, type ClosureId, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import type { StaffSession } from "../../../functions/http/session.ts";
import {
  followClosure,
  goOnWithClosure,
  type ClosureDependencies,
} from "../../../functions/closure/follow/close-days.ts";
import { walkWaitingList } from "../../../functions/waiting-list/follow/walk-waiting-list.ts";
import { daysFrom } from "../../../functions/kernel/time.ts";
import { approvalActUseCases, approvalLookUseCases } from "../../../functions/wiring/approvals/use-cases.ts";
import { bookingOfficeUseCases } from "../../../functions/booking/use-cases/office.ts";
import { bookingOfficeLookUseCases } from "../../../functions/booking/use-cases/office-look.ts";
import { accountClosingUseCases } from "../../../functions/account-closing/use-cases/index.ts";
import { closureActUseCases, closureLookUseCases } from "../../../functions/closure/use-cases/index.ts";
import { waitingListOfficeUseCases } from "../../../functions/waiting-list/use-cases/office.ts";
import { planningActUseCases, planningLookUseCases } from "../../../functions/planning/use-cases/index.ts";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import type { Mail } from "../../../functions/mail/kinds.ts";
import * as keys from "../../../functions/table/keys.ts";
import { familyPartition } from "../../../functions/table/keys.ts";
import type { Item } from "../../../functions/table/batch.ts";
import { followAct, type TellActDependencies } from "../../../functions/booking/follow/tell-acts.ts";
import { tellDecisions } from "../../../functions/booking/follow/tell-decisions.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { endAct, officeActOf, type RecordedAct } from "../../../functions/booking/store/office-acts.ts";
import { tellings } from "../../../functions/wiring/follow-table.ts";
import type { Table } from "../../../functions/table/table.ts";
import { readMail } from "../../support/mails.ts";
import { town } from "../../support/town.ts";
import { quietLogger } from "../booking/stream.ts";
import { catalogueWith, monday, newKey, shell, siteId, unitIds } from "../booking/support.ts";

/** Two places a day; afternoons are approved by staff; a limit of the site counts everybody. */
export function deskCatalogue(): Catalogue {
  const {
    sites: [site],
    activities: [activity],
    calendars,
  } = catalogueWith(2, 40);
  return {
    calendars,
    sites: [{ ...site!, pools: [{ id: id("PoolName", "maison"), name: "Toute la maison", places: 60, placesOn: [] }] }],
    activities: [
      {
        ...activity!,
        within: [id("PoolName", "maison")],
        units: activity!.units.map((unit) => (unit.id === unitIds.afternoon ? { ...unit, approval: true } : unit)),
      },
    ],
  };
}

export const staffMember: StaffSession = {
  role: "staff",
  login: id("Login", "AGENT.TEST"),
  displayName: "Agente Test",
  openedAt: monday,
  endsAt: id("Instant", "2026-11-23T18:00:00Z"),
  requiredAction: null,
  grants: [{ role: "administrator" }],
  device: "",
  origin: "",
};

const useCasesOf = (dependencies: OfficeDependencies & PricingDependencies) => ({
  ...planningLookUseCases(dependencies),
  ...planningActUseCases(dependencies),
  ...closureLookUseCases(dependencies),
  ...closureActUseCases(dependencies),
  ...bookingOfficeUseCases(dependencies),
  ...bookingOfficeLookUseCases(dependencies),
  ...waitingListOfficeUseCases(dependencies),
  ...accountClosingUseCases(dependencies),
  ...approvalLookUseCases(dependencies),
  ...approvalActUseCases(dependencies),
});

/** What a staff member does: several subjects' groups of routes, and one set of use cases here. */
export type Planning = ReturnType<typeof useCasesOf>;

/** What a staff member's process holds. */
export async function planningOver(table: Table, clock: Clock = () => monday): Promise<Planning> {
  const catalogue = catalogueCache(() => readCatalogue(table), clock);
  await catalogue.latest();
  return useCasesOf({ table, catalogue, clock, schoolZone: "B", canMail: true, town });
}

/** A call as the pipeline makes it. */
export const asStaff = {
  ...shell,
  session: staffMember,
  query: undefined,
  params: undefined,
  body: undefined,
} as const;

export interface Days {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Decides a closure; the stream has not followed yet. */
export async function decideClosure(planning: Planning, days: Days, reason = "dégât des eaux"): Promise<ClosureId> {
  const { body } = await planning["closure.close"]({
    ...asStaff,
    params: { siteId },
    body: { idempotencyKey: newKey(), ...days, kind: "closure", reason },
  });
  return body.id;
}

export const closureDependencies = (table: Table, most?: number): ClosureDependencies => ({
  table,
  log: quietLogger().log,
  clock: () => monday,
  schoolZone: "B",
  catalogue: catalogueCache(
    () => readCatalogue(table),
    () => monday,
  ),
  ...(most === undefined ? {} : { most }),
});

const itemOf = async (table: Table, Key: { readonly pk: string; readonly sk: string }) =>
  (await table.client.send(new GetCommand({ TableName: table.name, Key, ConsistentRead: true }))).Item ?? null;

/** Delivers what the stream shows of a closure that was made, until no work is left. How many runs it took. */
export async function follow(table: Table, closure: ClosureId, most?: number): Promise<number> {
  const dependencies = closureDependencies(table, most);
  await followClosure(dependencies, { before: null, after: await itemOf(table, keys.closure(siteId, closure)) });
  for (let runs = 1; ; runs += 1) {
    const closing = await itemOf(table, keys.closureProgress(siteId, closure));
    if (!closing?.["next"]) return runs;
    await goOnWithClosure(dependencies, closing);
  }
}

/** Takes a closure back and delivers what the stream shows of it. */
export async function takeBack(planning: Planning, table: Table, closure: ClosureId): Promise<void> {
  const before = await itemOf(table, keys.closure(siteId, closure));
  await planning["closure.reopen"]({ ...asStaff, params: { siteId, closureId: closure } });
  const dependencies = closureDependencies(table);
  await followClosure(dependencies, { before, after: null });
  for (const date of daysFrom(id("PlainDate", String(before?.["from"])), id("PlainDate", String(before?.["to"]))))
    await walkWaitingList(dependencies, { siteId, date });
}

/** What tells a family of the acts of the office, as the stream's function holds it. */
export const actTellers = (table: Table): TellActDependencies => ({
  table,
  clock: () => monday,
  catalogue: catalogueCache(
    () => readCatalogue(table),
    () => monday,
  ),
  tellings,
  endActLater: (family, requestToken) => endAct(table, family, requestToken),
});

/** The acts of the office for a family, as recorded. */
export const actsFor = async (table: Table, code: FamilyCode): Promise<readonly RecordedAct[]> =>
  (await recordsOf(table, code, "ACT#")).map(officeActOf);

/**
 * Delivers what the stream shows of them, until no schedule is left to fire: what was never said to be over is said to
 * be, once the moment comes. What staff has decided is shown by the children's days.
 */
export async function followActs(table: Table, code: FamilyCode): Promise<void> {
  for (const over of [false, true])
    for (const act of await actsFor(table, code))
      if (over === act.ends > 0) await followAct(actTellers(table), code, act);
  for (const day of await readFamilyDays(table, code, { from: id("PlainDate", "2026-01-01") }))
    await tellDecisions(actTellers(table), code, null, day);
}

/** Does what staff has decided of a family's bookings, as once its words can no longer be taken back. */
export async function settleWords(table: Table, code: FamilyCode): Promise<void> {
  const dependencies = { ...actTellers(table), clock: () => toldFrom(monday) };
  for (const day of await readFamilyDays(table, code, { from: id("PlainDate", "2026-01-01") }))
    for (const [unit, { deciding }] of day.units)
      if (deciding)
        await settleWord(
          dependencies,
          { familyCode: code, childId: day.childId, date: day.date },
          unit,
          deciding.requestToken,
        );
}

/** Mails to a family once the stream has been followed, by their ids. */
export async function toldTo(table: Table, code: FamilyCode): Promise<readonly Mail[]> {
  await followActs(table, code);
  return mailsTo(table, code);
}

/** Mails to a family, by their ids. */
export const mailsTo = async (table: Table, code: FamilyCode): Promise<readonly Mail[]> =>
  (await recordsOf(table, code, "MAIL#")).map((item) => readMail(table, item));

export async function recordsOf(table: Table, code: FamilyCode, prefix: string): Promise<readonly Item[]> {
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :prefix)",
      ExpressionAttributeValues: { ":pk": familyPartition(code), ":prefix": prefix },
    }),
  );
  return Items;
}
