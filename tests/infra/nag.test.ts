/**
 * cdk-nag (AwsSolutions): no finding without an acknowledgement, and no acknowledgement that is loose, shared or stale.
 */
import { CfnResource, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { beforeAll, describe, expect, test } from "vitest";
import { fullPortal, smallPortal, type Portal } from "./support/templates.ts";

interface Acknowledgement {
  readonly path: string;
  readonly id: string;
  readonly reason: string;
}

function acknowledgements({ app }: Portal): readonly Acknowledgement[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) =>
        Object.entries(data as Record<string, string>).map(([id, reason]) => ({
          path: node.path,
          id: id.replace(/^annotation::/iu, ""),
          reason,
        })),
      ),
  );
}

/** Every finding, acknowledged or not: the pack is made to look for acknowledgements where there are none. */
function findings({ app }: Portal): readonly { path: string; id: string }[] {
  const property = "ACKNOWLEDGED_RULES_METADATA_KEY";
  const key = Validations[property];
  Object.defineProperty(Validations, property, { value: "none", configurable: true, writable: true });
  try {
    return new AwsSolutionsChecks()
      .validateScope(app)
      .violations.flatMap(({ ruleName, violatingResources }) =>
        violatingResources.map(({ constructPath = "" }) => ({ path: constructPath, id: ruleName })),
      );
  } finally {
    Object.defineProperty(Validations, property, { value: key, configurable: true, writable: true });
  }
}

/**
 * A finding is on the L1 resource; its acknowledgement stands there or on the one construct that this resource is the
 * whole of.
 */
const concerns = (acknowledgement: Acknowledgement, finding: { path: string; id: string }): boolean =>
  acknowledgement.id === finding.id &&
  [finding.path, finding.path.replace(/\/Resource$/u, "")].includes(acknowledgement.path);

describe.each([
  ["the smallest portal", smallPortal],
  ["a portal with every option", fullPortal],
] as const)("%s", (_name, make) => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await make();
  });

  test("has no finding without its acknowledgement", () => {
    expect(new AwsSolutionsChecks().validateScope(portal.app).violations).toEqual([]);
    expect(portal.app.node.findAll().filter((node) => CfnResource.isCfnResource(node)).length).toBeGreaterThan(100);
  });

  test("acknowledges each finding on the resource that it concerns", () => {
    const acknowledged = acknowledgements(portal);
    const found = findings(portal);
    expect(found.length).toBeGreaterThan(20);
    expect(found.filter((finding) => !acknowledged.some((one) => concerns(one, finding)))).toEqual([]);
  });

  test("keeps no acknowledgement of what is no longer found", () => {
    const found = findings(portal);
    const stale = acknowledgements(portal)
      .filter(({ id }) => id.startsWith("AwsSolutions-"))
      .filter((one) => !found.some((finding) => concerns(one, finding)));
    expect(stale).toEqual([]);
  });

  test("gives each acknowledgement a reason of its own", () => {
    const reasons = acknowledgements(portal).map(({ reason }) => reason);
    for (const reason of reasons) expect(reason.length).toBeGreaterThan(50);
    expect(reasons.filter((reason, i) => reasons.indexOf(reason) !== i)).toEqual([]);
  });
});
