/** What there is to confirm, page by page, for the family. */
import { editionsOf } from "../../catalogue/rules/editions.ts";
import type { UseCases } from "../../http/call.ts";
import { localDate } from "../../kernel/time.ts";
import type { certificationLook, PageView } from "../contract/own.ts";
import type { CertificationDependencies } from "../dependencies.ts";
import { seenOf } from "../marks.ts";
import { isCertified } from "../rules/certification.ts";
import { changedSince, standingOf, type ConfirmedPage } from "../rules/pages.ts";
import { readCertifications } from "../store/certifications.ts";
import { readPages, type Page } from "./pages.ts";

function pageView({ name, title, groups, marks }: Page, confirmed: ConfirmedPage | undefined): PageView {
  const changed = new Set(confirmed ? changedSince(marks, confirmed.marks) : []);
  return {
    page: name.page,
    ...(name.childId === undefined ? {} : { childId: name.childId }),
    title,
    standing: standingOf(marks, confirmed),
    ...(confirmed ? { confirmed: { at: confirmed.at, by: confirmed.byName } } : {}),
    groups: groups.map((group) => ({
      ...group,
      facts: group.facts.map((fact) => (changed.has(fact.id) ? { ...fact, changed: true as const } : fact)),
    })),
    seen: seenOf(marks),
  };
}

export const certificationLookUseCases = (
  dependencies: CertificationDependencies,
): UseCases<typeof certificationLook> => ({
  "certification.own": async ({ session }) => {
    const today = localDate(dependencies.clock());
    const [read, [last]] = await Promise.all([
      readPages(dependencies, session),
      readCertifications(dependencies.table, session.familyCode, 1),
    ]);
    if (!read) throw new Error("A session belongs to a family that is not in the table");
    const asking = editionsOf(read.catalogue)
      .allOn(today)
      .filter(({ to, eligibility: { requires = [] } }) => to >= today && requires.includes("certification"));
    return {
      body: {
        due: !isCertified(read.file.family.household, today),
        last: last ? { at: last.at, by: last.byName, until: last.until } : null,
        activities: [...new Set(asking.map(({ name }) => name))],
        pages: read.pages.map((page) => pageView(page, read.confirmed.get(page.id))),
      },
    };
  },
});
