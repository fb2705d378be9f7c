/**
 * What an absence would leave due, before it is declared: of each booking, with the absences that are declared around it,
 * as rules/due.ts judges it; and, where a certificate changes that, what it is with one.
 */
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { slotsOf, type Slots } from "../../booking/rules/slots.ts";
import type { ChildDay } from "../../booking/rules/child-day.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import type { AbsenceRules } from "../../catalogue/rules/absence-rules.ts";
import { subjectOf } from "../../catalogue/rules/deadline-subject.ts";
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { Instant, PlainDate, UnitKey } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";
import type { attendanceOwn } from "../contract/routes.ts";
import { dueWords } from "../due-words.fr.ts";
import { dueOf, type BookedDay, type DueDay, type KnownAbsence } from "../rules/due.ts";

/** Days around within which another absence may be one with this one, or uses up its free days. */
const around = 366;

interface Named {
  readonly date: PlainDate;
  readonly unit: UnitKey;
}

/** Booked days of one child, with what is declared of each, or what `absence` says instead. */
function bookedDays(
  days: readonly ChildDay[],
  catalogue: Catalogue,
  { calendars, named }: Pick<Slots, "calendars" | "named">,
  absence: (booked: Named, declared: KnownAbsence | null) => KnownAbsence | null,
): ReadonlyMap<string, BookedDay> {
  const editions = editionsOf(catalogue);
  const rules = new Map<string | undefined, AbsenceRules>((catalogue.absences ?? []).map((one) => [one.id, one]));
  const found = new Map<string, BookedDay>();
  for (const { date, units } of days)
    for (const [unit, { status, absence: declared }] of units) {
      const known = named(unit, date);
      if (status !== "booked" || !known) continue;
      const { activity } = known;
      found.set(`${date} ${unit}`, {
        activityId: activity.id,
        subject: subjectOf(activity, known.unit, date, calendars, editions.firstDays(activity)),
        rules: rules.get(activity.absences) ?? null,
        absence: absence({ date, unit }, declared ? { kind: declared.kind, toldAt: declared.at } : null),
      });
    }
  return found;
}

const sentenceOf = ({ reasons }: DueDay): string => reasons.map(dueWords).join(" ");

export function foreseeAbsences({
  table,
  catalogue: cache,
  clock,
  schoolZone,
}: BookingDependencies): UseCases<typeof attendanceOwn>["attendance.foresee"] {
  return async ({ session, body: { lines, kind } }) => {
    const now = clock();
    const dates = lines.map(({ date }) => date).sort();
    const [from] = dates;
    const to = dates.at(-1);
    if (!from || !to) throw new Error("The contract lets no empty list pass");
    const [{ hidden }, days, catalogue] = await Promise.all([
      ownFamily(table, session),
      readFamilyDays(table, session.familyCode, { from: addDays(from, -around), to: addDays(to, around) }),
      cache.latest(),
    ]);
    const slots = slotsOf(catalogue, schoolZone);
    const answers = [...new Set(lines.map(({ childId }) => childId))]
      .filter((childId) => !hidden.has(childId))
      .flatMap((childId) => {
        const own = days.filter((day) => day.childId === childId);
        const asked = lines.filter((line) => line.childId === childId);
        const names = new Set(asked.map((line) => `${line.date} ${unitKey(line.activityId, line.unitId)}`));
        /** What is due of each booked day, if a certificate came then. */
        const judged = (certificateAt?: Instant) => {
          const booked = bookedDays(own, catalogue, slots, ({ date, unit }, declared) =>
            names.has(`${date} ${unit}`)
              ? { kind, toldAt: now, ...(certificateAt === undefined ? {} : { certificateAt }) }
              : declared,
          );
          const due = dueOf([...booked.values()], slots.calendars);
          return new Map([...booked.keys()].map((name, rank) => [name, due[rank]]));
        };
        const [without, certified] = [judged(), judged(now)];
        return asked.flatMap((line) => {
          const name = `${line.date} ${unitKey(line.activityId, line.unitId)}`;
          const [one, other] = [without.get(name), certified.get(name)];
          // A town that says nothing of absences bills elsewhere: nothing is said in its name.
          if (!one?.day.rules) return [];
          return [
            {
              ...line,
              share: one.share / 10_000,
              sentence: sentenceOf(one),
              ...(other && other.share < one.share ? { certified: other.share / 10_000 } : {}),
            },
          ];
        });
      });
    return { body: { lines: answers } };
  };
}
