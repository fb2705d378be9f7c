import { S3Client } from "@aws-sdk/client-s3";
import { addressKey } from "../family/rules/doubles.ts";
import { firstRequestOffice } from "../first-request/contract/office.ts";
import { firstRequestOfficeUseCases } from "../first-request/use-cases/office.ts";
import { log } from "../kernel/log.ts";
import { markOf } from "../search/store/entries.ts";
import { holdPeople } from "../search/use-cases/hold-people.ts";
import { TownEntries } from "../search/use-cases/town-entries.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };
const canMail = readSetting("MAIL_SENDER") !== "";

export const handler = await serve<"firstRequestOffice", WithCatalogue>(withCatalogue, {
  "first-request/office": served(firstRequestOffice, (started) => {
    const people = holdPeople({ ...started, bucket, log }, (entries) => new TownEntries(entries));
    return firstRequestOfficeUseCases({
      ...started,
      bucket,
      canMail,
      known: async () => ({
        families: (await people()).families(),
        homeOf: (address) => markOf(addressKey(address)),
      }),
    });
  }),
});
