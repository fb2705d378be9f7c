/** Parses what the route declares and nothing else: unknown fields, wrong types, bad JSON, oversize bodies are 4xx, in French. */
import * as z from "zod/mini";
import type { RouteSpec } from "../contract/route.ts";
import type { HttpEvent, HttpMiddleware } from "./call.ts";
import { french } from "./french.ts";
import { Problem } from "./problem.ts";

z.config({ localeError: french });

const defaultBodyLimit = 64 * 1024;

function readJson(event: HttpEvent, spec: RouteSpec): unknown {
  const type = (event.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") throw new Problem("request.wrongContentType", "Envoyez cette demande en JSON (Content-Type: application/json).");
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  const limit = spec.bodyLimit ?? defaultBodyLimit;
  if (bytes.byteLength > limit)
    throw new Problem("request.tooLarge", `Cette demande dépasse ${Math.floor(limit / 1024)} ko. Envoyez-la en plusieurs fois.`);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw new Problem("request.notJson", "Cette demande n’est pas du JSON correct. Rechargez la page et recommencez.");
    throw error;
  }
}

function parsePart(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw new Problem("request.invalid", {
    detail: "Corrigez les champs signalés, puis envoyez de nouveau. Rien n’a été enregistré.",
    errors: parsed.error.issues.slice(0, 50).map((issue) => ({ field: issue.path.join("."), message: issue.message })),
  });
}

export function parse(): HttpMiddleware {
  return {
    before: ({ event, internal: { call } }) => {
      const { spec } = call;
      call.params = parsePart(spec.params, event.pathParameters ?? {});
      const query = event.queryStringParameters ?? {};
      if (!spec.query && Object.keys(query).length > 0)
        throw new Problem("request.invalid", { detail: "Cette adresse n’accepte pas de paramètre.", errors: Object.keys(query).map((field) => ({ field, message: "Paramètre inconnu." })) });
      call.query = parsePart(spec.query, query);
      if (spec.body) call.body = parsePart(spec.body, readJson(event, spec));
      else if (event.body) throw new Problem("request.invalid", "Cette action n’attend pas de contenu.");
    },
  };
}
