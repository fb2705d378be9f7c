/**
 * A certificate is made when it is asked for: what it says is written once under its own number, then drawn and archived. Asked
 * again it is the same file, unless something was paid, or taken back, since: then it is another one, of the next number. Died
 * between the record and the archive, the next asking finds the record and archives it.
 */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import { linkSeconds, linkToMade, type Bucket } from "../../files/bucket.ts";
import { keepMade, readMade } from "../../files/made.ts";
import { Problem } from "../../http/problem.ts";
import { plusSeconds, type Clock } from "../../kernel/clock.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { TownForFunctions } from "../../kernel/town-for-functions.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import type { CertifiableYears } from "../contract/views.ts";
import { drawCertificate } from "../pdf/draw.ts";
import { certificateNumber } from "../rules/certified.ts";
import { putCertificate, readCertificates, type Certificate, type Certified } from "../store/certificates.ts";
import { certifiedYear, readKnown, saidOf } from "./known.ts";

export interface CertificateDependencies {
  readonly table: Table;
  readonly bucket: Bucket;
  readonly catalogue: CatalogueCache;
  readonly clock: Clock;
  readonly town: TownForFunctions;
}

export async function certifiable(
  { table, clock }: CertificateDependencies,
  code: FamilyCode,
): Promise<CertifiableYears> {
  const known = await readKnown(table, code);
  const today = localDate(clock());
  return {
    years: known.years.map((year) => {
      const { sums } = certifiedYear(known, year);
      const children = [...known.children.values()].flatMap(({ id: childId, firstName }) => {
        const amount = sums.filter((one) => one.childId === childId).reduce((all, { care }) => all + care, 0);
        return amount === 0 ? [] : [{ childId, firstName, amount }];
      });
      return {
        year,
        whole: today > `${year}-12-31`,
        total: children.reduce((all, { amount }) => all + amount, 0),
        children,
      };
    }),
  };
}

/** Keys in the order in which they are read back: two that say the same are the same text. */
const textOf = (said: Certified): string =>
  JSON.stringify(said, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );

/** The certificate that says what holds today: the last one, or a new one. */
async function certificateOf(
  { table, catalogue, clock }: CertificateDependencies,
  familyCode: FamilyCode,
  year: number,
): Promise<Certificate> {
  const latest = await catalogue.latest();
  return decideAndWrite<null, Certificate>("The tax certificates of a family", null, async () => {
    const [known, made] = await Promise.all([readKnown(table, familyCode), readCertificates(table, familyCode, year)]);
    const at = clock();
    const said = saidOf(known, year, localDate(at), latest);
    if (!said)
      throw new Problem(
        "notPossible",
        `Rien de ce qui a été payé en ${year} n’est une garde d’enfant de moins de 6 ans : il n’y a rien à attester pour cette année.`,
      );
    const last = made.at(-1);
    if (last && textOf(last.said) === textOf(said)) return { done: last };
    const next: Certificate = { familyCode, year, rank: (last?.rank ?? 0) + 1, at, said };
    return (await putCertificate(table, next)) ? { done: next } : { again: null };
  });
}

export async function linkToCertificate(dependencies: CertificateDependencies, code: FamilyCode, year: number) {
  const { bucket, clock, town } = dependencies;
  const certificate = await certificateOf(dependencies, code, year);
  const number = certificateNumber(certificate);
  const file = `${number}.pdf`;
  if (!(await readMade(bucket, "invoices", file)))
    await keepMade(bucket, "invoices", file, await drawCertificate(town, certificate));
  return {
    number,
    url: await linkToMade(bucket, "invoices", file, {
      type: "application/pdf",
      disposition: `attachment; filename="attestation-fiscale-${file}"`,
    }),
    until: plusSeconds(clock(), linkSeconds),
  };
}
