import { S3Client } from "@aws-sdk/client-s3";
import { accountOf } from "../catalogue/store/account-record.ts";
import type { Bucket } from "../files/bucket.ts";
import { treasuryReturns } from "../treasury/contract/returns.ts";
import { treasuryRoles } from "../treasury/contract/roles.ts";
import { treasuryReturnUseCases } from "../treasury/use-cases/returns.ts";
import { treasuryRoleUseCases } from "../treasury/use-cases/roles.ts";
import { withAccounts, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket: Bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };
const open = withAccounts(accountOf);

export const handler = await serve<"treasury", WithCatalogue & { readonly bucket: Bucket }>(
  async (opened) => ({ ...(await open(opened)), bucket }),
  {
    "treasury/roles": served(treasuryRoles, treasuryRoleUseCases),
    "treasury/returns": served(treasuryReturns, treasuryReturnUseCases),
  },
);
