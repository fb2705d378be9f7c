/** Files: what families send and receive, what the site is made of, and who asked for what. */
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type BucketProps,
  type IBucket,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { logRetentionDays } from "./logs.ts";

/** S3's own keys, for the reasons given in `data.ts`. */
const common = {
  blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
  encryption: BucketEncryption.S3_MANAGED,
  enforceSSL: true,
  minimumTLSVersion: 1.2,
  removalPolicy: RemovalPolicy.RETAIN,
} as const satisfies BucketProps;

const abandonedUploads = { abortIncompleteMultipartUploadAfter: Duration.days(1) };

/** CDK writes its classes without `exactOptionalPropertyTypes`: under it, a Bucket is not an IBucket unless told so. */
const bucket = (scope: Construct, id: string, props: BucketProps): IBucket =>
  new Bucket(scope, id, { ...common, ...props }) as IBucket;

export class Storage extends Construct {
  /** Documents and invoices. */
  readonly documents: IBucket;
  /** The site's files; the next deployment can make them all again. */
  readonly site: IBucket;
  /** Access logs of the two others and of CloudFront. */
  readonly logs: IBucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.logs = bucket(this, "Logs", {
      // CloudFront's standard logs are written with an ACL; S3's own come by bucket policy.
      objectOwnership: ObjectOwnership.BUCKET_OWNER_PREFERRED,
      lifecycleRules: [{ expiration: Duration.days(logRetentionDays), ...abandonedUploads }],
    });
    this.documents = bucket(this, "Documents", {
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // A document deleted or replaced by mistake can be had back for a month, and is then truly gone.
      versioned: true,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(30), expiredObjectDeleteMarker: true, ...abandonedUploads },
      ],
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: "documents/",
    });
    this.site = bucket(this, "Site", {
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [abandonedUploads],
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: "site/",
    });
  }
}
