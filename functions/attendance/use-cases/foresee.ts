/**
 * What an absence would leave due, before it is declared: of each booking, with the absences that are declared around it,
 * as rules/due.ts judges it; and, where a certificate changes that, what it is with one.
 */
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { Instant } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";
import type { attendanceOwn } from "../contract/routes.ts";
import { dueWords } from "../due-words.fr.ts";
import { bookedName, declaredOf, judgeOf } from "../rules/booked-days.ts";
import type { DueDay } from "../rules/due.ts";

/** Days around within which another absence may be one with this one, or uses up its free days. */
const around = 366;

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
    const judge = judgeOf(catalogue, schoolZone);
    const known = days.filter(({ childId }) => !hidden.has(childId));
    const nameOf = (line: (typeof lines)[number]): string =>
      bookedName({ ...line, unit: unitKey(line.activityId, line.unitId) });
    const names = new Set(lines.map(nameOf));
    /** What is due of each booked day, if a certificate came then. */
    const judged = (certificateAt?: Instant) =>
      judge.due(known, (booked) =>
        names.has(bookedName(booked))
          ? { kind, toldAt: now, ...(certificateAt === undefined ? {} : { certificateAt }) }
          : declaredOf(booked),
      );
    const [without, certified] = [judged(), judged(now)];
    const answers = lines.flatMap((line) => {
      const [one, other] = [without.get(nameOf(line)), certified.get(nameOf(line))];
      // A town that says nothing of absences bills elsewhere: nothing is said in its name.
      if (!one?.day.rules) return [];
      return [
        {
          ...line,
          share: one.share / 10_000,
          sentence: sentenceOf(one),
          ...(other && other.share < one.share
            ? {
                certified: other.share / 10_000,
                ...(one.day.rules.document === undefined ? {} : { document: one.day.rules.document }),
              }
            : {}),
        },
      ];
    });
    return { body: { lines: answers } };
  };
}
