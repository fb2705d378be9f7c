import { S3Client } from "@aws-sdk/client-s3";
import type { DocumentDependencies } from "../document/dependencies.ts";
import { goesWithRequest } from "../request/store/requests.ts";
import { documentFiles } from "../document/contract/files.ts";
import { documentFilesUseCases } from "../document/use-cases/files.ts";
import type { Bucket } from "../files/bucket.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket: Bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };

export const handler = await serve<
  "document",
  WithCatalogue & Pick<DocumentDependencies, "bucket" | "goesWithRequest">
>(async (opened) => ({ ...(await withCatalogue(opened)), bucket, goesWithRequest: goesWithRequest(opened.table) }), {
  "document/files": served(documentFiles, documentFilesUseCases),
});
