/**
 * The functions of the manifest, all of them. Triggers first: the user pool names them, and the others name the user
 * pool.
 */
import { Construct } from "constructs";
import { deployedName, functionNames, functions, type FunctionName, type FunctionSpec } from "../functions/manifest.ts";
import type { ApiParticulier } from "./api-particulier.ts";
import type { Data } from "./data.ts";
import { filesBucket } from "./files.ts";
import { PortalFunction } from "./function.ts";
import type { Identity } from "./identity.ts";
import type { MailSettings } from "./mail-settings.ts";
import type { Settings } from "./settings.ts";
import type { Storage } from "./storage.ts";
import type { OneTimeSchedules } from "./one-time-schedules.ts";

export interface FunctionsProps {
  readonly data: Data;
  readonly storage: Storage;
  readonly bundles: string;
  /** `TownForFunctions` as JSON. */
  readonly town: string;
  readonly mail: MailSettings;
  readonly oneTimeSchedules: OneTimeSchedules;
  readonly apiParticulier: ApiParticulier;
  /** Of PAYFIP: empty where nothing is paid online. */
  readonly payfip: string;
}

const specOf = (name: FunctionName): FunctionSpec => functions[name];
const isTrigger = (name: FunctionName): boolean => specOf(name).calledBy.kind === "identity";

abstract class FunctionSet extends Construct {
  readonly all: readonly PortalFunction[];

  protected constructor(
    scope: Construct,
    id: string,
    names: readonly FunctionName[],
    props: FunctionsProps,
    identity?: Identity,
  ) {
    super(scope, id);
    const { data, storage, bundles, town, mail, oneTimeSchedules, apiParticulier, payfip } = props;
    const settings: Settings = {
      TABLE_NAME: data.table.tableName,
      PORTAL_SECRET_ID: data.secret.secretArn,
      FILES_BUCKET: storage.documents.bucketName,
      TOWN: town,
      API_PARTICULIER: apiParticulier.setting,
      PAYFIP: payfip,
      MAIL_SENDER: mail.sender,
      MAIL_CONFIGURATION_SET: mail.configurationSet,
      ...(identity
        ? {
            USER_POOL_ID: identity.userPool.userPoolId,
            USER_POOL_CLIENT_ID: identity.client.userPoolClientId,
            USER_POOL_CLIENT_SECRET_ID: identity.clientSecret.secretArn,
          }
        : {}),
    };
    const stream = data.table.tableStreamArn;
    if (stream === undefined) throw new Error("The table has no stream.");
    const arns = {
      table: data.table.tableArn,
      stream,
      secret: data.secret.secretArn,
      mail: mail.arns,
      files: filesBucket(storage.documents),
      ...(apiParticulier.secretArn === undefined ? {} : { apiParticulierToken: apiParticulier.secretArn }),
      ...(identity
        ? { userPool: identity.userPool.userPoolArn, userPoolClientSecret: identity.clientSecret.secretArn }
        : {}),
    };
    this.all = names.map((name) => {
      const spec = specOf(name);
      return new PortalFunction(this, deployedName(name), {
        name,
        spec,
        bundles,
        oneTime: oneTimeSchedules.target(name),
        settings: { ...settings, ONE_TIME_SCHEDULES: oneTimeSchedules.setting(name, spec) },
        arns: { ...arns, oneTimeSchedules: oneTimeSchedules.targetsOf(name, spec) },
      });
    });
  }
}

/** What Cognito calls. */
export class Triggers extends FunctionSet {
  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id, functionNames.filter(isTrigger), props);
  }
}

/** What the API, the table's stream and the schedules call. */
export class Functions extends FunctionSet {
  constructor(scope: Construct, id: string, props: FunctionsProps & { readonly identity: Identity }) {
    super(
      scope,
      id,
      functionNames.filter((name) => !isTrigger(name)),
      props,
      props.identity,
    );
  }
}
