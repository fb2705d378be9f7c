/**
 * The pages of a family's file as one of its adults may read them, each with what it shows in words and the marks of it.
 *
 * Two waves of reads. The records whose versions a certification expects are read first, and whatever pages show is read
 * with them or after them: so what has changed between the two is found by the version, and never slips through.
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SectionId } from "../../catalogue/rules/file-rules.ts";
import { refuseWhoLeft } from "../../family/refuse-who-left.ts";
import type { Target } from "../../family/sections/section.ts";
import type { FamilyCode, GuardianId } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { monthOf } from "../../quotient/rules/quotient.ts";
import { readQuotients } from "../../quotient/store/quotients.ts";
import type { SectionView } from "../../request/contract/file.ts";
import { readRequests } from "../../request/store/requests.ts";
import { sectionView } from "../../request/use-cases/file.ts";
import { sectionOf } from "../../request/use-cases/parts.ts";
import type { FactGroupView } from "../contract/own.ts";
import type { CertificationDependencies } from "../dependencies.ts";
import { marksOf } from "../marks.ts";
import { counts, pageId, type ConfirmedPage, type Marks, type PageName } from "../rules/pages.ts";
import { readFile, type ReadQuotients, type VersionedFile } from "../store/certifications.ts";
import { readConfirmedPages } from "../store/confirmed-pages.ts";
import { certificationWords as words } from "../words.fr.ts";
import { childPage, documentsPage, householdPage, quotientPage, type Drawn } from "./drawn-pages.ts";

export interface Page {
  readonly name: PageName;
  readonly id: string;
  readonly title: string;
  readonly groups: readonly FactGroupView[];
  readonly marks: Marks;
}

export interface ReadPages {
  readonly file: VersionedFile;
  readonly quotients: ReadQuotients;
  /** In the order in which they are read. */
  readonly pages: readonly Page[];
  /** Pages that were confirmed for the certification that is to come. */
  readonly confirmed: ReadonlyMap<string, ConfirmedPage>;
  readonly catalogue: Catalogue;
}

const page = (name: PageName, title: string, drawn: Drawn): Page => ({
  name,
  id: pageId(name),
  title,
  groups: drawn.groups,
  marks: marksOf(drawn.values),
});

/** Null: the town knows no such family. `toWrite`: a certification rests on it, and takes another wave to be sure of all its children. */
export async function readPages(
  dependencies: CertificationDependencies,
  { familyCode, guardianId: by }: { readonly familyCode: FamilyCode; readonly guardianId: GuardianId },
  { toWrite = false }: { readonly toWrite?: boolean } = {},
): Promise<ReadPages | null> {
  const { table, clock, town } = dependencies;
  const today = localDate(clock());
  const [file, months, confirmed, { requests }, catalogue] = await Promise.all([
    readFile(table, familyCode, by, { childrenLast: toWrite }),
    readQuotients(table, familyCode),
    readConfirmedPages(table, familyCode),
    readRequests(table, familyCode, undefined),
    dependencies.catalogue.latest(),
  ]);
  if (!file) return null;
  const { household, children } = file.family;
  refuseWhoLeft(household, { guardianId: by });
  const viewsOf = async (id: SectionId, target?: Target): Promise<readonly SectionView[]> => {
    const section = sectionOf(dependencies, id);
    const standings = await section.read(table, familyCode, by, target);
    return standings.map((standing) => sectionView(section, standing, catalogue, requests));
  };
  const [homes, adults, ...records] = await Promise.all([
    viewsOf("household"),
    viewsOf("adult"),
    ...children.map(({ id: childId }) => viewsOf("childRecord", { childId })),
  ]);
  const documents = documentsPage(file.family, catalogue, { today, by });
  const { kind } = town.quotient;
  return {
    file,
    quotients: { months: months.filter((one) => one.kind === kind), current: { kind, month: monthOf(today) } },
    pages: [
      page({ page: "household" }, words.household, householdPage(file.family, [...homes, ...adults], by)),
      ...children.map((child, rank) =>
        page(
          { page: "child", childId: child.id },
          words.child(child.firstName),
          childPage(child, records[rank]?.[0], catalogue),
        ),
      ),
      ...(documents ? [page({ page: "documents" }, words.documents, documents)] : []),
      page({ page: "quotient" }, words.quotient, quotientPage(months, town.quotient, today)),
    ],
    confirmed: new Map(
      [...confirmed].filter(([, one]) => counts(one, household, { today, from: town.certification.from })),
    ),
    catalogue,
  };
}
