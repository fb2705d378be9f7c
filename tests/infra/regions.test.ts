/**
 * Portals of one name in two regions of an account stand beside each other: CloudFront, IAM and S3 know no regions and
 * want each name once, and so does the region where the stacks of the edge stand.
 */
import { beforeAll, expect, test } from "vitest";
import { edgeRegion, stackNames } from "../../infra/choices.ts";
import { fullPortal, type Portal } from "./support/templates.ts";

let here: Portal;
let there: Portal;
beforeAll(async () => {
  here = await fullPortal();
  there = await fullPortal("eu-west-1");
});

/** Services for which a name is one for the account, or for everybody. */
const everywhere = /^AWS::(?:CloudFront|IAM|S3|WAFv2|Route53)::|^AWS::CloudWatch::Dashboard$/u;

/** Names that a template gives, in a resource's own properties or in the one group that CloudFront puts them in. */
const namesGiven = ({ resources }: Portal): readonly string[] =>
  resources
    .filter(({ type }) => everywhere.test(type))
    .flatMap(({ type, properties }) =>
      [
        ...properties.entries,
        ...properties.entries.filter(([key]) => key.endsWith("Config")).flatMap(([, own]) => own.entries),
      ]
        .filter(([key]) => /^(?:\w*[a-z])?Name$/u.test(key) && key !== "MetricName")
        .flatMap(([key, { value }]) => (typeof value === "string" ? [`${type} ${key} ${value}`] : [])),
    );

test("no name is claimed twice", () => {
  const [names, others] = [namesGiven(here), namesGiven(there)];
  // The edge's function, its headers, its access to the bucket.
  expect(names.length).toBeGreaterThanOrEqual(3);
  expect(others).toHaveLength(names.length);
  expect(others.filter((name) => names.includes(name))).toEqual([]);
  expect(others.filter((name) => name.length > 64 + "AWS::CloudFront::OriginAccessControl Name ".length)).toEqual([]);
});

test("nor is a stack of the edge's region, but the certificate's: a domain name belongs to one portal", () => {
  const atTheEdge = ({ app }: Portal): readonly string[] =>
    app
      .synth()
      .stacks.filter(({ environment }) => environment.region === edgeRegion)
      .map(({ stackName }) => stackName);
  const shared = atTheEdge(there).filter((name) => atTheEdge(here).includes(name));
  expect(atTheEdge(there)).toHaveLength(2);
  expect(shared).toEqual(["villes-deux-domain-famille-exemple-fr"]);
});

test("names that were given before there was a choice of region stay", () => {
  expect(stackNames({ name: "villes-deux", region: "eu-west-3" }, null).waf).toBe("villes-deux-waf");
  expect(
    here.ofType("AWS::CloudFront::OriginAccessControl")[0]!.properties.at("OriginAccessControlConfig", "Name").text,
  ).toMatch(/^villesdeuxSiteDistributionOrigin1S3OriginAccessControl/u);
});
