/** Loads the demo town into the portal of this machine, on its first start. */
import { readFile } from "node:fs/promises";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { S3Client } from "@aws-sdk/client-s3";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { systemClock } from "../../functions/kernel/clock.ts";
import { townForFunctions, townSchema } from "../../functions/kernel/town.ts";
import { openTable } from "../../functions/table/table.ts";
import { filesBucket } from "../local/names.ts";
import { clientConfig, type Target } from "../operator/target.ts";
import { fillTown, type TownFacts } from "./town.ts";

/** What loading needs to know of the running portal. */
export interface DemoPortal {
  /** Folder of the portal's data. */
  readonly data: string;
  readonly portal: string;
  readonly operator: Omit<Target, "portal"> & { readonly endpoints: { readonly s3: string } };
}

export async function loadDemo({ data, portal, operator }: DemoPortal): Promise<TownFacts> {
  const target: Target = { ...operator, portal };
  const town = townSchema.parse(JSON.parse(await readFile(`${data}/town/town.json`, "utf8")));
  const dynamo = new DynamoDBClient(clientConfig(target, "dynamodb"));
  const s3 = new S3Client({
    region: operator.region,
    endpoint: operator.endpoints.s3,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  const cognito = new CognitoIdentityProviderClient(clientConfig(target, "cognito"));
  try {
    return await fillTown({
      table: openTable(target.tableName, dynamo),
      cognito,
      userPoolId: target.userPoolId,
      userPoolClientId: target.userPoolClientId,
      termsVersion: town.terms.version,
      town: townForFunctions(town),
      clock: systemClock,
      bucket: { name: filesBucket, client: s3 },
      folder: `${data}/demo`,
    });
  } finally {
    s3.destroy();
    dynamo.destroy();
    cognito.destroy();
  }
}
