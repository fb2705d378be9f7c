/**
 * The HTTP API: one route a line of the contract, one integration a function. Written with the L1 constructs: CDK's own
 * add a permission a route, which 80 routes would make 80 resources.
 */
import { Aws } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { CfnIntegration, CfnRoute, HttpApi, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { contract } from "../functions/contract.ts";
import { routeKeys, type Access, type Routes } from "../functions/http/route.ts";
import { acknowledge } from "./acknowledge.ts";
import type { Caller } from "../functions/manifest.ts";
import type { PortalFunction } from "./function.ts";
import { logGroup } from "./logs.ts";

/**
 * Requests a second, over the whole portal, and how many may come at once. A thousand families at 8:30 make some 5,000
 * requests in their first minute; ten times that still passes, and a flood stops here, before it costs anything.
 */
const throttle = { rateLimit: 1000, burstLimit: 2000 };

/** Neither address, path, query, agent nor user: a line says what the API did, not for whom. */
const logLine = JSON.stringify({
  time: "$context.requestTimeEpoch",
  request: "$context.requestId",
  route: "$context.routeKey",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
  integrationMilliseconds: "$context.integrationLatency",
  bytes: "$context.responseLength",
  error: "$context.error.responseType",
  integrationError: "$context.integrationErrorMessage",
});

const whyNoAuthorizer: Readonly<Record<Access, string>> = {
  anyone:
    "This route is for people who are not signed in yet, or describes the API; the function checks CloudFront's secret, the origin of the request and the number of attempts.",
  guardian:
    "API Gateway's JWT authorizer reads no cookies, and this route's session is in __Host- cookies: the function verifies the token, the session record and that the caller is a guardian.",
  staff:
    "API Gateway's JWT authorizer reads no cookies, and this route's session is in __Host- cookies: the function verifies the token, the session record and that the caller is staff.",
  signedIn:
    "API Gateway's JWT authorizer reads no cookies, and this route's session is in __Host- cookies: the function verifies the token and the session record.",
};

type HttpCaller = Extract<Caller, { readonly kind: "http" }>;

export class Api extends Construct {
  readonly httpApi: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, functions: readonly PortalFunction[]) {
    super(scope, id);
    this.httpApi = new HttpApi(this, "Http", { description: "Portail Famille", createDefaultStage: false });
    this.stage = new HttpStage(this, "Stage", {
      httpApi: this.httpApi,
      stageName: "$default",
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(logGroup(this, "AccessLogs")),
        format: AccessLogFormat.custom(logLine),
      },
    });
    for (const portalFunction of functions) {
      const { calledBy } = portalFunction.spec;
      if (calledBy.kind === "http") this.#serve(portalFunction, calledBy);
    }
  }

  #serve({ name, lambda }: PortalFunction, { routes: groups, fallback }: HttpCaller): void {
    const integration = new CfnIntegration(this, `${name}Integration`, {
      apiId: this.httpApi.apiId,
      integrationType: "AWS_PROXY",
      integrationUri: lambda.functionArn,
      payloadFormatVersion: "2.0",
    });
    lambda.addPermission("Api", {
      principal: new ServicePrincipal("apigateway.amazonaws.com"),
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${this.httpApi.apiId}/*`,
    });
    const target = `integrations/${integration.ref}`;
    // Named for what it answers: a route that goes to another function stays the same resource, and no second one of
    // that key, which API Gateway would refuse, is made before the first is gone.
    const add = (key: string, reason: string): void => {
      const route = new CfnRoute(this, key === "$default" ? "fallback" : key.replaceAll("/", " "), {
        apiId: this.httpApi.apiId,
        routeKey: key,
        target,
        authorizationType: "NONE",
      });
      acknowledge(route, { "AwsSolutions-APIG4": `${key}: ${reason}` });
    };
    for (const group of groups) {
      const routes: Routes = contract[group];
      for (const spec of Object.values(routes))
        for (const key of routeKeys(spec)) add(key, whyNoAuthorizer[spec.access]);
    }
    // Even what no route matches is answered as problem+json.
    if (fallback) add("$default", "It answers 404 to what no route matches, and does nothing else.");
  }
}
