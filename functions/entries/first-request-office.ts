import { S3Client } from "@aws-sdk/client-s3";
import { firstRequestOffice } from "../first-request/contract/office.ts";
import { firstRequestOfficeUseCases } from "../first-request/use-cases/office.ts";
import { nothingMore, serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };
const canMail = readSetting("MAIL_SENDER") !== "";

export const handler = await serve<"firstRequestOffice">(nothingMore, {
  "first-request/office": served(firstRequestOffice, (started) =>
    firstRequestOfficeUseCases({ ...started, bucket, canMail }),
  ),
});
