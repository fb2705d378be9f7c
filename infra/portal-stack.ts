/**
 * The portal itself, one stack to deploy, protect and take away: what it needs to run is here, the APIs and their many
 * routes in stacks nested in it; what may wait for a DNS record or is optional is in the stacks beside it.
 */
import { CfnOutput, Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { townForFunctions, type Town } from "../functions/kernel/town.ts";
import { Api } from "./api.ts";
import { ApiParticulier } from "./api-particulier.ts";
import type { Choices } from "./choices.ts";
import { Data } from "./data.ts";
import { FileEvents } from "./files.ts";
import { Functions, Triggers } from "./functions.ts";
import { Identity } from "./identity.ts";
import { mailSettings } from "./mail-settings.ts";
import { Monitoring } from "./monitoring.ts";
import { outputs } from "./outputs.ts";
import { remember, rememberedKey } from "./remembered.ts";
import { MalwareScan } from "./malware-scan.ts";
import { Schedules } from "./schedules.ts";
import { Site } from "./site.ts";
import { Storage } from "./storage.ts";
import { TableStream } from "./stream.ts";
import { OneTimeSchedules } from "./one-time-schedules.ts";

/** Of the treasury; whether money moves is said in each order. */
const payfipEndpoint = "https://www.payfip.gouv.fr";

export interface PortalStackProps extends StackProps {
  readonly town: Town;
  /** Folders of what the build made. */
  readonly built: { readonly functions: string; readonly web: string; readonly town: string };
  readonly choices: Choices;
}

export class PortalStack extends Stack {
  constructor(scope: Construct, id: string, { town, built, choices, ...props }: PortalStackProps) {
    // A first deployment that fails must leave nothing that blocks the next.
    super(scope, id, { terminationProtection: choices.serves, ...props });
    this.templateOptions.metadata = { [rememberedKey]: remember(choices, town) };
    const data = new Data(this, "Data");
    const storage = new Storage(this, "Storage");
    const shared = {
      data,
      storage,
      bundles: built.functions,
      town: JSON.stringify(townForFunctions(town)),
      mail: mailSettings(this, town, choices.senderVerified),
      oneTimeSchedules: new OneTimeSchedules(this, "Timers"),
      apiParticulier: new ApiParticulier(this, "ApiParticulier", town),
      payfip: town.payfip ? JSON.stringify({ endpoint: payfipEndpoint, mode: town.payfip.mode }) : "",
    };
    const triggers = new Triggers(this, "Triggers", shared);
    const identity = new Identity(this, "Identity", {
      town,
      triggers: triggers.all,
      senderVerified: choices.senderVerified,
      stackName: this.stackName,
    });
    const functions = new Functions(this, "Functions", { ...shared, identity });
    const api = new Api(this, "Api", functions.all);
    new TableStream(this, "TableStream", data.table, functions.all);
    new Schedules(this, "Schedules", town.timeZone, functions.all);
    new FileEvents(this, "FileEvents", storage.documents, functions.all);
    const scan = new MalwareScan(this, "MalwareScan", storage.documents);
    const site = new Site(this, "Site", {
      api,
      data,
      storage,
      town,
      web: built.web,
      townFolder: built.town,
      certificateArn: choices.certificateArn,
      webAclArn: choices.webAclArn,
    });
    storage.acceptUploadsFrom(site.uploadsFrom);
    new Monitoring(this, "Monitoring", {
      functions: [...triggers.all, ...functions.all],
      api,
      identity,
      scan,
      table: data.table,
      email: choices.alarmEmail,
    });
    const values: Readonly<Record<keyof typeof outputs, string>> = {
      portalUrl: site.url,
      tableName: data.table.tableName,
      userPoolId: identity.userPool.userPoolId,
      userPoolClientId: identity.client.userPoolClientId,
      edgeDomain: site.distribution.distributionDomainName,
      schoolZone: town.schoolZone,
      quotientKind: town.quotient.kind,
    };
    for (const [name, value] of Object.entries(values))
      new CfnOutput(this, outputs[name as keyof typeof outputs], { value });
  }
}
