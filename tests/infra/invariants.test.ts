/** What must hold of every resource of every template, whoever adds the next one. */
import { beforeAll, describe, expect, test } from "vitest";
import { PortalStack } from "../../infra/portal-stack.ts";
import { fullPortal, smallPortal, type Portal, type Resource, type Tree } from "./support/templates.ts";

/** Resources that a role may name with a wildcard, each with the reason. */
const wildcards: readonly { readonly role: RegExp; readonly resource: RegExp; readonly reason: string }[] = [
  {
    role: /^SiteUploadRole/u,
    resource: /cdk-hnb659fds-assets-.*\/\*$/u,
    reason: "reads the archive of this very deployment, whose name changes with each build",
  },
  {
    role: /^SiteUploadRole/u,
    resource: /StorageSite.*\/\*$/u,
    reason: "writes the site's files, whose names carry a hash",
  },
  {
    role: /^Functions\w+Role/u,
    resource: /:schedule\/,:TimersGroup\w+,\/\w+-\*$/u,
    reason: "one-time schedules of one timer, named at run time, in a group that holds nothing else",
  },
  {
    role: /^MalwareScanRole/u,
    resource: /:rule\/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3\*$/u,
    reason: "GuardDuty's own rule, whose name it ends itself",
  },
  {
    role: /^MalwareScanRole/u,
    resource: /StorageDocuments.*\/quarantine\/\*$/u,
    reason: "GuardDuty reads what is to be scanned",
  },
  {
    role: /^Functions(?:document|firstRequest|firstRequestOffice|health|judgeDocument|tableStream)Role/u,
    resource: /StorageDocuments.*\/(?:quarantine|documents)\/\*$/u,
    reason: "documents that families send, named at run time, in their two folders",
  },
  {
    role: /^Functions(?:search|firstRequestOffice|reconcile)Role/u,
    resource: /StorageDocuments.*\/search\/\*$/u,
    reason: "the index by which staff finds people, alone in its folder",
  },
  {
    role: /^Functions(?:invoices|officeBilling|announceInvoices|taxCertificates|treasury)Role/u,
    resource: /StorageDocuments.*\/invoices\/\*$/u,
    reason: "invoices that the portal has made, named for their numbers, in their folder",
  },
];

describe.each([
  ["the smallest portal", smallPortal, false],
  ["a portal with every option", fullPortal, true],
] as const)("%s", (_name, make, protects) => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await make();
  });

  const each = (type: string, check: (resource: Resource) => void): void => {
    const found = portal.ofType(type);
    expect(found.length).toBeGreaterThan(0);
    for (const resource of found) check(resource);
  };
  /** Statements of every policy that a role or a resource carries. */
  const statements = (resource: Resource): readonly Tree[] =>
    [
      ...resource.properties.at("Policies").list.map((policy) => policy.at("PolicyDocument")),
      resource.properties.at("PolicyDocument"),
    ].flatMap((document) => document.at("Statement").list);

  test("every log group is kept for a time that is said", () => {
    each("AWS::Logs::LogGroup", ({ properties }) => expect(properties.at("RetentionInDays").value).toBe(180));
  });

  test("every function writes to a log group of its own, under a role of its own", () => {
    const functions = portal.ofType("AWS::Lambda::Function");
    for (const target of [["LoggingConfig", "LogGroup"], ["Role"]] as const) {
      const named = functions.map(({ properties }) => properties.at(...target).target);
      expect(named).not.toContain(null);
      expect(new Set(named).size).toBe(functions.length);
    }
  });

  test("every function of ours runs Node 24 on arm64, without reserved concurrency or tracing", () => {
    for (const { id, properties } of portal.ofType("AWS::Lambda::Function")) {
      if (id.startsWith("CustomCDKBucketDeployment")) continue;
      expect(properties.value).toMatchObject({
        Runtime: "nodejs24.x",
        Architectures: ["arm64"],
        Handler: "index.handler",
      });
      expect(properties.at("ReservedConcurrentExecutions").value).toBeUndefined();
      expect(properties.at("TracingConfig").value).toBeUndefined();
    }
  });

  test("no role may act on everything, nor by wildcards that are not listed here", () => {
    const used = new Set<number>();
    const allowing = portal.resources.filter(({ type }) =>
      ["AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"].includes(type),
    );
    expect(allowing.length).toBeGreaterThan(10);
    for (const resource of allowing) {
      for (const statement of statements(resource)) {
        expect(statement.at("NotAction").value).toBeUndefined();
        expect(statement.at("NotResource").value).toBeUndefined();
        for (const action of statement.at("Action").list) expect(action.text, resource.id).not.toContain("*");
        for (const named of statement.at("Resource").list) {
          const text = wildcardIn(named);
          if (text === null) continue;
          const known = wildcards.findIndex(
            ({ role, resource: allowed }) => role.test(resource.id) && allowed.test(text),
          );
          expect(known, `${resource.id} may act on ${text}`).toBeGreaterThanOrEqual(0);
          used.add(known);
        }
      }
      expect(resource.properties.at("ManagedPolicyArns").value, resource.id).toBeUndefined();
    }
    expect(used.size, "a listed wildcard is not used any more").toBe(wildcards.length);
  });

  test("every bucket is private, encrypted, reached over TLS, and survives its stack", () => {
    each("AWS::S3::Bucket", ({ id, properties, attributes }) => {
      expect(properties.at("PublicAccessBlockConfiguration").value).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(properties.at("BucketEncryption", "ServerSideEncryptionConfiguration").list.length).toBe(1);
      expect(attributes["DeletionPolicy"]).toBe("Retain");
      const policies = portal
        .ofType("AWS::S3::BucketPolicy")
        .filter((policy) => policy.properties.at("Bucket").target === id);
      const denied = policies
        .flatMap(statements)
        .filter((statement) => statement.at("Effect").value === "Deny")
        .map((statement) => statement.at("Condition").value);
      expect(denied).toContainEqual({ Bool: { "aws:SecureTransport": "false" } });
      expect(denied).toContainEqual({ NumericLessThan: { "s3:TlsVersion": 1.2 } });
      for (const statement of policies.flatMap(statements))
        if (statement.at("Effect").value === "Allow") expect(statement.at("Principal", "AWS").value).not.toBe("*");
      if (!id.startsWith("StorageLogs"))
        expect(properties.at("LoggingConfiguration", "DestinationBucketName").target).toMatch(/^StorageLogs/u);
    });
  });

  test("documents can be had back for a month, and logs go after half a year", () => {
    const rules = (prefix: string, place = 0): Tree =>
      portal
        .ofType("AWS::S3::Bucket")
        .find(({ id }) => id.startsWith(prefix))!
        .properties.at("LifecycleConfiguration", "Rules", place);
    expect(
      portal
        .ofType("AWS::S3::Bucket")
        .find(({ id }) => id.startsWith("StorageDocuments"))!
        .properties.at("VersioningConfiguration", "Status").value,
    ).toBe("Enabled");
    expect(rules("StorageDocuments").at("Prefix").value).toBeUndefined();
    expect(rules("StorageDocuments").at("ExpirationInDays").value).toBeUndefined();
    expect(rules("StorageDocuments").at("NoncurrentVersionExpiration", "NoncurrentDays").value).toBe(30);
    expect(rules("StorageLogs").at("ExpirationInDays").value).toBe(180);
  });

  test("what stays in quarantine goes by itself, but not before its event could be replayed", () => {
    const quarantine = portal
      .ofType("AWS::S3::Bucket")
      .find(({ id }) => id.startsWith("StorageDocuments"))!
      .properties.at("LifecycleConfiguration", "Rules")
      .list.filter((rule) => rule.at("Prefix").value === "quarantine/");
    expect(quarantine.map((rule) => rule.value)).toEqual([
      {
        Prefix: "quarantine/",
        Status: "Enabled",
        ExpirationInDays: 15,
        NoncurrentVersionExpiration: { NoncurrentDays: 1 },
      },
    ]);
    each("AWS::SQS::Queue", ({ properties }) =>
      expect(Number(properties.at("MessageRetentionPeriod").value)).toBeLessThan(15 * 24 * 3600),
    );
  });

  test("what holds people's data can't be deleted by a slip", () => {
    each("AWS::DynamoDB::Table", ({ properties, attributes }) => {
      expect(properties.value).toMatchObject({
        DeletionProtectionEnabled: true,
        BillingMode: "PAY_PER_REQUEST",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      });
      expect(properties.at("StreamSpecification", "StreamViewType").value).toBe("NEW_AND_OLD_IMAGES");
      expect(properties.at("TimeToLiveSpecification").value).toEqual({ AttributeName: "expiresAt", Enabled: true });
      expect(attributes["DeletionPolicy"]).toBe("Retain");
    });
    each("AWS::Cognito::UserPool", ({ properties, attributes }) => {
      expect(properties.at("DeletionProtection").value).toBe("ACTIVE");
      expect(attributes["DeletionPolicy"]).toBe("Retain");
    });
    const stacks = portal.app.node.children.filter((child) => child instanceof PortalStack);
    // Once it serves: a first deployment that fails leaves nothing that blocks the next.
    expect(stacks.map(({ terminationProtection }) => terminationProtection)).toEqual([protects]);
  });

  test("every queue is encrypted, refuses plain HTTP, and rings when something lies in it", () => {
    each("AWS::SQS::Queue", ({ id, properties }) => {
      expect(properties.at("SqsManagedSseEnabled").value).toBe(true);
      expect(properties.at("MessageRetentionPeriod").value).toBe(14 * 24 * 3600);
      const policy = portal
        .ofType("AWS::SQS::QueuePolicy")
        .filter((one) => one.properties.at("Queues", 0).target === id);
      expect(policy.flatMap(statements).map((statement) => statement.at("Condition").value)).toContainEqual({
        Bool: { "aws:SecureTransport": "false" },
      });
      const alarms = portal
        .ofType("AWS::CloudWatch::Alarm")
        .filter((alarm) => alarm.properties.at("Dimensions", 0, "Value").target === id);
      expect(alarms).toHaveLength(1);
    });
  });

  test("alarms ring: on errors, throttles and delays, through a topic that CloudWatch may write to", () => {
    const metrics = portal.ofType("AWS::CloudWatch::Alarm").map(({ properties }) => properties.at("MetricName").value);
    expect(new Set(metrics)).toEqual(
      new Set([
        "5xx",
        "Throttles",
        "SignInThrottles",
        "WriteThrottleEvents",
        "Errors",
        "IteratorAge",
        "FailedScanCount",
        "BillingForgotten",
        "ApproximateNumberOfMessagesVisible",
      ]),
    );
    const topic = portal.ofType("AWS::SNS::Topic")[0]!.id;
    each("AWS::CloudWatch::Alarm", ({ properties }) =>
      expect(properties.at("AlarmActions").list.map((action) => action.target)).toEqual([topic]),
    );
    const allowed = portal
      .ofType("AWS::SNS::TopicPolicy")
      .flatMap(statements)
      .filter((statement) => statement.at("Effect").value === "Allow");
    expect(allowed.map((statement) => statement.at("Principal", "Service").value)).toEqual([
      "cloudwatch.amazonaws.com",
    ]);
    expect(portal.ofType("AWS::CloudWatch::Dashboard")).toHaveLength(1);
  });

  test("the user pool's client proves itself, offers no page of its own, and says nothing of who exists", () => {
    each("AWS::Cognito::UserPoolClient", ({ properties }) => {
      expect(properties.value).toMatchObject({
        GenerateSecret: true,
        AllowedOAuthFlowsUserPoolClient: false,
        PreventUserExistenceErrors: "ENABLED",
        EnableTokenRevocation: true,
        ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
        AccessTokenValidity: 15,
        RefreshTokenValidity: 30 * 24 * 60,
        TokenValidityUnits: { AccessToken: "minutes", RefreshToken: "minutes" },
      });
      expect(properties.at("AllowedOAuthFlows").value).toBeUndefined();
      expect(properties.at("CallbackURLs").value).toBeUndefined();
    });
    each("AWS::Cognito::UserPool", ({ properties }) => {
      expect(properties.at("UsernameConfiguration", "CaseSensitive").value).toBe(false);
      expect(properties.at("AliasAttributes").value ?? properties.at("UsernameAttributes").value).toBeUndefined();
      expect(properties.value).toMatchObject({
        MfaConfiguration: "OPTIONAL",
        EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
        Policies: {
          PasswordPolicy: {
            MinimumLength: 12,
            RequireLowercase: false,
            RequireUppercase: false,
            RequireNumbers: false,
            RequireSymbols: false,
          },
        },
        AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "verified_email", Priority: 1 }] },
      });
    });
    if (protects)
      each("AWS::Cognito::UserPool", ({ properties }) =>
        expect(JSON.stringify(properties.at("EmailConfiguration", "From").value)).toMatch(
          /^"=\?UTF-8\?B\?[^ ]+ <ne-pas/u,
        ),
      );
    each("AWS::Cognito::UserPoolGroup", ({ properties }) => expect(properties.at("GroupName").value).toBe("admin"));
  });

  test("no secret stands in a template or an environment", () => {
    each("AWS::SecretsManager::Secret", ({ properties }) => {
      const made = properties.at("SecretString").value;
      // Made by Secrets Manager, or handed over by CloudFormation from the user pool's client.
      if (made === undefined) expect(properties.at("GenerateSecretString", "PasswordLength").value).toBe(64);
      else
        expect(made).toEqual({ "Fn::GetAtt": [portal.ofType("AWS::Cognito::UserPoolClient")[0]?.id, "ClientSecret"] });
    });
    each("AWS::Lambda::Function", ({ id, properties }) => {
      for (const [name, value] of properties.at("Environment", "Variables").entries) {
        expect(JSON.stringify(value.value), `${id} ${name}`).not.toMatch(/resolve:|SecretString|password/iu);
      }
    });
    for (const source of portal.sources.values())
      expect(source).not.toMatch(/AKIA[0-9A-Z]{16}|-----BEGIN|"ClientSecret":/u);
  });

  test("there is room left before CloudFormation's 500 resources in a stack", () => {
    // Of routes a nested stack can take no more than its API: here 200 resources are functions, some six each, and what
    // is there once.
    for (const stack of portal.sources.keys())
      expect(portal.resources.filter((resource) => resource.stack === stack).length, stack).toBeLessThan(450);
  });

  test("there is room left before API Gateway's 300 routes in an API", () => {
    // Before it is reached, a part of that API's paths goes to another: `apis` of infra/edge.ts.
    for (const { id } of portal.ofType("AWS::ApiGatewayV2::Api")) {
      const routes = portal
        .ofType("AWS::ApiGatewayV2::Route")
        .filter(({ properties }) => properties.at("ApiId").target === id);
      expect(routes.length, id).toBeLessThan(285);
    }
  });
});

/** Text of a resource that holds a wildcard, its references written by their logical ids; null when it holds none. */
function wildcardIn(resource: Tree): string | null {
  const text = JSON.stringify(resource.value);
  if (!text.includes("*")) return null;
  return text.replace(/["\][{}]|Fn::Join|Fn::Sub|Fn::GetAtt|Ref|:,/gu, "");
}
