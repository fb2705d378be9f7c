/** The contract as an OpenAPI 3.1 document: every route, every error. */
import * as z from "zod/mini";
import { problemSchema } from "./problem-schema.ts";
import { problems, type ProblemCode } from "./problems.ts";
import { commonProblems, type RouteSpec, type Routes } from "./route.ts";

type Json = Readonly<Record<string, unknown>>;

/** Inputs are described as they are sent, answers as they arrive. */
const jsonSchema = (schema: z.core.$ZodType, io: "input" | "output"): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12", unrepresentable: "any" });
  return rest;
};

function parameters(schema: z.ZodMiniObject | undefined, place: "path" | "query"): Json[] {
  if (!schema) return [];
  return Object.entries(schema.shape).map(([name, part]) => ({
    name,
    in: place,
    required: place === "path" || !z.safeParse(part, undefined).success,
    schema: jsonSchema(part, "input"),
  }));
}

/** One response a status: its description lists the codes that share it. */
function problemResponses(codes: readonly ProblemCode[]): Json {
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      String(status),
      {
        description: group.map((code) => `\`${code}\` : ${problems[code].title}`).join(" ; "),
        content: {
          "application/problem+json": {
            schema: { allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { code: { enum: group } } }] },
          },
        },
      },
    ]),
  );
}

function operation(id: string, spec: RouteSpec): Json {
  const content = (schema: Json): Json => ({
    "application/json": { schema },
    ...(spec.alsoForm ? { "multipart/form-data": { schema }, "application/x-www-form-urlencoded": { schema } } : {}),
  });
  const success =
    spec.status === 303
      ? { description: "Vers une page", headers: { Location: { schema: { type: "string" } } } }
      : spec.answer
        ? {
            description: "Réponse",
            content: { [spec.answerType ?? "application/json"]: { schema: jsonSchema(spec.answer, "output") } },
          }
        : { description: "Fait" };
  return {
    operationId: id,
    summary: spec.summary,
    tags: [id.split(".")[0]],
    ...(spec.access === "anyone"
      ? { security: [] }
      : { security: [{ session: [], access: [] }], "x-access": spec.access }),
    ...(spec.permission ? { "x-permission": spec.permission } : {}),
    parameters: [...parameters(spec.params, "path"), ...parameters(spec.query, "query")],
    ...(spec.body ? { requestBody: { required: true, content: content(jsonSchema(spec.body, "input")) } } : {}),
    responses: {
      [spec.status]: success,
      ...(spec.conditional ? { 304: { description: "Inchangé" } } : {}),
      ...problemResponses([...commonProblems(spec), ...spec.problems]),
    },
  };
}

export function openApi(routes: Routes): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [id, spec] of Object.entries(routes))
    (paths[spec.path] ??= {})[spec.method.toLowerCase()] = operation(id, spec);
  return {
    openapi: "3.1.1",
    info: {
      title: "Portail Famille",
      version: "1",
      description:
        "L’interface du portail famille. Les dates sont `aaaa-mm-jj`, les instants ISO 8601 en UTC. Toute erreur est `application/problem+json` (RFC 9457). Un paramètre ou un contenu que la route ne déclare pas est refusé (`request.invalid`). `HEAD` répond comme `GET`, sans contenu.",
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, "output") },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "__Host-sid" },
        access: { type: "apiKey", in: "cookie", name: "__Host-access" },
      },
    },
  };
}
