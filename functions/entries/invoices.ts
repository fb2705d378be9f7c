import { S3Client } from "@aws-sdk/client-s3";
import { billingOwn } from "../billing/contract/own.ts";
import { billingOwnUseCases } from "../billing/use-cases/own.ts";
import type { Bucket } from "../files/bucket.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket: Bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };

export const handler = await serve<"invoices", { readonly bucket: Bucket }>(() => Promise.resolve({ bucket }), {
  "billing/own": served(billingOwn, billingOwnUseCases),
});
