/** Who may have a family's tax certificates: the adult who pays, and the office. */
import { sightOf, type Reader } from "../../billing/use-cases/sight.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Table } from "../../table/table.ts";
import type { taxCertificateOffice } from "../contract/office.ts";
import type { taxCertificateOwn } from "../contract/own.ts";
import { certifiable, linkToCertificate, type CertificateDependencies } from "./make.ts";

/** A certificate names every child, and where the household lives. */
async function mayHave(table: Table, reader: Reader): Promise<boolean> {
  const { payer, opens } = await sightOf(table, reader);
  return payer && opens;
}

export const taxCertificateOwnUseCases = (
  dependencies: CertificateDependencies,
): UseCases<typeof taxCertificateOwn> => ({
  "tax-certificate.own": async ({ session }) => {
    const [may, body] = await Promise.all([
      mayHave(dependencies.table, session),
      certifiable(dependencies, session.familyCode),
    ]);
    return { body: may ? body : { years: [] } };
  },
  "tax-certificate.make": async ({ session, params: { year } }) => {
    if (!(await mayHave(dependencies.table, session)))
      throw new Problem(
        "notFound",
        "L’attestation fiscale va au payeur du foyer. Il la trouve dans sa « Liste de mes factures ».",
      );
    return { body: await linkToCertificate(dependencies, session.familyCode, year) };
  },
});

export const taxCertificateOfficeUseCases = (
  dependencies: CertificateDependencies,
): UseCases<typeof taxCertificateOffice> => ({
  "tax-certificate.ofFamily": async ({ params: { familyCode } }) => ({
    body: await certifiable(dependencies, familyCode),
  }),
  "tax-certificate.makeOfFamily": async ({ params: { familyCode, year } }) => ({
    body: await linkToCertificate(dependencies, familyCode, year),
  }),
});
