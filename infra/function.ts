/**
 * One function of the manifest as a Lambda: its bundle, its role, its log group, and the queue for what it could not
 * handle.
 */
import { Duration } from "aws-cdk-lib";
import { PolicyDocument, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, LoggingFormat, Runtime } from "aws-cdk-lib/aws-lambda";
import type { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { FunctionSpec } from "../functions/manifest.ts";
import { acknowledgeSchedules, type OneTimeTarget } from "./one-time-schedules.ts";
import { deadLetters } from "./dead-letters.ts";
import { acknowledgeFiles } from "./files.ts";
import { logGroup } from "./logs.ts";
import { statementsOf, type Arns } from "./permissions.ts";
import { environmentOf, type Settings } from "./settings.ts";

export interface PortalFunctionProps {
  readonly name: string;
  readonly spec: FunctionSpec;
  /** Folder of the bundles, one folder a function. */
  readonly bundles: string;
  readonly settings: Settings;
  readonly arns: Omit<Arns, "logs" | "deadLetters">;
  /** What one-time schedules call it by. */
  readonly oneTime: OneTimeTarget | undefined;
}

/** Callers that do not wait for an answer: nobody would see their failures. */
const isAsynchronous = ({ calledBy }: FunctionSpec): boolean =>
  calledBy.kind === "stream" || calledBy.kind === "schedule" || calledBy.kind === "file";

export class PortalFunction extends Construct {
  readonly name: string;
  readonly spec: FunctionSpec;
  readonly lambda: LambdaFunction;
  readonly logs: LogGroup;
  readonly deadLetters: Queue | undefined;

  constructor(scope: Construct, id: string, { name, spec, bundles, settings, arns, oneTime }: PortalFunctionProps) {
    super(scope, id);
    this.name = name;
    this.spec = spec;
    const logs = logGroup(this, "Logs");
    this.logs = logs;
    this.deadLetters =
      oneTime?.deadLetters ?? (isAsynchronous(spec) ? deadLetters(this, "DeadLetters", name) : undefined);
    const statements = statementsOf(name, spec, {
      ...arns,
      logs: logs.logGroupArn,
      ...(this.deadLetters ? { deadLetters: this.deadLetters.queueArn } : {}),
    });
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      inlinePolicies: { manifest: new PolicyDocument({ statements }) },
    });
    acknowledgeSchedules(role, name, arns.oneTimeSchedules);
    acknowledgeFiles(role, name, spec, arns.files);
    this.lambda = new LambdaFunction(this, "Function", {
      ...(oneTime ? { functionName: oneTime.functionName } : {}),
      description: `Portail Famille: ${name}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      // Maps stay with whoever built them: loading one would cost time at every start to serve the rare stack trace.
      code: Code.fromAsset(`${bundles}/${name}`, { exclude: ["*.map"] }),
      handler: "index.handler",
      memorySize: spec.memory,
      timeout: Duration.seconds(spec.timeout),
      environment: environmentOf(name, spec, settings),
      logGroup: logs,
      loggingFormat: LoggingFormat.JSON,
      role,
    });
  }
}
