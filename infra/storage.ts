/** Files: what families send and receive, what the site is made of, and who asked for what. */
import { Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  CfnBucket,
  HttpMethods,
  ObjectOwnership,
  type BucketProps,
  type IBucket,
} from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { prefixOf } from "../functions/files/folders.ts";
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

/**
 * Longer than an event can lie in a dead-letter queue: whoever comes back to replay one still finds the file that it is
 * about.
 */
const quarantineDays = 15;

export class Storage extends Construct {
  /** Documents and invoices; its folders are those of `functions/files/folders.ts`. */
  readonly documents: Bucket;
  /** The site's files; the next deployment can make them all again. */
  readonly site: IBucket;
  /** Access logs of the two others, whose keys name nobody. */
  readonly logs: IBucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.logs = bucket(this, "Logs", {
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: Duration.days(logRetentionDays), ...abandonedUploads }],
    });
    this.documents = new Bucket(this, "Documents", {
      ...common,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      // A document deleted or replaced by mistake can be had back for a month, and is then truly gone.
      versioned: true,
      lifecycleRules: [
        { noncurrentVersionExpiration: Duration.days(30), expiredObjectDeleteMarker: true, ...abandonedUploads },
        // What was clean has been moved, and the rest is nobody's document: it goes sooner, and for good.
        {
          prefix: prefixOf("quarantine"),
          expiration: Duration.days(quarantineDays),
          noncurrentVersionExpiration: Duration.days(1),
        },
        // Made anew every night: what has left the portal does not stay in what is old.
        { prefix: prefixOf("search"), noncurrentVersionExpiration: Duration.days(1) },
      ],
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: "documents/",
    });
    tellEventBridge(this.documents);
    this.site = bucket(this, "Site", {
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [abandonedUploads],
      serverAccessLogsBucket: this.logs,
      serverAccessLogsPrefix: "site/",
    });
  }

  /** Lets pages of this origin send files straight to the bucket, by forms that a function has signed. */
  acceptUploadsFrom(origin: string): void {
    this.documents.addCorsRule({ allowedOrigins: [origin], allowedMethods: [HttpMethods.POST], maxAge: 3600 });
  }
}

/** S3's own property. CDK's `eventBridgeEnabled` would bring a function that may rewrite any bucket's notifications. */
function tellEventBridge({ node }: Bucket): void {
  if (!(node.defaultChild instanceof CfnBucket)) throw new Error("A bucket is not made of a CfnBucket any more.");
  node.defaultChild.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } };
}
