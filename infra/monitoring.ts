/** What wakes someone, and one page to look at. Alarms go to a topic; `-c alarmEmail=…` subscribes the operator. */
import { Aws, Duration, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  Metric,
  TreatMissingData,
  type IMetric,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { HttpApi } from "aws-cdk-lib/aws-apigatewayv2";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { FilterPattern } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import type { Api } from "./api.ts";
import { apiNames, type ApiName } from "./edge.ts";
import type { PortalFunction } from "./function.ts";
import type { Identity } from "./identity.ts";
import type { MalwareScan } from "./malware-scan.ts";

export interface MonitoringProps {
  readonly functions: readonly PortalFunction[];
  readonly api: Api;
  readonly identity: Identity;
  readonly scan: MalwareScan;
  readonly table: Table;
  readonly email: string | undefined;
}

const period = Duration.minutes(5);
/** The APIs, as operators are told of them. */
const sides: Readonly<Record<ApiName, string>> = { families: "familles", office: "agents" };
const sum = { statistic: "Sum", period } as const;

export class Monitoring extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { functions, api, identity, scan, table, email }: MonitoringProps) {
    super(scope, id);
    this.topic = new Topic(this, "Alarms", { displayName: "Portail Famille", enforceSSL: true });
    // The TLS rule gave the topic a policy, and a policy replaces the default one: CloudWatch must be let in by name.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
      }),
    );
    if (email !== undefined) this.topic.addSubscription(new EmailSubscription(email));
    const action = new SnsAction(this.topic);
    const alarm = (name: string, metric: IMetric, threshold: number, alarmDescription: string): void => {
      new Alarm(this, name, {
        metric,
        threshold,
        alarmDescription,
        evaluationPeriods: 1,
        comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      }).addAlarmAction(action);
    };

    for (const name of apiNames)
      alarm(
        `${name}ServerErrors`,
        api.byName[name].metricServerError(sum),
        5,
        `Le portail répond aux ${sides[name]} par des erreurs 5xx : voir les journaux des fonctions, champ requestId.`,
      );
    // Concurrency belongs to the account, so its exhaustion does too: one alarm for all functions.
    const throttles = new Metric({ namespace: "AWS/Lambda", metricName: "Throttles", ...sum });
    alarm(
      "Throttles",
      throttles,
      1,
      "Des appels sont refusés faute de fonctions simultanées : demander à AWS une limite plus haute (Lambda, Concurrent executions).",
    );
    const signInThrottles = new Metric({
      namespace: "AWS/Cognito",
      metricName: "SignInThrottles",
      ...sum,
      dimensionsMap: { UserPool: identity.userPool.userPoolId, UserPoolClient: identity.client.userPoolClientId },
    });
    alarm(
      "SignInThrottles",
      signInThrottles,
      50,
      "Beaucoup de connexions attendent : Cognito limite leur débit (quota UserAuthentication).",
    );
    const tableThrottles = table.metric("WriteThrottleEvents", sum);
    alarm("TableThrottles", tableThrottles, 25, "La table refuse des écritures : une même journée est très demandée.");
    alarm(
      "FailedScans",
      scan.failed(sum),
      1,
      "L’analyse antivirus d’un fichier a échoué : il reste en quarantaine, et la famille attend (GuardDuty, Malware Protection for S3).",
    );
    for (const { name, spec, lambda, logs, deadLetters } of functions) {
      // PreSignUp refuses an activation by failing: single errors are its normal work.
      const threshold = spec.calledBy.kind === "identity" ? 20 : 1;
      alarm(
        `${name}Errors`,
        lambda.metricErrors({ period }),
        threshold,
        `${spec.loss} La fonction ${name} échoue ou dépasse son temps : voir son journal.`,
      );
      for (const [code, says] of Object.entries(spec.rings ?? {})) {
        const words = code.replace(/(?:^|\W)(\w)/gu, (_, letter: string) => letter.toUpperCase());
        const filter = logs.addMetricFilter(words, {
          // With Lambda's JSON format, what the function logged is the line's `message`.
          filterPattern: FilterPattern.stringValue("$.message.code", "=", code),
          metricNamespace: `${Stack.of(this).stackName}/${name}`,
          metricName: words,
        });
        // Told once a night: the alarm rests a day later.
        alarm(`${name}${words}`, filter.metric({ statistic: "Sum", period: Duration.days(1) }), 1, says);
      }
      if (deadLetters)
        alarm(
          `${name}DeadLetters`,
          deadLetters.metricApproximateNumberOfMessagesVisible({ period, statistic: "Maximum" }),
          1,
          `${spec.loss} La fonction ${name} a renoncé à un événement : voir sa file d’attente de rebut, corriger, puis rejouer.`,
        );
      if (spec.calledBy.kind === "stream")
        alarm(
          `${name}Late`,
          lambda.metric("IteratorAge", { period, statistic: "Maximum" }),
          Duration.minutes(10).toMilliseconds(),
          `${spec.loss} La fonction ${name} a plus de dix minutes de retard sur la table.`,
        );
    }

    const graph = (title: string, ...left: IMetric[]): GraphWidget =>
      new GraphWidget({ title, left, width: 12, height: 6 });
    const each = (metric: (one: HttpApi, label: string) => Metric): readonly Metric[] =>
      apiNames.map((name) => metric(api.byName[name], sides[name]));
    const asynchronous = functions.flatMap(({ deadLetters }) =>
      deadLetters ? [deadLetters.metricApproximateNumberOfMessagesVisible()] : [],
    );
    new Dashboard(this, "Dashboard", {
      defaultInterval: Duration.days(1),
      widgets: [
        [
          graph("Requêtes", ...each((one, label) => one.metricCount({ ...sum, label }))),
          graph(
            "Erreurs",
            ...each((one, label) => one.metricServerError({ ...sum, label: `${label}, 5xx` })),
            ...each((one, label) => one.metricClientError({ ...sum, label: `${label}, 4xx` })),
          ),
        ],
        [
          graph(
            "Temps de réponse, médiane et 99 %",
            ...["p50", "p99"].flatMap((statistic) =>
              each((one, label) => one.metricLatency({ statistic, period, label: `${label}, ${statistic}` })),
            ),
          ),
          graph("Refus faute de débit", throttles, signInThrottles, tableThrottles),
        ],
        [
          graph(
            "Durée des fonctions, 99 %",
            ...functions.map(({ lambda }) => lambda.metricDuration({ statistic: "p99", period })),
          ),
          graph("Erreurs des fonctions", ...functions.map(({ lambda }) => lambda.metricErrors({ period }))),
        ],
        [
          graph(
            "Unités consommées par la table",
            table.metricConsumedReadCapacityUnits(sum),
            table.metricConsumedWriteCapacityUnits(sum),
          ),
          graph("Événements au rebut", ...asynchronous),
        ],
      ],
    });
  }
}
