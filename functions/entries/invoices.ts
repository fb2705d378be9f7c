import { S3Client } from "@aws-sdk/client-s3";
import { billingOwn } from "../billing/contract/own.ts";
import { billingOwnUseCases } from "../billing/use-cases/own.ts";
import { accountOf } from "../catalogue/store/account-record.ts";
import type { Bucket } from "../files/bucket.ts";
import { withAccounts, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket: Bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };
const open = withAccounts(accountOf);

export const handler = await serve<"invoices", WithCatalogue & { readonly bucket: Bucket }>(
  async (opened) => ({ ...(await open(opened)), bucket }),
  { "billing/own": served(billingOwn, billingOwnUseCases) },
);
