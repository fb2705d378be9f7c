/**
 * What functions read on this machine: the settings of the manifest, and the SDK's own variables for where the services
 * are.
 */
import { townForFunctions, type Town } from "../../functions/kernel/town.ts";
import { functions, type FunctionName, type FunctionSpec } from "../../functions/manifest.ts";
import { environmentOf } from "../settings.ts";
import {
  apiParticulierSecretId,
  deadLettersArn,
  filesBucket,
  functionArn,
  portalSecretId,
  tableName,
  oneTimeGroup,
  oneTimeRoleArn,
  userPoolClientSecretId,
  userPoolId,
} from "./names.ts";

/** Addresses of the services. */
export interface Endpoints {
  readonly dynamodb: string;
  readonly cognito: string;
  readonly secrets: string;
  readonly s3: string;
  readonly ses: string;
  readonly scheduler: string;
  /** The simulator of API Particulier. */
  readonly apiParticulier: string;
  /** The simulator of PayFiP. */
  readonly payfip: string;
  /** Lambda's Invoke, and schedules to fire. */
  readonly lambda: string;
}

export interface EnvironmentOptions {
  readonly town: Town;
  readonly clientId: string;
  readonly endpoints: Omit<Endpoints, "lambda">;
}

/** The local mailbox verifies nothing: a town without an address of its own still has its mails. */
export const localSender = ({ mail }: Town): string =>
  `${mail.senderName} <${mail.senderAddress ?? "portail@localhost.test"}>`;

/** As infra/one-time-schedules.ts writes it. */
const oneTimeSchedulesFor = ({ oneTimeSchedules = [] }: FunctionSpec): string =>
  JSON.stringify({
    group: oneTimeGroup,
    targets: Object.fromEntries(
      oneTimeSchedules.map((target) => [
        target,
        { arn: functionArn(target), roleArn: oneTimeRoleArn(target), deadLettersArn: deadLettersArn(target) },
      ]),
    ),
  });

export const environmentFor =
  ({ town, clientId, endpoints }: EnvironmentOptions) =>
  (name: FunctionName): Readonly<Record<string, string>> => ({
    ...environmentOf(name, functions[name], {
      TABLE_NAME: tableName,
      USER_POOL_ID: userPoolId,
      USER_POOL_CLIENT_ID: clientId,
      PORTAL_SECRET_ID: portalSecretId,
      USER_POOL_CLIENT_SECRET_ID: userPoolClientSecretId,
      FILES_BUCKET: filesBucket,
      // Whatever the town has: its simulator is here.
      API_PARTICULIER: JSON.stringify({
        endpoint: endpoints.apiParticulier,
        recipient: town.quotient.apiParticulier?.recipient ?? "00000000000000",
        secretId: apiParticulierSecretId,
      }),
      // The same: rehearsals, unless the town says otherwise.
      PAYFIP: JSON.stringify({ endpoint: endpoints.payfip, mode: town.payfip?.mode ?? "test" }),
      TOWN: JSON.stringify(townForFunctions(town)),
      MAIL_SENDER: localSender(town),
      MAIL_CONFIGURATION_SET: "",
      ONE_TIME_SCHEDULES: oneTimeSchedulesFor(functions[name]),
    }),
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoints.cognito,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secrets,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_SESV2: endpoints.ses,
  });
