/** What is to be confirmed, for the family; what was, for staff. */
import { editionsOf } from "../../catalogue/rules/editions.ts";
import { viewOf } from "../../family/use-cases/view.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import type { UseCases } from "../../http/call.ts";
import { localDate } from "../../kernel/time.ts";
import type { certificationLook, certificationOffice } from "../contract.ts";
import type { CertificationDependencies } from "../dependencies.ts";
import { isCertified, sameVersion } from "../rules/certification.ts";
import { readCertifications, readFile } from "../store/certifications.ts";

export const certificationLookUseCases = ({
  table,
  catalogue: cache,
  clock,
}: CertificationDependencies): UseCases<typeof certificationLook> => ({
  "certification.own": async ({ session: { familyCode, guardianId } }) => {
    const today = localDate(clock());
    const [file, [last], catalogue] = await Promise.all([
      readFile(table, familyCode, guardianId),
      readCertifications(table, familyCode, 1),
      cache.latest(),
    ]);
    if (!file) throw new Error("A session belongs to a family that is not in the table");
    const asking = editionsOf(catalogue)
      .allOn(today)
      .filter(({ to, eligibility: { requires = [] } }) => to >= today && requires.includes("certification"));
    return {
      body: {
        due: !isCertified(file.family.household, today),
        last: last ? { at: last.at, by: last.byName, until: last.until } : null,
        activities: [...new Set(asking.map(({ name }) => name))],
        family: viewOf(file.family, today),
        version: { household: file.version.household, children: { ...file.version.children } },
      },
    };
  },
});

/** Confirmations that staff is shown. */
const shown = 10;

export const certificationOfficeUseCases = ({
  table,
  clock,
}: Pick<CertificationDependencies, "table" | "clock">): UseCases<typeof certificationOffice> => ({
  "certification.ofFamily": async ({ params: { familyCode } }) => {
    const [family, file, certifications] = await Promise.all([
      familyOf(table, familyCode),
      readFile(table, familyCode, "office"),
      readCertifications(table, familyCode, shown),
    ]);
    return {
      body: {
        due: !isCertified(family.household, localDate(clock())),
        certifications: certifications.map(({ at, byName, until, version }) => ({
          at,
          by: byName,
          until,
          // Confirming is itself a write of the household's record.
          asNow: file !== null && sameVersion({ ...version, household: version.household + 1 }, file.version),
        })),
      },
    };
  },
});
