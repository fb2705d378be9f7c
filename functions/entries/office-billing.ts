import { S3Client } from "@aws-sdk/client-s3";
import { billingOffice } from "../billing/contract/office.ts";
import { billingRebilling } from "../billing/contract/rebilling.ts";
import { billingOfficeUseCases } from "../billing/use-cases/office.ts";
import { billingRebillingUseCases } from "../billing/use-cases/rebilling.ts";
import { billingShares } from "../billing/contract/shares.ts";
import { billingSharesUseCases } from "../billing/use-cases/shares.ts";
import { absenceRulesOf } from "../catalogue/store/absence-record.ts";
import { accountOf } from "../catalogue/store/account-record.ts";
import { tariffOf } from "../catalogue/store/tariff-record.ts";
import type { Bucket } from "../files/bucket.ts";
import { withPrices, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const bucket: Bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };
const open = withPrices(tariffOf, accountOf, absenceRulesOf);

export const handler = await serve<"officeBilling", WithCatalogue & { readonly bucket: Bucket }>(
  async (opened) => ({ ...(await open(opened)), bucket }),
  {
    "billing/office": served(billingOffice, billingOfficeUseCases),
    "billing/rebilling": served(billingRebilling, billingRebillingUseCases),
    "billing/shares": served(billingShares, billingSharesUseCases),
  },
);
