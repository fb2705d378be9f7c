import { S3Client } from "@aws-sdk/client-s3";
import type { Bucket } from "../files/bucket.ts";
import { log, type Log } from "../kernel/log.ts";
import { searchRoutes } from "../search/contract.ts";
import { searchUseCases } from "../search/use-cases/index.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket: Bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };

export const handler = await serve<"search", { readonly bucket: Bucket; readonly log: Log }>(
  () => Promise.resolve({ bucket, log }),
  { search: served(searchRoutes, searchUseCases) },
);
