/**
 * The HTTP APIs, the families' and the office's, each with its routes in a stack of its own inside the portal's: of the
 * 500 resources that CloudFormation allows a stack, routes would take most.
 *
 * One route a line of the contract, one integration a function. Written with the L1 constructs: CDK's own add a
 * permission a route, which 80 routes would make 80 resources.
 */
import { Aws, NestedStack } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { CfnIntegration, CfnRoute, HttpApi, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { CfnPermission } from "aws-cdk-lib/aws-lambda";
import type { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { contract } from "../functions/contract.ts";
import { routeKeys, type Access, type Routes } from "../functions/http/route.ts";
import { acknowledge } from "./acknowledge.ts";
import { apiOf, type ApiName } from "./edge.ts";
import type { PortalFunction } from "./function.ts";
import { logGroup } from "./logs.ts";

/**
 * Requests a second, over each API, and how many may come at once. A thousand families at 8:30 make some 5,000 requests
 * in their first minute; ten times that still passes, and a flood stops here, before it costs anything. One that comes
 * over the families' side leaves the office's open.
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

/** What one API answers, by API Gateway's key, and who answers it. */
interface Route {
  readonly key: string;
  readonly to: PortalFunction;
  /** Why API Gateway itself lets everybody call it. */
  readonly open: string;
}

function routesOf(api: ApiName, functions: readonly PortalFunction[]): readonly Route[] {
  return functions.flatMap((to): readonly Route[] => {
    const { calledBy } = to.spec;
    if (calledBy.kind !== "http") return [];
    const declared = calledBy.routes.flatMap((group) => {
      const routes: Routes = contract[group];
      return Object.values(routes)
        .filter(({ path }) => apiOf(path) === api)
        .flatMap((spec) => routeKeys(spec).map((key) => ({ key, to, open: whyNoAuthorizer[spec.access] })));
    });
    // Even what no route matches is answered as problem+json.
    const open = `It answers 404 to what no route of the ${api}' API matches, and does nothing else.`;
    return calledBy.fallback ? [...declared, { key: "$default", to, open }] : declared;
  });
}

/** One API: all of it is in its stack, so that CloudFront is sent there only once every route and permission stands. */
class ApiStack extends NestedStack {
  readonly httpApi: HttpApi;

  constructor(scope: Construct, name: ApiName, routes: readonly Route[], accessLogs: LogGroup) {
    super(scope, name, { description: `Portail Famille: API (${name})` });
    this.httpApi = new HttpApi(this, "Http", {
      description: `Portail Famille (${name})`,
      createDefaultStage: false,
    });
    new HttpStage(this, "Stage", {
      httpApi: this.httpApi,
      stageName: "$default",
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLogs),
        format: AccessLogFormat.custom(logLine),
      },
    });
    const targets = new Map<PortalFunction, string>();
    for (const { key, to, open } of routes) {
      const target = targets.get(to) ?? this.#integrate(to);
      targets.set(to, target);
      // Named for what it answers: a route that goes to another function stays the same resource, and no second one of
      // that key, which API Gateway would refuse, is made before the first is gone.
      const route = new CfnRoute(this, key === "$default" ? "fallback" : key.replaceAll("/", " "), {
        apiId: this.httpApi.apiId,
        routeKey: key,
        target,
        authorizationType: "NONE",
      });
      acknowledge(route, { "AwsSolutions-APIG4": `${key}: ${open}` });
    }
  }

  /** One integration and one permission a function, whatever the number of its routes. */
  #integrate({ name, lambda }: PortalFunction): string {
    const integration = new CfnIntegration(this, `${name}Integration`, {
      apiId: this.httpApi.apiId,
      integrationType: "AWS_PROXY",
      integrationUri: lambda.functionArn,
      payloadFormatVersion: "2.0",
    });
    new CfnPermission(this, `${name}Permission`, {
      action: "lambda:InvokeFunction",
      functionName: lambda.functionArn,
      principal: "apigateway.amazonaws.com",
      sourceArn: `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${this.httpApi.apiId}/*`,
    });
    return `integrations/${integration.ref}`;
  }
}

export class Api extends Construct {
  readonly byName: Readonly<Record<ApiName, HttpApi>>;

  constructor(scope: Construct, id: string, functions: readonly PortalFunction[]) {
    super(scope, id);
    // The portal's own, so that its lines outlive an API.
    const accessLogs = logGroup(this, "AccessLogs");
    const make = (name: ApiName): HttpApi => new ApiStack(this, name, routesOf(name, functions), accessLogs).httpApi;
    this.byName = { office: make("office"), families: make("families") };
  }
}
