/** The manifest and the contract against the template: each declared thing is deployed, and nothing else is. */
import { beforeAll, describe, expect, test } from "vitest";
import { contract } from "../../functions/contract.ts";
import { routeKeys, type Routes } from "../../functions/http/route.ts";
import { deployedName, functionNames, functions, type FunctionSpec } from "../../functions/manifest.ts";
import { smallPortal, Tree, type Portal, type Resource } from "./support/templates.ts";

const specs = functionNames.map((name): readonly [string, FunctionSpec] => [name, functions[name]]);
const only = <T>(found: readonly T[]): T => {
  expect(found).toHaveLength(1);
  return found[0]!;
};

let portal: Portal;
beforeAll(async () => {
  portal = await smallPortal();
});

const lambda = (name: string): Resource =>
  only(
    portal
      .ofType("AWS::Lambda::Function")
      .filter(({ properties }) => properties.at("Description").value === `Portail Famille: ${name}`),
  );
const roleOf = (name: string): Resource =>
  only(portal.ofType("AWS::IAM::Role").filter(({ id }) => id === lambda(name).properties.at("Role").target));
const table = (): Resource => only(portal.ofType("AWS::DynamoDB::Table"));
const pool = (): Resource => only(portal.ofType("AWS::Cognito::UserPool"));
const queues = (): readonly string[] => portal.ofType("AWS::SQS::Queue").map(({ id }) => id);
const documents = (): Resource =>
  only(portal.ofType("AWS::S3::Bucket").filter(({ id }) => id.startsWith("StorageDocuments")));
const secretNamed = (start: string): Resource =>
  only(portal.ofType("AWS::SecretsManager::Secret").filter(({ id }) => id.startsWith(start)));
const secret = (): Resource => secretNamed("Data");

const statements = (role: Resource, effect: "Allow" | "Deny"): readonly Tree[] =>
  role.properties
    .at("Policies")
    .list.flatMap((policy) => policy.at("PolicyDocument", "Statement").list)
    .filter((statement) => statement.at("Effect").value === effect);

/** `action -> logical id` of all that a role may do, besides its logs. */
function grants(role: Resource): readonly string[] {
  return statements(role, "Allow")
    .flatMap((statement) =>
      statement
        .at("Action")
        .list.flatMap((action) =>
          statement
            .at("Resource")
            .list.map((resource) => `${action.text} -> ${resource.target ?? JSON.stringify(resource.value)}`),
        ),
    )
    .filter((grant) => !grant.startsWith("logs:"))
    .sort();
}

/** What the function of a one-time schedule is called in AWS. */
const deployed = (target: string): string => deployedName(only(functionNames.filter((name) => name === target)));
/** The role that the scheduler takes to call it. */
const oneTimeRole = (target: string): Resource =>
  only(portal.ofType("AWS::IAM::Role").filter(({ id }) => id.startsWith(`Timers${deployed(target)}Role`)));
const oneTimeGroup = (): Resource =>
  only(portal.ofType("AWS::Scheduler::ScheduleGroup").filter(({ id }) => id.startsWith("Timers")));
/** Of all that a role names, the one-time schedules that may call this function. */
const schedulesOf = (target: string): Tree =>
  new Tree({
    "Fn::Join": [
      "",
      [
        "arn:aws:scheduler:eu-west-3:",
        { Ref: "AWS::AccountId" },
        ":schedule/",
        { Ref: oneTimeGroup().id },
        `/${target}-*`,
      ],
    ],
  });

describe("functions", () => {
  test("are those of the manifest, and one of CDK's for the upload of the site", () => {
    const described = portal
      .ofType("AWS::Lambda::Function")
      .map(({ properties }) => properties.at("Description").value);
    expect(described.filter((description) => description !== undefined).toSorted()).toEqual(
      functionNames.map((name) => `Portail Famille: ${name}`).toSorted(),
    );
    const others = portal
      .ofType("AWS::Lambda::Function")
      .filter(({ properties }) => properties.at("Description").value === undefined);
    expect(only(others).id).toMatch(/^CustomCDKBucketDeployment/u);
  });

  test.each(specs)("%s has the size, time and settings that it declares", (name, spec) => {
    const { properties } = lambda(name);
    expect(properties.at("MemorySize").value).toBe(spec.memory);
    expect(properties.at("Timeout").value).toBe(spec.timeout);
    expect(
      properties
        .at("Environment", "Variables")
        .entries.map(([key]) => key)
        .toSorted(),
    ).toEqual([...spec.settings].toSorted());
  });

  test.each(specs)("%s is kept from children's health, unless it says that it needs it", (name, spec) => {
    const denied = statements(roleOf(name), "Deny");
    const actions = spec.table.filter((action) => action !== "Scan").map((action) => `dynamodb:${action}`);
    if (spec.health || actions.length === 0) {
      expect(denied).toEqual([]);
      return;
    }
    const statement = only(denied);
    expect(
      statement
        .at("Action")
        .list.map(({ text }) => text)
        .toSorted(),
    ).toEqual(actions.toSorted());
    expect(statement.at("Resource").target).toBe(table().id);
    expect(statement.at("Condition").value).toEqual({
      "ForAnyValue:StringLike": { "dynamodb:LeadingKeys": ["HEALTH#*"] },
    });
  });

  test("that may reach children's health are one, and those that may scan are one, which reads it not", () => {
    expect(specs.filter(([, { health }]) => health).map(([name]) => name)).toEqual(["health"]);
    // IAM cannot tell what a scan would read: every-child-day.ts asks for days of children alone.
    expect(specs.filter(([, spec]) => spec.table.includes("Scan")).map(([name]) => name)).toEqual(["reconcile"]);
  });

  test.each(specs)("%s may do what it declares and nothing more", (name, spec) => {
    // What Cognito serves to anyone who proves the client's secret is not IAM's to allow.
    // Signed by the person's own access token: IAM has no say.
    const byToken = [
      "ChangePassword",
      "UpdateUserAttributes",
      "VerifyUserAttribute",
      "AssociateSoftwareToken",
      "VerifySoftwareToken",
      "SetUserMFAPreference",
    ];
    const unsigned = [
      "SignUp",
      "ConfirmSignUp",
      "ResendConfirmationCode",
      "ForgotPassword",
      "ConfirmForgotPassword",
      "RevokeToken",
      ...byToken,
    ];
    const asynchronous = ["stream", "schedule", "file"].includes(spec.calledBy.kind);
    const oneTimeSchedules = spec.oneTimeSchedules ?? [];
    expect(spec.settings.includes("ONE_TIME_SCHEDULES")).toBe(oneTimeSchedules.length > 0);
    const expected = [
      ...spec.table.map((action) => `dynamodb:${action} -> ${table().id}`),
      ...spec.identity
        .filter((action) => !unsigned.includes(action))
        .map((action) => `cognito-idp:${action} -> ${pool().id}`),
      ...(spec.settings.includes("PORTAL_SECRET_ID") ? [`secretsmanager:GetSecretValue -> ${secret().id}`] : []),
      ...(spec.settings.includes("USER_POOL_CLIENT_SECRET_ID")
        ? [`secretsmanager:GetSecretValue -> ${secretNamed("Identity").id}`]
        : []),
      ...(spec.calledBy.kind === "stream"
        ? ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"].map(
            (action) => `dynamodb:${action} -> ${table().id}`,
          )
        : []),
      ...[...(spec.index ? ["Query"] : []), ...(spec.indexScan ? ["Scan"] : [])].map(
        (action) => `dynamodb:${action} -> {"Fn::Join":["",[{"Fn::GetAtt":["${table().id}","Arn"]},"/index/gsi1"]]}`,
      ),
      ...oneTimeSchedules.flatMap((target) => [
        ...["Create", "Update", "Delete", "Get"].map(
          (verb) => `scheduler:${verb}Schedule -> ${JSON.stringify(schedulesOf(target).value)}`,
        ),
        `iam:PassRole -> ${oneTimeRole(target).id}`,
      ]),
      ...Object.entries(spec.files ?? {}).flatMap(([folder, actions]) =>
        actions.map(
          (action) => `s3:${action} -> {"Fn::Join":["",[{"Fn::GetAtt":["${documents().id}","Arn"]},"/${folder}/*"]]}`,
        ),
      ),
      ...(asynchronous
        ? [`sqs:SendMessage -> ${only(queues().filter((id) => id.startsWith(`Functions${name}`)))}`]
        : []),
      ...(spec.calledBy.kind === "oneTime"
        ? [`sqs:SendMessage -> ${only(queues().filter((id) => id.startsWith(`Timers${deployed(name)}DeadLetters`)))}`]
        : []),
    ];
    expect(grants(roleOf(name))).toEqual(expected.toSorted());
    const passing = roleOf(name)
      .properties.at("Policies", 0, "PolicyDocument", "Statement")
      .list.filter((statement) => statement.at("Action").value === "iam:PassRole");
    // CDK puts statements of one condition together.
    expect(passing.length > 0).toBe(oneTimeSchedules.length > 0);
    for (const statement of passing)
      expect(statement.at("Condition").value).toEqual({
        StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
      });
    expect(roleOf(name).properties.at("ManagedPolicyArns").value).toBeUndefined();
    expect(portal.ofType("AWS::IAM::Policy")).toEqual([]);
  });
});

test("what calls functions on time is written in letters that a schedule takes", () => {
  const expressions = specs.flatMap(([, { calledBy }]) => (calledBy.kind === "schedule" ? [calledBy.expression] : []));
  expect(expressions.length).toBeGreaterThan(0);
  // A non-breaking space, which reads as a plain one, is none.
  for (const expression of expressions) expect(expression).toMatch(/^[\x20-\x7e]+$/u);
});

describe("alarms of a function", () => {
  const alarmsOn = (id: string): readonly Resource[] =>
    portal
      .ofType("AWS::CloudWatch::Alarm")
      .filter(({ properties }) => properties.at("Dimensions", 0, "Value").target === id);

  test.each(specs)("%s: they say first what people lose when it fails", (name, { loss, calledBy }) => {
    const queue = queues().filter((id) => id.startsWith(`Functions${name}Dead`) || id.startsWith(`Timers${name}Dead`));
    const alarms = [lambda(name).id, ...queue].flatMap(alarmsOn);
    expect(alarms.map(({ properties }) => properties.at("MetricName").text).toSorted()).toEqual(
      [
        "Errors",
        ...queue.map(() => "ApproximateNumberOfMessagesVisible"),
        ...(calledBy.kind === "stream" ? ["IteratorAge"] : []),
      ].toSorted(),
    );
    for (const { properties } of alarms) {
      expect(properties.at("AlarmDescription").text.startsWith(`${loss} `)).toBe(true);
      expect(properties.at("AlarmDescription").text).toContain(` ${name} `);
    }
  });

  test("what a function's log says wakes somebody, in the manifest's own sentence", () => {
    const rings = specs.flatMap(([name, { rings: own = {} }]) =>
      Object.entries(own).map(([code, says]) => ({ name, code, says })),
    );
    expect(rings.map(({ code }) => code)).toEqual(["billing.forgotten"]);
    const filters = portal.ofType("AWS::Logs::MetricFilter");
    expect(filters).toHaveLength(rings.length);
    for (const [rank, { code, says }] of rings.entries()) {
      const filter = filters[rank]!.properties;
      expect(filter.at("FilterPattern").text).toBe(`{ $.message.code = "${code}" }`);
      expect(says).toMatch(/^[A-ZÉÀ].+\.$/u);
      const alarm = portal
        .ofType("AWS::CloudWatch::Alarm")
        .find(
          ({ properties }) =>
            properties.at("MetricName").value === filter.at("MetricTransformations", 0, "MetricName").value,
        );
      expect(alarm?.properties.at("AlarmDescription").text).toBe(says);
      expect(alarm?.properties.at("Namespace").value).toEqual(
        filter.at("MetricTransformations", 0, "MetricNamespace").value,
      );
    }
  });

  test.each(specs)("%s: the loss is one French sentence of its own", (_, { loss }) => {
    expect(loss).toMatch(/^[A-ZÉÀ][^.!?']+\.$/u);
    expect(specs.filter(([, other]) => other.loss === loss)).toHaveLength(1);
  });
});

describe("routes", () => {
  test("are those of the contract, each to the function that serves its group, and one in each API for what no route matches", () => {
    const functionOf = (route: Resource): string => {
      const integration = route.properties.at("Target", "Fn::Join", 1, 1).target;
      const uri = only(
        portal.ofType("AWS::ApiGatewayV2::Integration").filter(({ id }) => id === integration),
      ).properties.at("IntegrationUri").target;
      return only(functionNames.filter((name) => lambda(name).id === uri));
    };
    const deployed = portal
      .ofType("AWS::ApiGatewayV2::Route")
      .map((route) => `${route.properties.at("RouteKey").text} -> ${functionOf(route)}`);
    const declared = specs.flatMap(([name, { calledBy }]) => {
      if (calledBy.kind !== "http") return [];
      return calledBy.routes.flatMap((group) => {
        const routes: Routes = contract[group];
        return Object.values(routes).flatMap((route) => routeKeys(route).map((key) => `${key} -> ${name}`));
      });
    });
    const fallback = only(
      specs.flatMap(([name, { calledBy }]) => (calledBy.kind === "http" && calledBy.fallback ? [name] : [])),
    );
    const unmatched = `$default -> ${fallback}`;
    expect(deployed.toSorted()).toEqual([...declared, unmatched, unmatched].toSorted());
    expect(declared.length).toBeGreaterThan(10);
  });

  test("that record what staff accesses are served by functions that may put the record", () => {
    const audited = specs.filter(
      ([, { calledBy }]) =>
        calledBy.kind === "http" &&
        calledBy.routes.some((group) => {
          const routes: Routes = contract[group];
          return Object.values(routes).some(({ audit }) => audit && "of" in audit);
        }),
    );
    expect(audited.map(([name]) => name)).toEqual([
      "givenAccess",
      "childRecord",
      "health",
      "officeRequest",
      "document",
      "officeLook",
      "officeFile",
      "quotientFile",
      "quotientSource",
      "firstRequestOffice",
      "officeBook",
      "officeDecide",
      "attendance",
      "search",
      "accounts",
      "officeBilling",
      "taxCertificates",
      "officePayments",
      "officeDebits",
      "treasury",
    ]);
    for (const [name, { table: actions }] of audited) expect(actions, name).toContain("PutItem");
  });

  test("are each in one API, by where their path begins", () => {
    const apis = new Map(portal.ofType("AWS::ApiGatewayV2::Api").map(({ id, stack }) => [id, stack]));
    expect([...apis.values()].toSorted()).toEqual(["portail-famille Apifamilies", "portail-famille Apioffice"]);
    for (const { id, stack, properties } of portal.ofType("AWS::ApiGatewayV2::Route")) {
      expect(apis.get(properties.at("ApiId").target ?? ""), id).toBe(stack);
      const key = properties.at("RouteKey").text;
      if (key !== "$default")
        expect(stack, id).toBe(
          key.includes(" /api/staff/") ? "portail-famille Apioffice" : "portail-famille Apifamilies",
        );
    }
  });

  test("may call their functions, and no other API, nor anything else of API Gateway's, may", () => {
    const permissions = portal
      .ofType("AWS::Lambda::Permission")
      .filter(({ properties }) => properties.at("Principal").value === "apigateway.amazonaws.com");
    const called = portal
      .ofType("AWS::ApiGatewayV2::Integration")
      .map(({ properties }) => [properties.at("ApiId").target, properties.at("IntegrationUri").target].join(" "));
    const allowed = permissions.map(({ properties }) => {
      const [api, rest] = properties.at("SourceArn", "Fn::Join", 1).list.slice(-2);
      expect(rest?.value).toBe("/*");
      return [api?.target, properties.at("FunctionName").target].join(" ");
    });
    expect(allowed.toSorted()).toEqual(called.toSorted());
    expect(new Set(allowed).size).toBe(allowed.length);
    for (const { properties } of permissions) expect(properties.at("Action").value).toBe("lambda:InvokeFunction");
  });

  test("are throttled, and logged without anything personal, in the portal's own log group", () => {
    const stages = portal.ofType("AWS::ApiGatewayV2::Stage");
    expect(stages).toHaveLength(2);
    for (const { properties } of stages) {
      expect(properties.at("StageName").value).toBe("$default");
      expect(properties.at("DefaultRouteSettings", "ThrottlingRateLimit").value).toBe(1000);
      expect(properties.at("AccessLogSettings", "Format").text).not.toMatch(
        /identity|\$context\.path|header|querystring|authorizer|userAgent/iu,
      );
      // By the id that it had when there was one API: half a year of a town's lines is kept under it.
      expect(properties.at("AccessLogSettings", "DestinationArn").target).toBe("ApiAccessLogs50B185DB");
    }
    expect(portal.ofType("AWS::Logs::LogGroup").map(({ id }) => id)).toContain("ApiAccessLogs50B185DB");
  });
});

test("triggers of the user pool are those of the manifest", () => {
  const declared = specs.flatMap(([name, { calledBy }]) =>
    calledBy.kind === "identity" ? [[calledBy.trigger, lambda(name).id]] : [],
  );
  const deployed = pool()
    .properties.at("LambdaConfig")
    .entries.map(([trigger, arn]) => [trigger, arn.target]);
  expect(deployed.toSorted()).toEqual(declared.toSorted());
  const allowed = portal
    .ofType("AWS::Lambda::Permission")
    .filter(({ properties }) => properties.at("Principal").value === "cognito-idp.amazonaws.com");
  expect(
    allowed
      .map(({ properties }) => [properties.at("FunctionName").target, properties.at("SourceArn").target])
      .toSorted(),
  ).toEqual(declared.map(([, id]) => [id, pool().id]).toSorted());
});

test("each stream's function reads its entities, gives up in pieces, and leaves what it could not do in its queue", () => {
  const declared = specs.filter(([, { calledBy }]) => calledBy.kind === "stream");
  expect(portal.ofType("AWS::Lambda::EventSourceMapping")).toHaveLength(declared.length);
  for (const [name, { calledBy }] of declared) {
    if (calledBy.kind !== "stream") continue;
    const { properties } = only(
      portal
        .ofType("AWS::Lambda::EventSourceMapping")
        .filter((mapping) => mapping.properties.at("FunctionName").target === lambda(name).id),
    );
    expect(properties.at("EventSourceArn").value).toEqual({ "Fn::GetAtt": [table().id, "StreamArn"] });
    expect(properties.value).toMatchObject({
      BatchSize: calledBy.batchSize,
      ParallelizationFactor: calledBy.lanes,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
      StartingPosition: "TRIM_HORIZON",
    });
    expect(properties.at("MaximumRetryAttempts").value).toBeGreaterThan(0);
    const patterns = properties
      .at("FilterCriteria", "Filters")
      .list.map((filter): unknown => JSON.parse(filter.at("Pattern").text));
    expect(patterns).toEqual(
      ["NewImage", "OldImage"].map((image) => ({ dynamodb: { [image]: { entity: { S: calledBy.entities } } } })),
    );
    expect(queues()).toContain(properties.at("DestinationConfig", "OnFailure", "Destination").target);
  }
});

test("schedules are those of the manifest, in the town's time, with a queue for both ways to fail", () => {
  const declared = specs.flatMap(([name, { calledBy }]) =>
    calledBy.kind === "schedule" ? [{ name, expression: calledBy.expression }] : [],
  );
  expect(portal.ofType("AWS::Scheduler::Schedule")).toHaveLength(declared.length);
  for (const { name, expression } of declared) {
    const { properties } = only(
      portal
        .ofType("AWS::Scheduler::Schedule")
        .filter((schedule) => schedule.properties.at("Target", "Arn").target === lambda(name).id),
    );
    expect(properties.value).toMatchObject({
      ScheduleExpression: expression,
      ScheduleExpressionTimezone: "Europe/Paris",
    });
    expect(queues()).toContain(properties.at("Target", "DeadLetterConfig", "Arn").target);
    const failures = only(
      portal
        .ofType("AWS::Lambda::EventInvokeConfig")
        .filter((config) => config.properties.at("FunctionName").target === lambda(name).id),
    );
    expect(queues()).toContain(failures.properties.at("DestinationConfig", "OnFailure", "Destination").target);
    const role = only(
      portal.ofType("AWS::IAM::Role").filter(({ id }) => id === properties.at("Target", "RoleArn").target),
    );
    expect(grants(role)).toEqual([
      `lambda:InvokeFunction -> ${lambda(name).id}`,
      expect.stringMatching(/^sqs:SendMessage -> /u),
    ]);
    expect(
      role.properties
        .at("AssumeRolePolicyDocument", "Statement", 0, "Condition", "StringEquals")
        .entries.map(([key]) => key)
        .toSorted(),
    ).toEqual(["aws:SourceAccount", "aws:SourceArn"]);
  }
});

test("one-time schedules: each one's function has a name of its own, a role that calls nothing else, and one queue for both ways to fail", () => {
  const declared = specs.filter(([, { calledBy }]) => calledBy.kind === "oneTime").map(([name]) => name);
  expect(declared.length).toBeGreaterThan(0);
  expect(declared).toEqual(expect.arrayContaining(specs.flatMap(([, { oneTimeSchedules = [] }]) => oneTimeSchedules)));
  for (const name of declared) {
    expect(lambda(name).properties.at("FunctionName").value).toBe(`portail-famille-${deployed(name)}`);
    const queue = only(queues().filter((id) => id.startsWith(`Timers${deployed(name)}DeadLetters`)));
    const arn = {
      "Fn::Join": [
        "",
        ["arn:aws:lambda:eu-west-3:", { Ref: "AWS::AccountId" }, `:function:portail-famille-${deployed(name)}`],
      ],
    };
    expect(grants(oneTimeRole(name))).toEqual([
      `lambda:InvokeFunction -> ${JSON.stringify(arn)}`,
      `sqs:SendMessage -> ${queue}`,
    ]);
    expect(oneTimeRole(name).properties.at("AssumeRolePolicyDocument", "Statement", 0).value).toMatchObject({
      Principal: { Service: "scheduler.amazonaws.com" },
      Condition: {
        StringEquals: {
          "aws:SourceAccount": { Ref: "AWS::AccountId" },
          "aws:SourceArn": { "Fn::GetAtt": [oneTimeGroup().id, "Arn"] },
        },
      },
    });
    const failures = only(
      portal
        .ofType("AWS::Lambda::EventInvokeConfig")
        .filter((config) => config.properties.at("FunctionName").target === lambda(name).id),
    );
    expect(failures.properties.at("DestinationConfig", "OnFailure", "Destination").target).toBe(queue);
  }
  for (const [name, { oneTimeSchedules }] of specs) {
    if (!oneTimeSchedules) continue;
    const setting = JSON.stringify(lambda(name).properties.at("Environment", "Variables", "ONE_TIME_SCHEDULES").value);
    for (const target of oneTimeSchedules)
      for (const part of [`portail-famille-${deployed(target)}`, oneTimeRole(target).id, oneTimeGroup().id])
        expect(setting).toContain(part);
  }
});

test("schedules that wait in a town since before a function had its name still find it, its role and its queue", () => {
  const { id, properties } = lambda("endOffers");
  expect(properties.at("FunctionName").value).toBe("portail-famille-passOn");
  expect(id).toMatch(/^FunctionspassOn/u);
  expect(oneTimeRole("endOffers").id).toMatch(/^TimerspassOnRole/u);
  expect(queues().filter((queue) => queue.startsWith("TimerspassOnDeadLetters"))).toHaveLength(1);
});

test("rules of the event bus are those of the manifest", () => {
  const declared = specs.filter(([, { calledBy }]) => calledBy.kind === "file");
  expect(portal.ofType("AWS::Events::Rule").map(({ properties }) => properties.at("Targets", 0, "Arn").target)).toEqual(
    declared.map(([name]) => lambda(name).id),
  );
});

test("the index is sparse, of whole records", () => {
  expect(table().properties.at("GlobalSecondaryIndexes").value).toEqual([
    {
      IndexName: "gsi1",
      Projection: { ProjectionType: "ALL" },
      KeySchema: [
        { AttributeName: "g1pk", KeyType: "HASH" },
        { AttributeName: "g1sk", KeyType: "RANGE" },
      ],
    },
  ]);
});
