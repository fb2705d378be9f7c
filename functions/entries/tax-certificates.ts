import { S3Client } from "@aws-sdk/client-s3";
import { billingNotes } from "../billing/contract/notes.ts";
import { billingNotesUseCases } from "../billing/use-cases/notes.ts";
import type { Bucket } from "../files/bucket.ts";
import { taxCertificateOffice } from "../tax-certificate/contract/office.ts";
import { taxCertificateOwn } from "../tax-certificate/contract/own.ts";
import { taxCertificateOfficeUseCases, taxCertificateOwnUseCases } from "../tax-certificate/use-cases/index.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket: Bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };

export const handler = await serve<"taxCertificates", WithCatalogue & { readonly bucket: Bucket }>(
  async (opened) => ({ ...(await withCatalogue(opened)), bucket }),
  {
    "billing/notes": served(billingNotes, billingNotesUseCases),
    "tax-certificate/own": served(taxCertificateOwn, taxCertificateOwnUseCases),
    "tax-certificate/office": served(taxCertificateOffice, taxCertificateOfficeUseCases),
  },
);
