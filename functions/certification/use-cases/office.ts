/** Which confirmations of its file a family has made, for staff. */
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { Instant } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { Table } from "../../table/table.ts";
import type { certificationOffice } from "../contract/office.ts";
import { isCertified, sameVersion } from "../rules/certification.ts";
import { readCertifications, readFile } from "../store/certifications.ts";

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

export const certificationOfficeUseCases = ({
  table,
  clock,
}: {
  readonly table: Table;
  readonly clock: Clock;
}): UseCases<typeof certificationOffice> => ({
  "certification.ofFamily": async ({ params: { familyCode } }) => {
    const [family, file, certifications] = await Promise.all([
      familyOf(table, familyCode),
      readFile(table, familyCode, "office"),
      readCertifications(table, familyCode, shown),
    ]);
    return {
      body: {
        due: !isCertified(family.household, localDate(clock())),
        certifications: certifications.map(({ at, byName, until, version, pages = {} }) => ({
          at,
          by: byName,
          until,
          // Confirming is itself a write of the household's record.
          asNow: file !== null && sameVersion({ ...version, household: version.household + 1 }, file.version),
          readBy: readersOf(pages),
        })),
      },
    };
  },
});
