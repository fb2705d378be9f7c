/** Absences of which a certificate would still change what is due, for the family to send it. */
import type { BookingDependencies } from "../../booking/dependencies.ts";
import { readFamilyDays } from "../../booking/store/child-days.ts";
import { readAllOf } from "../../document/store/documents.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { DocumentKindId, Instant, PlainDate } from "../../kernel/ids.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import type { attendanceOwn } from "../contract/routes.ts";
import { absenceKnown, bookedName, declaredOf, judgeOf } from "../rules/booked-days.ts";
import { certificateOf } from "../rules/certificates.ts";
import { readFamilyAttendance } from "../store/attendance.ts";

/** Longer than any town waits for a certificate, and as far ahead as an absence is declared. */
const around = 62;

interface Awaited {
  readonly childId: string;
  from: PlainDate;
  to: PlainDate;
  readonly document: DocumentKindId;
  readonly by: Instant;
}

export function awaitedCertificates({
  table,
  catalogue: cache,
  clock,
  schoolZone,
}: BookingDependencies): UseCases<typeof attendanceOwn>["attendance.certificates"] {
  return async ({ session }) => {
    const now = clock();
    const today = localDate(now);
    const span = { from: addDays(today, -around), to: addDays(today, around) };
    const [{ children, hidden }, days, attended, catalogue] = await Promise.all([
      ownFamily(table, session),
      readFamilyDays(table, session.familyCode, span),
      readFamilyAttendance(table, session.familyCode, span),
      cache.latest(),
    ]);
    const marks = new Map(
      attended.flatMap(({ childId, date, marks: own }) =>
        [...own].map(([unit, mark]) => [bookedName({ childId, date, unit }), mark] as const),
      ),
    );
    const kinds = [...new Set((catalogue.absences ?? []).flatMap(({ document }) => document ?? []))];
    const sent = await Promise.all(
      children
        .filter(({ id }) => !hidden.has(id))
        .flatMap(({ id: childId }) =>
          kinds.map((kind) => readAllOf(table, { familyCode: session.familyCode, childId }, kind)),
        ),
    );
    const documents = sent.flat();
    const due = judgeOf(catalogue, schoolZone).due(
      days.filter(({ childId }) => !hidden.has(childId)),
      (booked) => {
        const known = absenceKnown(declaredOf(booked), marks.get(bookedName(booked)));
        const certificateAt = certificateOf(documents, booked);
        return known && certificateAt !== undefined ? { ...known, certificateAt } : known;
      },
    );
    const awaited = new Map<string, Awaited>();
    for (const { childId, date, units } of days)
      for (const unit of units.keys()) {
        const one = due.get(bookedName({ childId, date, unit }));
        const document = one?.day.rules?.document;
        const missing = one?.reasons.find((reason) => reason.kind === "certificateMissing");
        if (document === undefined || missing?.kind !== "certificateMissing" || missing.by < now) continue;
        // What is awaited until the same moment is one absence.
        const name = `${childId} ${document} ${missing.by}`;
        const known = awaited.get(name);
        if (!known) awaited.set(name, { childId, from: date, to: date, document, by: missing.by });
        else if (date < known.from) known.from = date;
        else if (date > known.to) known.to = date;
      }
    return {
      body: {
        absences: [...awaited.values()]
          .sort((one, other) => (one.from < other.from ? 1 : -1))
          .flatMap((absence) => {
            const child = children.find(({ id }) => id === absence.childId);
            if (!child) return [];
            const { document, from, to, by } = absence;
            return [
              {
                childId: child.id,
                firstName: child.firstName,
                from,
                to,
                document,
                documentName: catalogue.documents?.find(({ id }) => id === document)?.name ?? document,
                by,
                checking: documents.some(
                  ({ owner, kind, state, about }) =>
                    owner.childId === child.id &&
                    kind === document &&
                    state.status === "toCheck" &&
                    about !== undefined &&
                    about.from <= to &&
                    from <= about.to,
                ),
              },
            ];
          }),
      },
    };
  };
}
