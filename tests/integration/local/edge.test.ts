/**
 * The edge's one declaration: what CloudFront runs and what the local gateway runs map the same paths to the same
 * files.
 */
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import * as z from "zod";
import { apiPrefix, cloudFrontFunction, contentSecurityPolicy, pageFor, pages } from "../../../infra/edge.ts";

const result = z.object({ uri: z.string(), headers: z.record(z.string(), z.object({ value: z.string() })) });

function atCloudFront(uri: string): z.output<typeof result> {
  const event = {
    viewer: { ip: "203.0.113.9" },
    request: {
      uri,
      headers: {
        host: { value: "portail.example" },
        "x-portal-viewer": { value: "forged" },
        "x-portal-origin": { value: "forged" },
      },
    },
  };
  return result.parse(
    runInNewContext(`${cloudFrontFunction()}\nJSON.parse(JSON.stringify(handler(${JSON.stringify(event)})))`),
  );
}

it.each([
  ["/", "/home.html"],
  ["/connexion", "/index.html"],
  ["/agents", "/agents.html"],
  ["/agents/", "/agents.html"],
  ["/agents/jour/x", "/agents.html"],
  ["/agentsx", "/index.html"],
  ["/api/family", "/api/family"],
  ["/api/openapi.json", "/api/openapi.json"],
  ["/api", "/index.html"],
  ["/town.json", "/town.json"],
  ["/assets/a-1.js", "/assets/a-1.js"],
  ["/a.b/c", "/index.html"],
])("%s is answered by %s", (path, file) => {
  expect(pageFor(path, pages, apiPrefix)).toBe(file);
  expect(atCloudFront(path).uri).toBe(file);
});

it("CloudFront's function overwrites what a client says of itself", () => {
  expect(atCloudFront("/api/family").headers).toMatchObject({
    "x-portal-viewer": { value: "203.0.113.9" },
    "x-portal-origin": { value: "https://portail.example" },
  });
});

it("fits CloudFront Functions: 10 kB, and JavaScript that cloudfront-js-2.0 knows", () => {
  const source = cloudFrontFunction();
  expect(Buffer.byteLength(source)).toBeLessThan(10_000);
  expect(source).not.toMatch(/\?\.|\?\?|import |require\(|: string/);
});

it("the policy allows nothing inline and nobody else", () => {
  const policy = contentSecurityPolicy("https://bucket.example");
  expect(policy.replaceAll("https://bucket.example", "")).not.toMatch(/unsafe|\*|https?:/);
  expect(policy).toContain("default-src 'none'");
});
