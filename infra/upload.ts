/**
 * Puts the site's files where CloudFront finds them, by CDK's own BucketDeployment: files that never change first,
 * pages after them, so that a page never names a file that is not there yet. Old files stay, for the pages that people
 * have open.
 */
import { Aws, Stack } from "aws-cdk-lib";
import type { IDistribution } from "aws-cdk-lib/aws-cloudfront";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal, type IRole } from "aws-cdk-lib/aws-iam";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import { Asset } from "aws-cdk-lib/aws-s3-assets";
import { BucketDeployment, CacheControl, Source } from "aws-cdk-lib/aws-s3-deployment";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { assetsPrefix, cacheControl, pages } from "./edge.ts";
import { logGroup } from "./logs.ts";
import { townFiles } from "./town/publish.ts";

export interface UploadProps {
  readonly bucket: IBucket;
  readonly distribution: IDistribution;
  /** Folder of the built site. */
  readonly web: string;
  /** Folder of the town's files. */
  readonly townFolder: string;
}

export class Upload extends Construct {
  constructor(scope: Construct, id: string, { bucket, distribution, web, townFolder }: UploadProps) {
    super(scope, id);
    const folder = assetsPrefix.slice(1, -1);
    // Source maps stay with whoever built them.
    const assets = new Asset(this, "AssetFiles", { path: `${web}/${folder}`, exclude: ["*.map"] });
    const site = new Asset(this, "PageFiles", { path: web, exclude: [folder, "*.map"] });
    const town = new Asset(this, "TownFiles", { path: townFolder });
    const logs = logGroup(this, "Logs");
    const role = this.#role(assets.bucket, bucket, distribution, logs.logGroupArn);
    const from = (asset: Asset) => Source.bucket(asset.bucket, asset.s3ObjectKey);
    const shared = {
      destinationBucket: bucket,
      prune: false,
      retainOnDelete: true,
      memoryLimit: 256,
      logGroup: logs,
      role,
    } as const;
    const files = new BucketDeployment(this, "Assets", {
      ...shared,
      sources: [from(assets)],
      destinationKeyPrefix: folder,
      cacheControl: [CacheControl.fromString(cacheControl.assets)],
    });
    const named = new BucketDeployment(this, "Pages", {
      ...shared,
      sources: [from(site), from(town)],
      cacheControl: [CacheControl.fromString(cacheControl.pages)],
      distribution,
      distributionPaths: ["/", ...pages.map(({ page }) => page), ...townFiles.map((name) => `/${name}`)],
    });
    named.node.addDependency(files);
    this.#acknowledgeHandler();
  }

  /** What the handler really calls. By itself BucketDeployment asks for every read of S3 and for CloudFront on `*`. */
  #role(source: IBucket, target: IBucket, distribution: IDistribution, logs: string): IRole {
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      inlinePolicies: {
        upload: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [logs] }),
            new PolicyStatement({ actions: ["s3:GetObject"], resources: [source.arnForObjects("*")] }),
            new PolicyStatement({ actions: ["s3:ListBucket"], resources: [target.bucketArn] }),
            new PolicyStatement({
              actions: ["s3:PutObject", "s3:AbortMultipartUpload"],
              resources: [target.arnForObjects("*")],
            }),
            new PolicyStatement({
              actions: ["cloudfront:CreateInvalidation", "cloudfront:GetInvalidation"],
              resources: [
                `arn:${Aws.PARTITION}:cloudfront::${Aws.ACCOUNT_ID}:distribution/${distribution.distributionId}`,
              ],
            }),
          ],
        }),
      },
    });
    const { region } = Stack.of(this);
    const targetId = Stack.of(this).getLogicalId(target.node.defaultChild as Parameters<Stack["getLogicalId"]>[0]);
    acknowledge(role, {
      [`AwsSolutions-IAM5[Resource::arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${region}/*]`]:
        "Read-only, on what CDK itself put there. The archive's name changes with each build: a policy naming it would change too, and IAM takes some seconds to know, while the upload begins at once.",
      [`AwsSolutions-IAM5[Resource::<${targetId}.Arn>/*]`]:
        "Write-only, on the site's own files, whose names carry a hash that is not known before the build.",
    });
    // CDK's grants have nothing to add.
    return role.withoutPolicyUpdates();
  }

  /**
   * The one function of CDK's in this app, shared by both uploads; it stands beside this construct, under a name that
   * CDK chooses.
   */
  #acknowledgeHandler(): void {
    const handlers = Stack.of(this).node.children.filter(({ node }) =>
      node.id.startsWith("Custom::CDKBucketDeployment"),
    );
    for (const handler of handlers)
      acknowledge(handler, {
        "AwsSolutions-L1":
          "The handler of BucketDeployment is CDK's own Python, at the version that CDK has tested; it runs during a deployment and at no other time.",
      });
  }
}
