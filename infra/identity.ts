/** Who people are: the user pool, the one client that may use it, the staff group. */
import { Duration, RemovalPolicy, SecretValue } from "aws-cdk-lib";
import {
  AccountRecovery,
  CfnUserPoolClient,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  UserPool,
  UserPoolEmail,
  UserPoolOperation,
  VerificationEmailStyle,
  type UserPoolClient,
} from "aws-cdk-lib/aws-cognito";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import type { Town } from "../functions/kernel/town.ts";
import type { FunctionSpec } from "../functions/manifest.ts";
import { headerWords } from "../functions/mail/mime.ts";
import { acknowledge } from "./acknowledge.ts";
import { configurationSetName, domainOf } from "./email.ts";
import type { PortalFunction } from "./function.ts";

export interface IdentityProps {
  readonly town: Town;
  readonly triggers: readonly PortalFunction[];
  /**
   * SES accepts to send in the town's name. Until then Cognito's own sender is used (50 mails a day): a pool refuses an
   * unverified one.
   */
  readonly senderVerified: boolean;
  /** Name of the portal's stack. */
  readonly stackName: string;
}

type Trigger = Extract<FunctionSpec["calledBy"], { kind: "identity" }>["trigger"];
const operations: Readonly<Record<Trigger, UserPoolOperation>> = {
  PreSignUp: UserPoolOperation.PRE_SIGN_UP,
  CustomMessage: UserPoolOperation.CUSTOM_MESSAGE,
  PostConfirmation: UserPoolOperation.POST_CONFIRMATION,
};

export class Identity extends Construct {
  readonly userPool: UserPool;
  readonly client: UserPoolClient;
  /** Holds the client's secret, for functions that speak to the pool. */
  readonly clientSecret: Secret;

  constructor(scope: Construct, id: string, { town, triggers, senderVerified, stackName }: IdentityProps) {
    super(scope, id);
    this.userPool = new UserPool(this, "UserPool", {
      // The sign-in name is the family code and nothing else: two households may share an address, and an address
      // changes.
      signInAliases: { username: true },
      signInCaseSensitive: false,
      // Activation is a sign-up, but only the API can make one: the client has a secret, and PreSignUp checks the
      // family's file.
      selfSignUpEnabled: true,
      standardAttributes: { email: { required: true, mutable: true } },
      autoVerify: { email: true },
      keepOriginal: { email: true },
      userVerification: { emailStyle: VerificationEmailStyle.CODE },
      // Classes of characters would refuse a passphrase; the API enforces CNIL's rules, which know both.
      passwordPolicy: {
        minLength: 12,
        requireDigits: false,
        requireLowercase: false,
        requireSymbols: false,
        requireUppercase: false,
        tempPasswordValidity: Duration.days(7),
      },
      mfa: Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      // Everything used here is in Lite: TOTP, triggers, token revocation. Essentials adds managed login pages,
      // passkeys and mailed second factors; Plus (no free tier, 2 cents a user a month) scores risk. Both Lite and
      // Essentials are free to 10,000 users a month, and Lite costs a third beyond. A later change of plan is an update
      // in place.
      featurePlan: FeaturePlan.LITE,
      email: senderVerified ? sesSender(this, town, stackName) : UserPoolEmail.withCognito(),
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const {
      spec: { calledBy },
      lambda,
    } of triggers)
      if (calledBy.kind === "identity") this.userPool.addTrigger(operations[calledBy.trigger], lambda);
    this.client = this.userPool.addClient("Client", {
      generateSecret: true,
      authFlows: { adminUserPassword: true },
      disableOAuth: true,
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(15),
      idTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(30),
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true, emailVerified: true }),
      // Required at sign-up. Nothing else about a person lives in the pool.
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
    });
    const { defaultChild } = this.client.node;
    if (!(defaultChild instanceof CfnUserPoolClient))
      throw new Error("The user pool's client is not CloudFormation's.");
    // CloudFormation itself hands it over: it stands in no template, and no function asks the pool for it.
    this.clientSecret = new Secret(this, "ClientSecret", {
      description: "Portail Famille: what functions prove themselves with to the user pool",
      secretStringValue: SecretValue.resourceAttribute(defaultChild.attrClientSecret),
    });
    acknowledge(this.clientSecret, {
      "AwsSolutions-SMG4":
        "The user pool makes this value with its client and keeps it for as long as the client lives; a new client, by a deployment, brings a new one.",
    });
    new CfnUserPoolGroup(this, "Staff", {
      userPoolId: this.userPool.userPoolId,
      groupName: "admin",
      description: "Agents du guichet",
    });
    acknowledge(this.userPool, {
      "AwsSolutions-COG1":
        "Length 12 without classes, so that a passphrase passes; the API applies CNIL's 2022 recommendation (12 of four classes, 14 of three, or a phrase) and refuses common passwords.",
      "AwsSolutions-COG2":
        "Families must not need an authenticator to book a Wednesday; a staff session without a verified TOTP may only enrol one, which the API enforces.",
      "AwsSolutions-COG8":
        "Plus costs 2 cents a user a month without free tier; attempts are counted and slowed down by the API, for a login and for an address.",
    });
  }
}

function sesSender(scope: Construct, town: Town, stackName: string): UserPoolEmail {
  const { senderAddress, senderName } = town.mail;
  if (senderAddress === null)
    throw new Error(`${scope.node.path}: a verified sender needs mail.senderAddress in the town's configuration.`);
  return UserPoolEmail.withSES({
    fromEmail: senderAddress,
    // CDK writes it into a header field as it is.
    fromName: headerWords(senderName),
    replyTo: town.office.email,
    sesVerifiedDomain: domainOf(senderAddress),
    configurationSetName: configurationSetName(stackName),
  });
}
