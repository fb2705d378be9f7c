/**
 * The OpenAPI document: valid 3.1 in its structure, every route with every error, nothing that a reader of it would
 * stumble on.
 */
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { allRoutes } from "../../../functions/contract.ts";
import { openApi } from "../../../functions/http/openapi.ts";
import { problems, type ProblemCode } from "../../../functions/http/problems.ts";
import { commonProblems, type RouteSpec, type Routes } from "../../../functions/http/route.ts";

/** What the document may be made of: the parts of OpenAPI 3.1 that this one uses, each complete and closed. */
const schemaObject = z.record(z.string(), z.unknown());
const content = z.strictObject({ schema: schemaObject });
/**
 * What is sent is JSON, or may be a form too; what is answered is one media type, with its parameters where it has any
 * (RFC 6838's names, RFC 9110's form).
 */
const sent = z.strictObject({
  "application/json": content,
  "multipart/form-data": content.optional(),
  "application/x-www-form-urlencoded": content.optional(),
});
const answered = z
  .record(z.string().regex(/^[a-z]+\/[a-z0-9][a-z0-9.+-]*(?:; [a-z]+=[a-z0-9-]+)*$/u), content)
  .refine((one) => Object.keys(one).length === 1, "one media type an answer");
const parameter = z
  .strictObject({ name: z.string().min(1), in: z.enum(["path", "query"]), required: z.boolean(), schema: schemaObject })
  .refine((one) => one.in !== "path" || one.required, "a path parameter is always required");
const operation = z.strictObject({
  operationId: z.string().min(1),
  summary: z.string().min(1),
  tags: z.array(z.string()).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  "x-access": z.optional(z.enum(["guardian", "staff", "signedIn"])),
  "x-permission": z.optional(z.string()),
  parameters: z.array(parameter),
  requestBody: z.optional(z.strictObject({ required: z.literal(true), content: sent })),
  responses: z.record(
    z.string().regex(/^[2-5][0-9]{2}$/u),
    z.strictObject({
      description: z.string().min(1),
      content: z.optional(answered),
      headers: z.optional(z.strictObject({ Location: z.strictObject({ schema: schemaObject }) })),
    }),
  ),
});
const document = z.strictObject({
  openapi: z.string().regex(/^3\.1\.[0-9]+$/u),
  info: z.strictObject({ title: z.string().min(1), version: z.string().min(1), description: z.string() }),
  servers: z.array(z.strictObject({ url: z.string() })),
  paths: z.record(
    z.string().startsWith("/"),
    z.record(z.enum(["get", "post", "put", "patch", "delete"]), z.optional(operation)),
  ),
  components: z.strictObject({
    schemas: z.record(z.string().regex(/^[a-zA-Z0-9._-]+$/u), schemaObject),
    securitySchemes: z.record(
      z.string(),
      z.strictObject({ type: z.literal("apiKey"), in: z.literal("cookie"), name: z.string() }),
    ),
  }),
});

const routes: Routes = allRoutes;
const made = openApi(routes);
const parsed = document.parse(JSON.parse(JSON.stringify(made)));

/** Keywords of JSON Schema 2020-12 that zod writes; anything else would be an invention. */
const keywords = new Set([
  "$ref",
  "$defs",
  "type",
  "properties",
  "required",
  "additionalProperties",
  "propertyNames",
  "items",
  "prefixItems",
  "anyOf",
  "allOf",
  "oneOf",
  "not",
  "enum",
  "const",
  "pattern",
  "format",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "minItems",
  "maxItems",
  "default",
  "description",
  "title",
]);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Every schema object below a schema, itself included. */
function* schemas(schema: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (!isRecord(schema)) return;
  yield schema;
  for (const [keyword, value] of Object.entries(schema)) {
    if (["properties", "$defs"].includes(keyword) && isRecord(value))
      for (const part of Object.values(value)) yield* schemas(part);
    else if (["anyOf", "allOf", "oneOf", "prefixItems"].includes(keyword) && Array.isArray(value))
      for (const part of value) yield* schemas(part);
    else if (["items", "additionalProperties", "propertyNames", "not"].includes(keyword)) yield* schemas(value);
  }
}

type Operation = z.output<typeof operation>;
const operationsById = new Map<string, Operation>(
  Object.values(parsed.paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap((one) => (one ? [[one.operationId, one] as const] : [])),
);
const operationOf = (id: string): Operation => {
  const found = operationsById.get(id);
  if (!found) throw new Error(`${id} is not in the document`);
  return found;
};

const everySchema = [
  ...Object.values(parsed.components.schemas),
  ...[...operationsById.values()].flatMap((one) => [
    ...one.parameters.map(({ schema }) => schema),
    ...Object.values(one.requestBody?.content ?? {}).flatMap((sentAs) => (sentAs ? [sentAs.schema] : [])),
    ...Object.values(one.responses).flatMap(({ content }) => Object.values(content ?? {}).map(({ schema }) => schema)),
  ]),
].flatMap((schema) => [...schemas(schema)]);

describe("the OpenAPI document", () => {
  it("is made of JSON Schema's own keywords", () => {
    expect(
      [...new Set(everySchema.flatMap((schema) => Object.keys(schema)))].filter((keyword) => !keywords.has(keyword)),
    ).toEqual([]);
  });

  it("has patterns that compile without flags", () => {
    const patterns = everySchema.flatMap(({ pattern }) => (typeof pattern === "string" ? [pattern] : []));
    expect(patterns.length).toBeGreaterThan(20);
    for (const pattern of patterns) expect(() => new RegExp(pattern, "u")).not.toThrow();
  });

  it("refers only to what it contains", () => {
    for (const { $ref } of everySchema) {
      if (typeof $ref !== "string") continue;
      const name = /^#\/components\/schemas\/(.+)$/u.exec($ref)?.[1];
      expect(Object.keys(parsed.components.schemas), $ref).toContain(name);
    }
  });

  it("names each operation once, and security schemes that exist", () => {
    expect([...operationsById.keys()].sort()).toEqual(Object.keys(routes).sort());
    const named = [...operationsById.values()].flatMap(({ security }) => security.flatMap((one) => Object.keys(one)));
    expect([...new Set(named)].sort()).toEqual(Object.keys(parsed.components.securitySchemes).sort());
  });

  it("names every problem that a route can answer, and every problem is some route's or the fallback's", () => {
    const used = new Set(Object.values(routes).flatMap((spec) => [...commonProblems(spec), ...spec.problems]));
    const byNoRoute = Object.keys(problems).filter((code) => !([...used] as string[]).includes(code));
    // `route.unknown` is the answer where no route is.
    expect(byNoRoute).toEqual(["route.unknown"]);
  });
});

describe.each(Object.entries(routes))("%s in the document", (id, spec: RouteSpec) => {
  const one = operationOf(id);

  it("has the parameters of its path and query", () => {
    const named = (place: string): string[] =>
      one.parameters
        .filter((part) => part.in === place)
        .map(({ name }) => name)
        .sort();
    expect(named("path")).toEqual(Object.keys(spec.params?.shape ?? {}).sort());
    expect(named("query")).toEqual(Object.keys(spec.query?.shape ?? {}).sort());
  });

  it("answers in the media type that the route declares, and every problem as one", () => {
    const types = (status: string): string[] => Object.keys(one.responses[status]?.content ?? {});
    const refusals = Object.keys(one.responses).filter((status) => status >= "400");
    expect(types(String(spec.status))).toEqual(
      spec.answer && spec.status !== 303 ? [spec.answerType ?? "application/json"] : [],
    );
    for (const status of refusals) expect(types(status), status).toEqual(["application/problem+json"]);
    // A text that is not JSON can only be described as a text.
    if (spec.answerType !== undefined)
      expect(one.responses[String(spec.status)]?.content?.[spec.answerType]?.schema).toEqual({ type: "string" });
    const others = Object.keys(one.responses).filter((status) => status < "400" && status !== String(spec.status));
    expect(others).toEqual(spec.conditional ? ["304"] : []);
    expect(types("304")).toEqual([]);
  });

  it("has its success and every problem under its status", () => {
    expect(Object.keys(one.responses)).toContain(String(spec.status));
    const expected = new Set<ProblemCode>([...commonProblems(spec), ...spec.problems]);
    for (const code of expected) {
      const response = one.responses[String(problems[code].status)];
      const schema = JSON.stringify(response?.content?.["application/problem+json"]?.schema);
      expect(schema, code).toContain(`"${code}"`);
      expect(schema).toContain("#/components/schemas/Problem");
    }
  });

  it("asks for a session exactly when the route does", () => {
    expect(one.security.length > 0).toBe(spec.access !== "anyone");
    expect(one["x-access"]).toBe(spec.access === "anyone" ? undefined : spec.access);
    expect(one["x-permission"]).toBe(spec.permission);
  });

  it("has a body exactly when the route does, closed to unknown fields", () => {
    expect(one.requestBody !== undefined).toBe(spec.body !== undefined);
    const schema = one.requestBody?.content["application/json"]?.schema;
    if (!schema) return;
    // One shape, or one of several kinds.
    const shapes: unknown = schema["oneOf"] ?? [schema];
    expect(shapes).toEqual(expect.arrayContaining([expect.anything()]));
    for (const shape of Array.isArray(shapes) ? shapes : [])
      expect(isRecord(shape) && shape["additionalProperties"]).toBe(false);
  });
});
