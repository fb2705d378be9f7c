/**
 * Families of the demo town that have confirmed their file this year, all its pages; one that has stopped half-way; the
 * one without any booking has not begun.
 */
import { readCatalogue } from "../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../functions/catalogue/store/catalogue-cache.ts";
import type { CertificationDependencies } from "../../functions/certification/dependencies.ts";
import { certifiedUntil } from "../../functions/certification/rules/certification.ts";
import { certify } from "../../functions/certification/store/certifications.ts";
import { confirmPage } from "../../functions/certification/store/confirmed-pages.ts";
import { readPages } from "../../functions/certification/use-cases/pages.ts";
import { nameInLetters } from "../../functions/family/rules/family.ts";
import { id, type Instant } from "../../functions/kernel/ids.ts";
import { addDays, localDate, localToInstant } from "../../functions/kernel/time.ts";
import type { Table } from "../../functions/table/table.ts";
import { sectionsOf } from "../../functions/wiring/sections.ts";
import type { CastFamily } from "./cast.ts";

/** Families of the cast, in its order, that have. */
const careful = 3;
const from = "07-01";
const town = { certification: { from }, quotient: { kind: "caf", validity: { months: 12 } } } as const;

const dependenciesAt = (table: Table, at: Instant): CertificationDependencies => {
  const clock = (): Instant => at;
  return {
    table,
    clock,
    town,
    sections: sectionsOf(town),
    catalogue: catalogueCache(() => readCatalogue(table), clock),
  };
};

/** One of its adults reads the file and confirms its pages, all or the first ones; null: it is certified already. */
async function readThrough(table: Table, { household }: CastFamily["family"], at: Instant, most = Infinity) {
  const { code } = household;
  const [adult] = household.guardians;
  if (!adult) throw new Error("A family of the demo town has no adult");
  const read = await readPages(dependenciesAt(table, at), { familyCode: code, guardianId: adult.id });
  if (!read || read.file.family.household.certified) return null;
  const byName = nameInLetters(adult);
  const pages = read.pages.slice(0, most);
  for (const { id: page, marks } of pages) await confirmPage(table, code, page, { at, byName, marks });
  return { read, byName, pages };
}

/** Certifies it; false: something of it changed meanwhile, as what follows the demo's own writings does. */
async function certifyAll(table: Table, family: CastFamily["family"], at: Instant): Promise<boolean> {
  const { code } = family.household;
  const done = await readThrough(table, family, at);
  if (!done) return true;
  const { read, byName, pages } = done;
  return certify(table, code, read, {
    at,
    by: id("Login", code),
    byName,
    until: certifiedUntil(localDate(at), from),
    key: id("IdempotencyKey", `demo-certification-${code}`),
    pages: Object.fromEntries(pages.map(({ id: page }) => [page, { at, byName }])),
  });
}

const mostTries = 5;

/** Puts them in. Again: finds them there. */
export async function enterCertifications(table: Table, cast: readonly CastFamily[], now: Instant): Promise<void> {
  const today = localDate(now);
  for (const [rank, { family }] of cast.slice(0, careful).entries()) {
    const at = localToInstant(addDays(today, -rank - 1), "18:30");
    let tries = 0;
    while (!(await certifyAll(table, family, at)))
      if ((tries += 1) === mostTries) throw new Error("A family of the demo town could not certify its file");
  }
  const half = cast.at(-1);
  if (half) await readThrough(table, half.family, localToInstant(addDays(today, -1), "21:10"), 2);
}
