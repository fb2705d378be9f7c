/**
 * S3 on this machine, as much of it as the portal uses: PutObject, CopyObject, GetObject, HeadObject, DeleteObject, and
 * what browsers send by signed links and forms. What else the service can do is refused by name.
 *
 * Our own, because of what the emulators of npm leave out and the portal's safety stands on: rights by folder,
 * signatures of links and forms, the conditions of a form (its size, its key), versions. The one that was here before
 * (s3rver, last published in 2021) also mixed the bytes of two uploads to one key.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError, readBody } from "../aws-json.ts";
import { fileArn } from "../names.ts";
import { type Listener, serve } from "../net.ts";
import { type Caller, callerNamed, callerOf, denial, type Manifest } from "../permissions.ts";
import type { Reason } from "./events.ts";
import { readForm, signerOf } from "./form.ts";
import { accessDenied, isLink, signerOfLink } from "./signature.ts";
import type { FileContent, FileStore, StoredFile } from "./store.ts";

export interface S3ApiOptions {
  readonly bucket: string;
  /** Pages of this origin may send files by a form: infra/storage.ts says the same to S3. */
  readonly origin: string;
  readonly manifest: Manifest;
  readonly files: Pick<FileStore, "read" | "remove"> & {
    readonly put: (key: string, content: FileContent, reason: Reason) => StoredFile;
  };
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
}

interface Request {
  readonly message: IncomingMessage;
  /** As it was sent, escapes and all. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly key: string;
}

const notProvided = (what: string): AwsError =>
  new AwsError("NotImplemented", `infra/local/files/s3-api.ts does not provide ${what}`, 501);

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const xml = (root: string, values: Readonly<Record<string, string>>): string => {
  const inside = Object.entries(values).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${inside.join("")}</${root}>`;
};

/** What S3 keeps with a file. */
const isKept = (name: string): boolean =>
  ["content-type", "content-disposition", "cache-control"].includes(name) || name.startsWith("x-amz-meta-");
const kept = (headers: Iterable<readonly [string, string]>): Record<string, string> => ({
  "content-type": "binary/octet-stream",
  ...Object.fromEntries([...headers].filter(([name]) => isKept(name))),
});
const headersOf = ({ headers }: IncomingMessage): readonly (readonly [string, string])[] =>
  Object.entries(headers).map(([name, value]) => [name, String(value)]);
const header = ({ headers }: IncomingMessage, name: string): string | undefined => {
  const value = headers[name];
  return value === undefined ? undefined : String(value);
};

function pathIn(path: string): readonly string[] {
  try {
    return path.split("/").map(decodeURIComponent);
  } catch (error) {
    throw new AwsError("InvalidURI", `Couldn't parse the specified URI: ${String(error)}`, 400);
  }
}

/** Query parameters by which a link changes an answer's header. */
const overrides = ["content-type", "content-disposition", "cache-control"] as const;
/** Query parameters that change nothing here. */
const harmless = /^(?:x-id|x-amz-(?!copy-source).*)$/iu;

/** First and last byte of `bytes=…`; null for the whole file. */
function rangeIn(text: string | undefined, size: number): readonly [number, number] | null {
  if (text === undefined) return null;
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/u.exec(text) ?? [];
  if (from === "" && to === "") return null;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (first > last) throw new AwsError("InvalidRange", "The requested range is not satisfiable", 416);
  return [first, last];
}

/** Starts the API; the functions' `AWS_ENDPOINT_URL_S3`. */
export function startS3Api({ bucket, origin, manifest, files }: S3ApiOptions): Promise<Listener> {
  const allow = (caller: Caller, action: string, key: string): void => {
    const refusal = denial(caller, { service: "s3", actions: [action], resource: fileArn(bucket, key) }, manifest);
    if (refusal !== null) throw accessDenied(refusal);
  };

  /** Who asks; nobody may without a signature. */
  const callerIn = ({ message, path, query }: Request): Caller => {
    if (isLink(query)) {
      const { method = "", headers } = message;
      return callerNamed(signerOfLink({ method, path, query, headers }, Date.now()));
    }
    if (message.headers.authorization === undefined) throw accessDenied("Access Denied");
    return callerOf(message);
  };

  const found = (caller: Caller, key: string, version: string | null): StoredFile => {
    allow(caller, version === null ? "GetObject" : "GetObjectVersion", key);
    const file = files.read(key, version ?? undefined);
    if (file) return file;
    if (version !== null) throw new AwsError("NoSuchVersion", "The specified version does not exist.", 404);
    // Only who may list the bucket is told that a file is not there, and no function may.
    if (caller.kind === "function") throw accessDenied("Access Denied");
    throw new AwsError("NoSuchKey", "The specified key does not exist.", 404);
  };

  const versionOf = ({ version }: StoredFile) => ({ "x-amz-version-id": version });
  const etagOf = ({ etag }: StoredFile) => ({ etag: `"${etag}"` });

  const get = (request: Request): Answer => {
    const { message, query, key } = request;
    const caller = callerIn(request);
    const known = (name: string): boolean =>
      name === "versionId" || harmless.test(name) || overrides.some((one) => name === `response-${one}`);
    const unknown = [...query.keys()].find((name) => !known(name));
    if (unknown !== undefined) throw notProvided(`GET with ${unknown}`);
    const file = found(caller, key, query.get("versionId"));
    const range = rangeIn(header(message, "range"), file.body.length);
    const body = range ? file.body.subarray(range[0], range[1] + 1) : file.body;
    const overridden = overrides.flatMap((name) => {
      const value = query.get(`response-${name}`);
      return value === null ? [] : [[name, value] as const];
    });
    return {
      status: range ? 206 : 200,
      headers: {
        ...file.headers,
        ...Object.fromEntries(overridden),
        ...etagOf(file),
        ...versionOf(file),
        ...(range ? { "content-range": `bytes ${range[0]}-${range[1]}/${file.body.length}` } : {}),
        "content-length": String(body.length),
        "last-modified": new Date(file.storedAt).toUTCString(),
        "accept-ranges": "bytes",
        "x-amz-server-side-encryption": "AES256",
      },
      body,
    };
  };

  /** Conditions on what is there already. */
  const checkConditions = (message: IncomingMessage, key: string): void => {
    const condition = Object.keys(message.headers).find((name) => /^(?:if-|x-amz-copy-source-if-)/u.test(name));
    if (condition === undefined) return;
    if (condition !== "if-none-match" || header(message, condition) !== "*")
      throw notProvided(`${condition} of another kind than "if-none-match: *"`);
    if (files.read(key))
      throw new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
  };

  const copy = (message: IncomingMessage, caller: Caller, key: string, source: string): Answer => {
    const [from = "", version = null] = source.split("?versionId=");
    const [sourceBucket, ...path] = decodeURIComponent(from).replace(/^\//u, "").split("/");
    if (sourceBucket !== bucket) throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404);
    const original = found(caller, path.join("/"), version);
    allow(caller, "PutObject", key);
    checkConditions(message, key);
    const headers =
      header(message, "x-amz-metadata-directive") === "REPLACE" ? kept(headersOf(message)) : original.headers;
    const stored = files.put(key, { body: original.body, headers }, "CopyObject");
    return {
      status: 200,
      headers: {
        ...versionOf(stored),
        ...(version === null ? {} : { "x-amz-copy-source-version-id": version }),
        "content-type": "application/xml",
      },
      body: xml("CopyObjectResult", {
        LastModified: new Date(stored.storedAt).toISOString(),
        ETag: `"${stored.etag}"`,
      }),
    };
  };

  const put = async (request: Request): Promise<Answer> => {
    const { message, query, key } = request;
    const caller = callerIn(request);
    const unknown = [...query.keys()].find((name) => !harmless.test(name));
    if (unknown !== undefined) throw notProvided(`PUT with ${unknown}`);
    if (header(message, "content-encoding")?.includes("aws-chunked"))
      throw notProvided("bodies in chunks: hand the SDK the whole body");
    const body = await readBody(message);
    const source = header(message, "x-amz-copy-source");
    if (source !== undefined) return copy(message, caller, key, source);
    allow(caller, "PutObject", key);
    checkConditions(message, key);
    const stored = files.put(key, { body, headers: kept(headersOf(message)) }, "PutObject");
    return { status: 200, headers: { ...etagOf(stored), ...versionOf(stored) } };
  };

  const post = async ({ message }: Request): Promise<Answer> => {
    const contentType = header(message, "content-type") ?? "";
    if (!contentType.startsWith("multipart/form-data"))
      throw new AwsError("PreconditionFailed", "Bucket POST must be of the enclosure-type multipart/form-data", 412);
    const form = await readForm(contentType, await readBody(message));
    const caller = callerNamed(signerOf(form, bucket, Date.now()));
    const key = form.fields.get("key") ?? "";
    if (key === "") throw new AwsError("InvalidArgument", "Bucket POST must contain a field named 'key'.", 400);
    if (key.includes("${filename}") || form.fields.has("success_action_redirect"))
      throw notProvided("${filename} in a form's key, nor success_action_redirect");
    allow(caller, "PutObject", key);
    const stored = files.put(key, { body: form.body, headers: kept(form.fields) }, "POST Object");
    const location = `/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`;
    const headers = { ...etagOf(stored), ...versionOf(stored), location };
    const status = form.fields.get("success_action_status");
    if (status !== "201") return { status: status === "200" ? 200 : 204, headers };
    return {
      status: 201,
      headers: { ...headers, "content-type": "application/xml" },
      body: xml("PostResponse", { Location: location, Bucket: bucket, Key: key, ETag: `"${stored.etag}"` }),
    };
  };

  const remove = (request: Request): Answer => {
    const { query, key } = request;
    const caller = callerIn(request);
    const unknown = [...query.keys()].find((name) => !harmless.test(name));
    if (unknown !== undefined) throw notProvided(`DELETE with ${unknown}`);
    allow(caller, "DeleteObject", key);
    return { status: 204, headers: { "x-amz-version-id": files.remove(key), "x-amz-delete-marker": "true" } };
  };

  /** Before a form, a browser asks whether it may send one from that page. */
  const preflight = ({ message }: Request): Answer => {
    const asked = header(message, "access-control-request-method");
    if (header(message, "origin") !== origin || asked !== "POST" || header(message, "access-control-request-headers"))
      throw new AwsError("AccessForbidden", "CORSResponse: This CORS request is not allowed.", 403);
    return { status: 200, headers: { "access-control-allow-methods": "POST", "access-control-max-age": "3600" } };
  };

  const answer = async (message: IncomingMessage): Promise<Answer> => {
    const [, path = "", text = ""] = /^([^?]*)\??(.*)$/u.exec(message.url ?? "") ?? [];
    const query = new URLSearchParams(text);
    const [, named, ...parts] = pathIn(path);
    const request = { message, path, query, key: parts.join("/") };
    if (named !== bucket) throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404);
    if (message.method === "OPTIONS") return preflight(request);
    if (request.key === "") {
      if (message.method === "POST" && text === "") return post(request);
      throw notProvided(`${message.method ?? ""} on the bucket itself`);
    }
    const { method = "" } = message;
    if (method === "GET" || method === "HEAD") return get(request);
    if (method === "PUT") return put(request);
    if (method === "DELETE") return remove(request);
    throw notProvided(`${method} on a file`);
  };

  const send = (message: IncomingMessage, response: ServerResponse, { status, headers = {}, body }: Answer): void => {
    message.resume();
    response.writeHead(status, {
      ...headers,
      ...(message.headers.origin === origin && ["POST", "OPTIONS"].includes(message.method ?? "")
        ? { "access-control-allow-origin": origin }
        : {}),
      vary: "Origin, Access-Control-Request-Headers, Access-Control-Request-Method",
    });
    response.end(message.method === "HEAD" ? undefined : body);
  };
  return serve((message, response) => {
    answer(message).then(
      (ready) => send(message, response, ready),
      (error: unknown) => {
        if (message.destroyed && !message.complete) return;
        const known = error instanceof AwsError ? error : new AwsError("InternalError", String(error), 500);
        send(message, response, {
          status: known.status,
          headers: { "content-type": "application/xml" },
          body: xml("Error", { Code: known.code, Message: known.message }),
        });
      },
    );
  });
}
