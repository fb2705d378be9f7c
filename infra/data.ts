/** The records: one table, and the secret that keys and trust are derived from. */
import { RemovalPolicy } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { tableShape } from "./table.ts";

export class Data extends Construct {
  readonly table: Table;
  /** CloudFront sends it to prove that a request came through the edge; functions derive ALTCHA's key from it. */
  readonly secret: Secret;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.table = new Table(this, "Table", {
      partitionKey: { name: tableShape.partitionKey, type: AttributeType.STRING },
      sortKey: { name: tableShape.sortKey, type: AttributeType.STRING },
      timeToLiveAttribute: tableShape.timeToLive,
      stream: StreamViewType[tableShape.stream],
      // A town is idle for weeks and contested for ten minutes: paying by request costs cents and needs no forecast.
      billingMode: BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
      // DynamoDB's own key, free: the records are encrypted at rest whichever key is chosen. A key of ours (about 1 EUR
      // a month, plus its requests) would be ruled by the same administrators as the table, and scheduling its deletion
      // would destroy every record.
      encryption: TableEncryption.DEFAULT,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Sparse: a record that carries no g1pk costs nothing here. Whole records, because what pages through it reads them
    // anyway.
    this.table.addGlobalSecondaryIndex({
      indexName: tableShape.index.name,
      projectionType: ProjectionType.ALL,
      partitionKey: { name: tableShape.index.partitionKey, type: AttributeType.STRING },
      sortKey: { name: tableShape.index.sortKey, type: AttributeType.STRING },
    });
    this.secret = new Secret(this, "Secret", {
      description: "Portail Famille: what CloudFront proves itself with, and what keys are derived from",
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
    });
    acknowledge(this.secret, {
      "AwsSolutions-SMG4":
        "CloudFront and the functions must change at the same moment, which no rotation function can do; nobody ever types or sees this value, and a deployment that replaces the secret rotates it.",
    });
  }
}
