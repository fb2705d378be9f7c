import { S3Client } from "@aws-sdk/client-s3";
import { healthOffice, healthRoutes } from "../child-record/contract/health.ts";
import { healthOfficeUseCases, healthUseCases } from "../child-record/use-cases/health.ts";
import type { HealthDependencies } from "../child-record/use-cases/health-papers.ts";
import type { Bucket } from "../files/bucket.ts";
import { mergeAct, mergeLook } from "../merge/contract/children.ts";
import { mergeLookUseCases } from "../merge/use-cases/look.ts";
import { mergeUseCases } from "../merge/use-cases/merge-children.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served, type Opened } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket: Bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };
const started = async (opened: Opened) => ({ ...(await withCatalogue(opened)), bucket });

export const handler = await serve<"health", WithCatalogue & Pick<HealthDependencies, "bucket">>(started, {
  "child-record/health": served(healthRoutes, healthUseCases),
  "child-record/health-office": served(healthOffice, healthOfficeUseCases),
  "merge/look": served(mergeLook, mergeLookUseCases),
  "merge/act": served(mergeAct, mergeUseCases),
});
