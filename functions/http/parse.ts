/**
 * Parses what the route declares and nothing else: unknown fields, wrong types, bad JSON, oversize bodies are 4xx, in
 * French.
 */
import * as z from "zod/mini";
import type { RouteSpec } from "./route.ts";
import type { HttpEvent, HttpMiddleware } from "./call.ts";
import { french } from "./french.ts";
import { Problem } from "./problem.ts";
import { unreadableAt } from "./readable.ts";

z.config({ localeError: french });

const defaultBodyLimit = 64 * 1024;

/**
 * What a form's encodings are called. Programs that unsubscribe their reader in one click should send the first (RFC
 * 8058, 3.2).
 */
const formTypes: ReadonlySet<string> = new Set(["multipart/form-data", "application/x-www-form-urlencoded"]);

function bytesOf(event: HttpEvent, spec: RouteSpec): Buffer {
  const bytes = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  const limit = spec.bodyLimit ?? defaultBodyLimit;
  if (bytes.byteLength > limit)
    throw new Problem(
      "request.tooLarge",
      `Cette demande dépasse ${Math.floor(limit / 1024)} ko. Envoyez-la en plusieurs fois.`,
    );
  return bytes;
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new Problem(
        "request.notJson",
        "Cette demande n’est pas du JSON correct. Rechargez la page et recommencez.",
      );
    throw error;
  }
}

/**
 * Fields of a form, of either encoding, by the platform's own reader. A field that comes twice counts once, the last.
 */
async function readForm(bytes: Buffer, type: string): Promise<unknown> {
  try {
    return Object.fromEntries(
      await new Response(new Uint8Array(bytes), { headers: { "content-type": type } }).formData(),
    );
  } catch (error) {
    if (error instanceof TypeError) throw new Problem("request.invalid", "Ce formulaire est illisible. Recommencez.");
    throw error;
  }
}

function readBody(event: HttpEvent, spec: RouteSpec): unknown {
  const sent = event.headers["content-type"] ?? "";
  const type = sent.split(";")[0]?.trim().toLowerCase() ?? "";
  const isForm = spec.alsoForm === true && formTypes.has(type);
  if (!isForm && type !== "application/json")
    throw new Problem("request.wrongContentType", "Envoyez cette demande en JSON (Content-Type: application/json).");
  const bytes = bytesOf(event, spec);
  return isForm ? readForm(bytes, sent) : readJson(bytes);
}

function parsePart(schema: z.ZodMiniType | undefined, value: unknown): unknown {
  if (!schema) return undefined;
  const faults = unreadableAt(value);
  if (faults.length > 0)
    throw new Problem("request.invalid", {
      detail: "Corrigez les champs signalés, puis envoyez de nouveau. Rien n’a été enregistré.",
      errors: faults.slice(0, 50).map((field) => ({
        field,
        message: "Ce texte contient des caractères invisibles ou incomplets. Saisissez-le de nouveau au clavier.",
      })),
    });
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw new Problem("request.invalid", {
    detail: "Corrigez les champs signalés, puis envoyez de nouveau. Rien n’a été enregistré.",
    errors: parsed.error.issues.slice(0, 50).map((issue) => ({ field: issue.path.join("."), message: issue.message })),
  });
}

export function parse(): HttpMiddleware {
  return {
    before: async ({ event, internal: { call } }) => {
      const { spec } = call;
      call.params = parsePart(spec.params, event.pathParameters ?? {});
      const query = event.queryStringParameters ?? {};
      if (!spec.query && Object.keys(query).length > 0)
        throw new Problem("request.invalid", {
          detail: "Cette adresse n’accepte pas de paramètre.",
          errors: Object.keys(query).map((field) => ({ field, message: "Paramètre inconnu." })),
        });
      call.query = parsePart(spec.query, query);
      if (spec.body) call.body = parsePart(spec.body, await readBody(event, spec));
      else if (event.body) throw new Problem("request.invalid", "Cette action n’attend pas de contenu.");
    },
  };
}
