/**
 * Enrolments of the demo town, in every state: accepted, asked, on hold, refused, withdrawn, ended, and a child of two
 * households of whom one has enrolled it. The family without any booking has none, to ask for one.
 */
import type { Activity, Catalogue } from "../../functions/catalogue/rules/catalogue.ts";
import { after, type Enrolment, type EnrolmentAct, type Step } from "../../functions/enrolment/rules/enrolment.ts";
import { writeHolder } from "../../functions/approval/store/in-hand.ts";
import {
  begin,
  enrolmentIdOf,
  enrolmentThing,
  goOn,
  readWithChild,
} from "../../functions/enrolment/store/enrolments.ts";
import type { Child } from "../../functions/family/rules/family.ts";
import { id, type FamilyCode, type Instant, type PlainDate } from "../../functions/kernel/ids.ts";
import { addDays, localDate, localToInstant } from "../../functions/kernel/time.ts";
import type { Table } from "../../functions/table/table.ts";
import type { CastFamily } from "./cast.ts";
import type { DemoFamily } from "./families.ts";
import { tilleuls } from "./places.ts";
import { theatre } from "./school-days.ts";

interface DemoEnrolment {
  readonly code: FamilyCode;
  readonly child: Child;
  readonly askedAt: Instant;
  readonly message?: string;
  readonly steps: readonly Step[];
}

const staffMember = { by: id("Login", "AGENT.DUBOIS"), byName: "Claire Dubois" };

function demoEnrolments(
  cast: readonly CastFamily[],
  others: readonly DemoFamily[],
  now: Instant,
): readonly DemoEnrolment[] {
  const today = localDate(now);
  const [three, one, busy] = cast.map(({ family }) => family);
  if (!three || !one || !busy) throw new Error("The demo town lacks a family of the cast");
  const of = (
    { household: { code }, children }: DemoFamily,
    rank: number,
    daysAgo: number,
    ...steps: readonly Step[]
  ): readonly DemoEnrolment[] =>
    children
      .slice(rank, rank + 1)
      .map((child) => ({ code, child, askedAt: localToInstant(addDays(today, -daysAgo), "18:40"), steps }));
  const waiting = others
    .filter(({ site, children }) => site.id === tilleuls.id && children.length > 0)
    .slice(0, 4)
    .flatMap((family, rank) => of(family, 0, rank + 2));
  return [
    ...of(three, 0, 20, { what: "accept" }),
    ...of(three, 1, 3).map((enrolment) => ({
      ...enrolment,
      message: "Un mardi sur deux seulement, si c’est possible.",
    })),
    ...of(three, 2, 6, { what: "hold", reason: "Rencontrez d’abord l’animateur, un mardi à 17 h 30." }),
    ...of(one, 0, 12, { what: "refuse", reason: "La troupe est au complet pour cette année." }),
    ...of(busy, 0, 25, { what: "accept" }),
    ...of(busy, 1, 30, { what: "accept" }, { what: "end", from: addDays(today, 10) }),
    ...waiting,
  ];
}

const keyOf = ({ child, code }: Pick<DemoEnrolment, "child" | "code">, rank: number) =>
  id("IdempotencyKey", `demo-${theatre}-${child.id}-${code}-${rank}`.padEnd(16, "0"));

/** Puts one in, as far as it is not there. */
async function enter(table: Table, activity: Activity, wanted: DemoEnrolment, today: PlainDate): Promise<void> {
  const { code, child, askedAt, message, steps } = wanted;
  const key = (rank: number) => keyOf(wanted, rank);
  const enrolmentId = enrolmentIdOf(key(0));
  const read = () => readWithChild(table, code, { id: enrolmentId, childId: child.id });
  const known = await read();
  if (!known.child) throw new Error("A child of the demo town is not in the table");
  const asked: Enrolment = {
    id: enrolmentId,
    familyCode: code,
    childId: child.id,
    activityId: activity.id,
    from: activity.from,
    to: activity.to,
    askedAt,
    ...(message === undefined ? {} : { message }),
    state: { status: "asked" },
    version: 1,
    acts: [{ what: "ask", at: askedAt, by: id("Login", code), key: key(0) }],
  };
  if (!known.enrolment) await begin(table, asked, known.child, today);
  for (const [rank, step] of steps.entries()) {
    const { enrolment, child: record } = await read();
    const state = enrolment && enrolment.version === rank + 1 ? after(enrolment, step) : null;
    if (!enrolment || !state) continue;
    const own = step.what === "end";
    const act: EnrolmentAct = {
      what: step.what,
      at: askedAt,
      ...(own ? { by: id("Login", code), from: step.from } : staffMember),
      ...("reason" in step ? { reason: step.reason } : {}),
      key: key(rank + 1),
    };
    const next = { ...enrolment, state, version: enrolment.version + 1, acts: [...enrolment.acts, act] };
    await goOn(table, { enrolment, child: record }, next, today);
  }
}

export async function enterEnrolments(
  table: Table,
  { activities }: Catalogue,
  cast: readonly CastFamily[],
  others: readonly DemoFamily[],
  now: Instant,
): Promise<void> {
  const activity = activities.find(({ id: code }) => code.startsWith(`${theatre}-`));
  if (!activity) throw new Error("The demo town lacks the activity that asks for an enrolment");
  // One after the other: two of a family change the same records.
  const all = demoEnrolments(cast, others, now);
  for (const enrolment of all) await enter(table, activity, enrolment, localDate(now));
  // A colleague has the last of them in hand.
  const last = all.at(-1);
  if (last)
    await writeHolder(
      table,
      enrolmentThing({ familyCode: last.code, id: enrolmentIdOf(keyOf(last, 0)) }),
      { ...staffMember, at: now },
      { over: false, released: false },
    );
}
