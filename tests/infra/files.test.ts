/**
 * Files: the bucket, its scan, and what a function that declares files is given. The probe stands for a function of the
 * manifest, made by the same constructs.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import type { FunctionSpec } from "../../functions/manifest.ts";
import { FileEvents, filesBucket } from "../../infra/files.ts";
import { PortalFunction } from "../../infra/function.ts";
import { Storage } from "../../infra/storage.ts";
import { cdkContext, fullPortal, smallPortal, Tree, type Portal, type Resource } from "./support/templates.ts";

const only = <T>(found: readonly T[]): T => {
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe.each([
  ["the smallest portal", smallPortal],
  ["a portal with every option", fullPortal],
] as const)("%s", (name, make) => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await make();
  });
  const documents = (): Resource =>
    only(portal.ofType("AWS::S3::Bucket").filter(({ id }) => id.startsWith("StorageDocuments")));

  test("tells the event bus what arrives, without a function of CDK's that could rewrite any bucket", () => {
    expect(documents().properties.at("NotificationConfiguration").value).toEqual({
      EventBridgeConfiguration: { EventBridgeEnabled: true },
    });
    expect(portal.ofType("Custom::S3BucketNotifications")).toEqual([]);
  });

  test("takes forms from the portal's own pages, and from no other", () => {
    const rule = only(documents().properties.at("CorsConfiguration", "CorsRules").list);
    // Without a name of its own, any of CloudFront's: the distribution's headers name the bucket already.
    expect(rule.at("AllowedOrigins", 0).value).toBe(
      name === "the smallest portal" ? "https://*.cloudfront.net" : "https://famille.exemple.fr",
    );
    expect(rule.at("AllowedOrigins").list).toHaveLength(1);
    expect(rule.at("AllowedMethods").value).toEqual(["POST"]);
    expect(rule.at("AllowedHeaders").value).toBeUndefined();
  });

  test("scans what arrives in quarantine, by a role that reads nothing else", () => {
    const { properties } = only(portal.ofType("AWS::GuardDuty::MalwareProtectionPlan"));
    expect(properties.at("ProtectedResource", "S3Bucket").value).toEqual({
      BucketName: { Ref: documents().id },
      ObjectPrefixes: ["quarantine/"],
    });
    expect(properties.at("Actions").value).toBeUndefined();
    const role = only(portal.ofType("AWS::IAM::Role").filter(({ id }) => id === properties.at("Role").target));
    expect(role.properties.at("AssumeRolePolicyDocument", "Statement", 0, "Principal").value).toEqual({
      Service: "malware-protection-plan.guardduty.amazonaws.com",
    });
    const bucket = { "Fn::GetAtt": [documents().id, "Arn"] };
    const inBucket = (key: string) => ({ "Fn::Join": ["", [bucket, `/${key}`]] });
    const rule = {
      "Fn::Join": [
        "",
        [
          "arn:aws:events:eu-west-3:",
          { Ref: "AWS::AccountId" },
          ":rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*",
        ],
      ],
    };
    expect(role.properties.at("Policies", 0, "PolicyDocument", "Statement").value).toEqual([
      {
        Effect: "Allow",
        Action: ["events:DeleteRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"],
        Resource: rule,
        Condition: { StringEquals: { "events:ManagedBy": "malware-protection-plan.guardduty.amazonaws.com" } },
      },
      { Effect: "Allow", Action: ["events:DescribeRule", "events:ListTargetsByRule"], Resource: rule },
      {
        Effect: "Allow",
        Action: ["s3:GetBucketNotification", "s3:ListBucket", "s3:PutBucketNotification"],
        Resource: bucket,
      },
      { Effect: "Allow", Action: "s3:PutObject", Resource: inBucket("malware-protection-resource-validation-object") },
      { Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: inBucket("quarantine/*") },
    ]);
  });

  test("rings when a scan could not be made", () => {
    const { properties } = only(
      portal
        .ofType("AWS::CloudWatch::Alarm")
        .filter((alarm) => alarm.properties.at("MetricName").value === "FailedScanCount"),
    );
    expect(properties.value).toMatchObject({ Namespace: "AWS/GuardDuty/MalwareProtection", Threshold: 1 });
    expect(properties.at("Dimensions").value).toEqual([
      {
        Name: "Malware Protection Plan Id",
        Value: {
          "Fn::GetAtt": [only(portal.ofType("AWS::GuardDuty::MalwareProtectionPlan")).id, "MalwareProtectionPlanId"],
        },
      },
      { Name: "Resource Name", Value: { Ref: documents().id } },
    ]);
  });
});

const template = z.object({
  Resources: z.record(z.string(), z.object({ Type: z.string(), Properties: z.unknown().optional() })),
});

/** A stack of a function with this spec, beside the bucket. */
function probe(spec: Pick<FunctionSpec, "calledBy" | "files">) {
  const bundles = mkdtempSync(join(tmpdir(), "bundles-"));
  mkdirSync(join(bundles, "probe"));
  writeFileSync(join(bundles, "probe", "index.mjs"), "export const handler = async () => {};");
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), "probe-")), context: cdkContext });
  const stack = new Stack(app, "probe", { env: { region: "eu-west-3" } });
  const storage = new Storage(stack, "Storage");
  const made = new PortalFunction(stack, "Probe", {
    name: "probe",
    spec: {
      entry: "x",
      loss: "x",
      settings: ["FILES_BUCKET"],
      table: [],
      identity: [],
      memory: 256,
      timeout: 30,
      ...spec,
    },
    bundles,
    settings: { FILES_BUCKET: storage.documents.bucketName },
    arns: {
      table: "t",
      stream: "s",
      secret: "x",
      mail: [],
      oneTimeSchedules: [],
      files: filesBucket(storage.documents),
    },
    oneTime: undefined,
  });
  new FileEvents(stack, "FileEvents", storage.documents, [made]);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const { Resources } = template.parse(app.synth().getStackByName("probe").template);
  const resources = Object.entries(Resources).map(([id, { Type, Properties }]) => ({
    id,
    type: Type,
    properties: new Tree(Properties),
  }));
  const ofType = (type: string) => resources.filter((resource) => resource.type === type);
  const bucket = only(ofType("AWS::S3::Bucket").filter(({ id }) => id.startsWith("StorageDocuments"))).id;
  return { app, ofType, bucket };
}

const created = { kind: "file", event: "created", folder: "documents" } as const;
const scanned = { kind: "file", event: "scanned", folder: "quarantine" } as const;
const mover = {
  calledBy: scanned,
  files: { quarantine: ["GetObjectVersion", "DeleteObject"], documents: ["PutObject"], invoices: [] },
} as const;

describe("a function that declares files", () => {
  test("may do exactly that, in exactly those folders", () => {
    const { ofType, bucket } = probe(mover);
    const role = only(ofType("AWS::IAM::Role"));
    const folder = (name: string) => ({ "Fn::Join": ["", [{ "Fn::GetAtt": [bucket, "Arn"] }, `/${name}/*`]] });
    const statements = role.properties.at("Policies", 0, "PolicyDocument", "Statement").list;
    expect(
      statements.map(({ value }) => value).filter((statement) => JSON.stringify(statement).includes('"s3:')),
    ).toEqual([
      { Effect: "Allow", Action: ["s3:DeleteObject", "s3:GetObjectVersion"], Resource: folder("quarantine") },
      { Effect: "Allow", Action: "s3:PutObject", Resource: folder("documents") },
    ]);
    // Its log, those two, and its dead letters.
    expect(statements).toHaveLength(4);
    expect(ofType("AWS::IAM::Policy")).toEqual([]);
    const policy = only(
      ofType("AWS::S3::BucketPolicy").filter(({ properties }) => properties.at("Bucket").target === bucket),
    );
    expect(policy.properties.at("PolicyDocument", "Statement").list.map((one) => one.at("Effect").value)).toEqual([
      "Deny",
      "Deny",
    ]);
    expect(only(ofType("AWS::Lambda::Function")).properties.at("Environment", "Variables").value).toEqual({
      FILES_BUCKET: { Ref: bucket },
    });
  });

  test("one that declares none may do nothing with files", () => {
    const { ofType } = probe({ calledBy: created });
    expect(JSON.stringify(only(ofType("AWS::IAM::Role")).properties.value)).not.toContain('"s3:');
  });

  test("leaves cdk-nag nothing to find", () => {
    expect(new AwsSolutionsChecks().validateScope(probe(mover).app).violations).toEqual([]);
  });
});

describe("a function that is called about files", () => {
  test.each([
    [
      created,
      (bucket: string) => ({
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { bucket: { name: [{ Ref: bucket }] }, object: { key: [{ prefix: "documents/" }] } },
      }),
    ],
    [
      scanned,
      (bucket: string) => ({
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Malware Protection Object Scan Result"],
        detail: { s3ObjectDetails: { bucketName: [{ Ref: bucket }], objectKey: [{ prefix: "quarantine/" }] } },
      }),
    ],
  ] as const)("hears of its folder alone: %o", (calledBy, pattern) => {
    const { ofType, bucket } = probe({ calledBy });
    const { id, properties } = only(ofType("AWS::Events::Rule"));
    expect(properties.at("EventPattern").value).toEqual(pattern(bucket));
    expect(properties.at("State").value).toBe("ENABLED");
    const lambda = only(ofType("AWS::Lambda::Function")).id;
    const queue = only(ofType("AWS::SQS::Queue")).id;
    const target = only(properties.at("Targets").list);
    expect(target.at("Arn").target).toBe(lambda);
    expect(target.at("DeadLetterConfig", "Arn").target).toBe(queue);
    // The whole event, as it came.
    for (const change of ["Input", "InputPath", "InputTransformer"]) expect(target.at(change).value).toBeUndefined();
    const permission = only(ofType("AWS::Lambda::Permission")).properties;
    expect(permission.at("Principal").value).toBe("events.amazonaws.com");
    expect(permission.at("SourceArn").target).toBe(id);
  });

  test("has one queue for both ways to fail, which the rule may write to", () => {
    const { ofType } = probe({ calledBy: scanned });
    const queue = only(ofType("AWS::SQS::Queue")).id;
    const failures = only(ofType("AWS::Lambda::EventInvokeConfig")).properties;
    expect(failures.at("MaximumRetryAttempts").value).toBe(2);
    expect(failures.at("DestinationConfig", "OnFailure", "Destination").target).toBe(queue);
    const allowed = only(ofType("AWS::SQS::QueuePolicy"))
      .properties.at("PolicyDocument", "Statement")
      .list.filter((statement) => statement.at("Effect").value === "Allow");
    const statement = only(allowed);
    expect(statement.at("Principal", "Service").value).toBe("events.amazonaws.com");
    expect(statement.at("Action").value).toBe("sqs:SendMessage");
    expect(statement.at("Condition", "ArnEquals", "aws:SourceArn").target).toBe(only(ofType("AWS::Events::Rule")).id);
  });
});
