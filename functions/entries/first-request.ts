import { S3Client } from "@aws-sdk/client-s3";
import { firstRequestRoutes } from "../first-request/contract/requester.ts";
import { firstRequestUseCases } from "../first-request/use-cases/requester.ts";
import { robotCheck } from "../sign-in/robot.ts";
import { nothingMore, serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };

export const handler = await serve<"firstRequest">(nothingMore, {
  "first-request/requester": served(firstRequestRoutes, ({ portalSecret, ...started }) =>
    firstRequestUseCases({
      ...started,
      bucket,
      robot: robotCheck(portalSecret, started.table, started.clock),
      requestSecret: `first-request:${portalSecret}`,
    }),
  ),
});
