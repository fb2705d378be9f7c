/**
 * The edge as deployed: one name for the site and the API, headers on every answer, and pages by CloudFront's function.
 */
import { runInNewContext } from "node:vm";
import type { Node } from "oxc-parser";
import { beforeAll, describe, expect, test } from "vitest";
import { cloudFrontFunction, contentSecurityPolicy, edgeHeaders, securityHeaders } from "../../infra/edge.ts";
import { nodesOf, parse } from "../support/syntax.ts";
import { fullPortal, smallPortal, type Portal, type Tree } from "./support/templates.ts";

let small: Portal;
let full: Portal;
beforeAll(async () => {
  small = await smallPortal();
  full = await fullPortal();
});

const distribution = (portal: Portal): Tree =>
  portal.ofType("AWS::CloudFront::Distribution")[0]!.properties.at("DistributionConfig");
const apiBehaviors = (portal: Portal): readonly Tree[] => distribution(portal).at("CacheBehaviors").list;
const allBehaviors = (portal: Portal): readonly Tree[] => [
  distribution(portal).at("DefaultCacheBehavior"),
  ...apiBehaviors(portal),
];
const origin = (portal: Portal, id: unknown): Tree =>
  distribution(portal)
    .at("Origins")
    .list.find((one) => one.at("Id").value === id)!;

describe("behaviours", () => {
  test("send /api/staff/* to the office's API and the rest of /api/* to the families', uncached, with all that the viewer sent but the host", () => {
    const sent = apiBehaviors(small).map((behavior) => {
      const host = origin(small, behavior.at("TargetOriginId").value).at("DomainName", "Fn::Join", 1);
      expect(host.at(1).value).toBe(".execute-api.");
      const api = small.ofType("AWS::ApiGatewayV2::Api").find(({ id }) => id === host.at(0).target);
      return [behavior.at("PathPattern").value, api?.properties.at("Description").value];
    });
    // CloudFront takes the first that matches.
    expect(sent).toEqual([
      ["/api/staff/*", "Portail Famille (office)"],
      ["/api/*", "Portail Famille (families)"],
    ]);
    for (const behavior of apiBehaviors(small)) {
      // Managed policies: CachingDisabled, AllViewerExceptHostHeader.
      expect(behavior.at("CachePolicyId").value).toBe("4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
      expect(behavior.at("OriginRequestPolicyId").value).toBe("b689b0a8-53d0-40ab-baf2-68738e2966ac");
      expect(behavior.at("AllowedMethods").list.map(({ text }) => text)).toContain("DELETE");
    }
  });

  test("prove themselves to the APIs by a secret that the template only points to", () => {
    const secret = small.ofType("AWS::SecretsManager::Secret")[0]!.id;
    for (const behavior of apiBehaviors(small)) {
      const headers = origin(small, behavior.at("TargetOriginId").value).at("OriginCustomHeaders").list;
      expect(headers.map((header) => header.at("HeaderName").value)).toEqual([edgeHeaders.secret]);
      expect(headers[0]!.at("HeaderValue").value).toEqual({
        "Fn::Join": ["", ["{{resolve:secretsmanager:", { Ref: secret }, ":SecretString:::}}"]],
      });
    }
  });

  test("read the site's bucket by origin access control only", () => {
    const bucket = small.ofType("AWS::S3::Bucket").find(({ id }) => id.startsWith("StorageSite"))!.id;
    const site = origin(small, distribution(small).at("DefaultCacheBehavior", "TargetOriginId").value);
    expect(site.at("DomainName").target).toBe(bucket);
    expect(site.at("OriginAccessControlId", "Fn::GetAtt", 0).value).toMatch(/OriginAccessControl/u);
    const readers = small
      .ofType("AWS::S3::BucketPolicy")
      .filter(({ properties }) => properties.at("Bucket").target === bucket)
      .flatMap(({ properties }) => properties.at("PolicyDocument", "Statement").list)
      .filter((statement) => statement.at("Effect").value === "Allow");
    expect(readers.map((statement) => statement.at("Principal", "Service").value)).toEqual([
      "cloudfront.amazonaws.com",
    ]);
    expect(JSON.stringify(readers[0]!.at("Condition").value)).toContain("AWS:SourceArn");
  });

  test("never rewrite an error: the API's 403 and 404 are its own", () => {
    for (const portal of [small, full]) expect(distribution(portal).at("CustomErrorResponses").value).toBeUndefined();
  });

  test("compress, speak HTTP/3, redirect to HTTPS and keep no log of addresses beside paths", () => {
    expect(distribution(small).value).toMatchObject({
      HttpVersion: "http2and3",
      PriceClass: "PriceClass_100",
    });
    // Paths hold what opens a calendar, and family codes: no log keeps them beside an address.
    expect(distribution(small).at("Logging").value).toBeUndefined();
    expect(distribution(small).at("DefaultCacheBehavior", "Compress").value).toBe(true);
    for (const behavior of allBehaviors(small))
      expect(behavior.at("ViewerProtocolPolicy").value).toBe("redirect-to-https");
  });

  test("take the town's name, TLS 1.2 and the filter once they are there", () => {
    expect(distribution(full).at("Aliases").value).toEqual(["famille.exemple.fr"]);
    expect(distribution(full).at("ViewerCertificate", "MinimumProtocolVersion").value).toBe("TLSv1.2_2021");
    expect(distribution(full).at("WebACLId").text).toMatch(/^arn:aws:wafv2:us-east-1:/u);
    expect(distribution(small).at("Aliases").value).toBeUndefined();
  });
});

/** A text that holds the bucket's origin, as a template joins it. */
const joined = (textWith: (files: string) => string): unknown => {
  const bucket = small.ofType("AWS::S3::Bucket").find(({ id }) => id.startsWith("StorageDocuments"))!.id;
  const [first, ...rest] = textWith("@").split("@");
  const domain = { "Fn::GetAtt": [bucket, "RegionalDomainName"] };
  const parts = rest.flatMap((part, rank) => [domain, rank === rest.length - 1 ? part : `${part}https://`]);
  return { "Fn::Join": ["", [`${first ?? ""}https://`, ...parts]] };
};

describe("headers", () => {
  test("of edge.ts are all on every answer, and override the origin's", () => {
    const policy = small.ofType("AWS::CloudFront::ResponseHeadersPolicy")[0]!;
    const config = policy.properties.at("ResponseHeadersPolicyConfig");
    const native = config.at("SecurityHeadersConfig");
    const hsts = native.at("StrictTransportSecurity");
    const sent = new Map<string, unknown>([
      ["content-security-policy", native.at("ContentSecurityPolicy", "ContentSecurityPolicy").value],
      [
        "strict-transport-security",
        `max-age=${String(hsts.at("AccessControlMaxAgeSec").value)}${hsts.at("IncludeSubdomains").value === true ? "; includeSubDomains" : ""}${hsts.at("Preload").value === true ? "; preload" : ""}`,
      ],
      ["x-content-type-options", native.at("ContentTypeOptions", "Override").value === true ? "nosniff" : undefined],
      ["x-frame-options", native.at("FrameOptions", "FrameOption").value],
      ["referrer-policy", native.at("ReferrerPolicy", "ReferrerPolicy").value],
      ...config
        .at("CustomHeadersConfig", "Items")
        .list.map((item): [string, unknown] => [item.at("Header").text, item.at("Value").value]),
    ]);
    expect(Object.fromEntries(sent)).toEqual({
      ...securityHeaders("https://"),
      "content-security-policy": joined(contentSecurityPolicy),
    });
    for (const [, header] of native.entries) expect(header.at("Override").value).toBe(true);
    for (const item of config.at("CustomHeadersConfig", "Items").list) expect(item.at("Override").value).toBe(true);
    for (const behavior of allBehaviors(small)) expect(behavior.at("ResponseHeadersPolicyId").target).toBe(policy.id);
  });

  test("hold a strict Content-Security-Policy", () => {
    const directives = new Map(
      contentSecurityPolicy("")
        .split(";")
        .map((directive) => directive.trim().split(" "))
        .map(([name = "", ...values]) => [name, values]),
    );
    expect(directives.get("default-src")).toEqual(["'none'"]);
    expect(directives.get("script-src")).toEqual(["'self'"]);
    expect(directives.get("style-src")).toEqual(["'self'"]);
    expect(directives.get("frame-ancestors")).toEqual(["'none'"]);
    expect(directives.get("base-uri")).toEqual(["'none'"]);
    expect(contentSecurityPolicy("")).not.toMatch(/unsafe|\*|https?:|strict-dynamic/u);
  });
});

describe("CloudFront's function", () => {
  test("is on every behaviour, at the viewer's request", () => {
    const id = small.ofType("AWS::CloudFront::Function")[0]!.id;
    expect(small.ofType("AWS::CloudFront::Function")[0]!.properties.at("FunctionConfig", "Runtime").value).toBe(
      "cloudfront-js-2.0",
    );
    for (const behavior of allBehaviors(small)) {
      expect(
        behavior
          .at("FunctionAssociations")
          .list.map((one) => [one.at("EventType").value, one.at("FunctionARN").target]),
      ).toEqual([["viewer-request", id]]);
    }
  });

  test("keeps to the language that CloudFront documents, and to its size", () => {
    // ECMAScript 5.1 and a list of later features: `const`, `let`, arrow functions, template literals, rest parameters.
    // CloudFront refuses the rest when the function is published, which no synth would tell.
    const refused = new Set<string>([
      "ForOfStatement",
      "ClassDeclaration",
      "ClassExpression",
      "ObjectPattern",
      "ArrayPattern",
      "AssignmentPattern",
      "SpreadElement",
      "ChainExpression",
      "YieldExpression",
      "ImportDeclaration",
      "TaggedTemplateExpression",
    ]);
    const source = cloudFrontFunction();
    const isRefused = (node: Node): boolean =>
      refused.has(node.type) ||
      (node.type === "Property" && node.shorthand) ||
      ((node.type === "LogicalExpression" || node.type === "AssignmentExpression") && node.operator.includes("??")) ||
      (node.type === "Literal" && typeof node.value === "bigint");
    const found = nodesOf(parse("function.js", source))
      .filter(isRefused)
      .map(({ type, start, end }) => `${type}: ${source.slice(start, end).slice(0, 60)}`);
    expect(found).toEqual([]);
    expect(Buffer.byteLength(source)).toBeLessThan(10_000);
  });

  test.each([
    ["/", "/home.html"],
    ["/reserver", "/index.html"],
    ["/reserver/mercredis", "/index.html"],
    ["/agents", "/agents.html"],
    ["/agents/", "/agents.html"],
    ["/agents/feuille/2026-11-25", "/agents.html"],
    ["/agentsecret", "/index.html"],
    ["/assets/main-ABC.js", "/assets/main-ABC.js"],
    ["/town.json", "/town.json"],
    ["/api/session", "/api/session"],
    ["/api/staff/sites/x.y/days", "/api/staff/sites/x.y/days"],
  ])("answers %s by %s, and says who asks whatever the client pretends", (uri, file) => {
    const event = {
      viewer: { ip: "192.0.2.7" },
      request: {
        uri,
        headers: {
          host: { value: "famille.exemple.fr" },
          [edgeHeaders.viewer]: { value: "10.0.0.1" },
          [edgeHeaders.origin]: { value: "https://elsewhere.example" },
        },
      },
    };
    const request: unknown = runInNewContext(`${cloudFrontFunction()}; JSON.parse(JSON.stringify(handler(event)))`, {
      event,
    });
    expect(request).toEqual({
      uri: file,
      headers: {
        host: { value: "famille.exemple.fr" },
        [edgeHeaders.viewer]: { value: "192.0.2.7" },
        [edgeHeaders.origin]: { value: "https://famille.exemple.fr" },
      },
    });
  });
});

test("files that never change go up before the pages that name them, and only pages are invalidated", () => {
  const uploads = small.ofType("Custom::CDKBucketDeployment");
  const assets = uploads.find(({ properties }) => properties.at("DestinationBucketKeyPrefix").value === "assets")!;
  const pages = uploads.find(({ id }) => id !== assets.id)!;
  expect(uploads).toHaveLength(2);
  expect(assets.properties.at("SystemMetadata", "cache-control").value).toBe("public, max-age=31536000, immutable");
  expect(pages.properties.at("SystemMetadata", "cache-control").value).toBe("no-cache");
  expect(assets.properties.at("DistributionId").value).toBeUndefined();
  expect(pages.properties.at("DistributionPaths").list.map(({ text }) => text)).toEqual([
    "/",
    "/agents.html",
    "/home.html",
    "/index.html",
    "/town.json",
    "/town-on-pages.json",
    "/town.css",
    "/logo.svg",
    "/manifest.webmanifest",
  ]);
  expect(pages.attributes["DependsOn"]).toContain(assets.id);
  for (const upload of uploads) expect(upload.properties.at("Prune").value).toBe(false);
});
