/** Which confirmations of its file a family has made, for staff; and one that staff makes for it, as it read the file. */
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { FamilyCode, Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { Table } from "../../table/table.ts";
import type { certificationOffice } from "../contract/office.ts";
import { Problem } from "../../http/problem.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import { readQuotients } from "../../quotient/store/quotients.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { marksOf, seenOf } from "../marks.ts";
import { certifiedUntil, isCertified, sameVersion } from "../rules/certification.ts";
import { certify, readCertifications, readFile } from "../store/certifications.ts";
import { certificationWords as words } from "../words.fr.ts";

/** Confirmations that staff is shown. */
const shown = 10;

/** Who confirmed its pages, in the order in which they did. */
const readersOf = (pages: Readonly<Record<string, { readonly at: Instant; readonly byName: string }>>): string[] => [
  ...new Set(
    Object.values(pages)
      .toSorted((one, other) => (one.at < other.at ? -1 : 1))
      .map(({ byName }) => byName),
  ),
];

interface CertificationDesk {
  readonly table: Table;
  readonly clock: Clock;
  readonly town: Pick<TownForFunctions, "certification" | "quotient">;
}

/** A family's file and quotients, as they were written a moment ago. */
async function readAll({ table, clock, town }: CertificationDesk, code: FamilyCode, toWrite: boolean) {
  const [file, months] = await Promise.all([
    readFile(table, code, "office", { childrenLast: toWrite }),
    readQuotients(table, code),
  ]);
  if (!file) return null;
  const { kind } = town.quotient;
  const counting = months.filter((one) => one.kind === kind);
  return {
    file,
    quotients: { months: counting, current: { kind, month: monthOf(localDate(clock())) } },
    seen: seenOf(marksOf({ file: file.version, quotients: counting.map(({ month, version }) => [month, version]) })),
  };
}

export function certificationOfficeUseCases(desk: CertificationDesk): UseCases<typeof certificationOffice> {
  const { table, clock, town } = desk;
  return {
    "certification.ofFamily": async ({ params: { familyCode } }) => {
      const [family, read, certifications] = await Promise.all([
        familyOf(table, familyCode),
        readAll(desk, familyCode, false),
        readCertifications(table, familyCode, shown),
      ]);
      if (!read) throw new Problem("notFound", words.noFamily);
      return {
        body: {
          due: !isCertified(family.household, localDate(clock())),
          seen: read.seen,
          certifications: certifications.map(({ at, byName, until, version, reason, pages = {} }) => ({
            at,
            by: byName,
            until,
            // Confirming is itself a write of the household's record.
            asNow: sameVersion({ ...version, household: version.household + 1 }, read.file.version),
            readBy: readersOf(pages),
            ...(reason === undefined ? {} : { reason }),
          })),
        },
      };
    },
    "certification.certifyForFamily": async ({ session, params: { familyCode }, body }) => {
      const { idempotencyKey: key, seen, reason } = body;
      return decideAndWrite<null, { readonly body: undefined }>("A family's file", null, async () => {
        const read = await readAll(desk, familyCode, true);
        if (!read) throw new Problem("notFound", words.noFamily);
        const done = { done: { body: undefined } };
        if (read.file.key === key) return done;
        if (read.seen !== seen) throw new Problem("changed", words.fileChanged);
        const at = clock();
        const { login: by, displayName: byName } = session;
        const until = certifiedUntil(localDate(at), town.certification.from);
        return (await certify(table, familyCode, read, { at, by, byName, until, key, reason }))
          ? done
          : { again: null };
      });
    },
  };
}
