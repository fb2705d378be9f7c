/**
 * The town's access to the State's API Particulier, where its configuration asks for one: the secret that holds its
 * token, which its operator writes there by hand, and what the function that asks is told.
 */
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { Town } from "../functions/kernel/town.ts";
import { acknowledge } from "./acknowledge.ts";

const endpoints = {
  production: "https://particulier.api.gouv.fr",
  staging: "https://staging.particulier.api.gouv.fr",
} as const;

export class ApiParticulier extends Construct {
  /** Of API_PARTICULIER: empty without an access. */
  readonly setting: string;
  readonly secretArn: string | undefined;

  constructor(scope: Construct, id: string, { quotient: { apiParticulier: access } }: Pick<Town, "quotient">) {
    super(scope, id);
    if (!access) {
      this.setting = "";
      return;
    }
    const secret = new Secret(this, "Token", {
      description: "Portail Famille: the town's token of API Particulier, written here by its operator",
      // Chance until then, which the State refuses: a deployment must hold no real one.
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(secret, {
      "AwsSolutions-SMG4":
        "The State gives the token for eighteen months, to a person who asks for it; no function can renew it.",
    });
    this.secretArn = secret.secretArn;
    this.setting = JSON.stringify({
      endpoint: endpoints[access.environment],
      recipient: access.recipient,
      secretId: secret.secretArn,
    });
  }
}
