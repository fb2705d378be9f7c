/** CloudFront: one address for the site and the API, the edge's function and headers on everything. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { apiPrefix, edgeHeaders, pageFor, pages, securityHeaders } from "../../edge.ts";
import { type Listener, serveLocalhost } from "../net.ts";
import type { Api } from "./api.ts";
import { gatewayMessage, type HttpAnswer } from "./event.ts";
import type { SiteFiles } from "./files.ts";

/** What stands behind the edge. */
export interface Origins {
  readonly api: Api;
  readonly files: SiteFiles;
  /** What CloudFront proves itself with. */
  readonly secret: string;
  /** Origin of the bucket of families' files. */
  readonly bucket: string;
}

export interface Gateway extends Listener {
  /** From now on requests are answered; until then they are told to come back. */
  readonly connect: (origins: Origins) => void;
}

/** IPv4 written as IPv6 by a dual-stack socket is the same viewer. */
const viewerAddress = (request: IncomingMessage): string =>
  (request.socket.remoteAddress ?? "").replace(/^::ffff:/, "");

const viewerHeaders = (request: IncomingMessage, secret: string): Readonly<Record<string, string>> => ({
  [edgeHeaders.secret]: secret,
  [edgeHeaders.viewer]: viewerAddress(request),
  [edgeHeaders.origin]: `http://${request.headers.host ?? "localhost"}`,
});

/** A request's address; null when it is none, such as `*` or a broken escape. */
const urlOf = (request: IncomingMessage): URL | null =>
  (request.url ?? "").startsWith("/") ? URL.parse(`http://local${request.url ?? ""}`) : null;

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: HttpAnswer,
  bucket: string,
): void {
  const bodiless = status === 204 || status === 304;
  const sent: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) sent[name] = typeof value === "string" ? value : [...value];
  response.writeHead(status, {
    ...sent,
    ...securityHeaders(bucket),
    ...(bodiless ? {} : { "content-length": String(body.length) }),
  });
  response.end(bodiless || request.method === "HEAD" ? undefined : body);
}

const starting: HttpAnswer = {
  status: 503,
  headers: { "content-type": "text/plain; charset=utf-8", "retry-after": "2" },
  body: Buffer.from("Le portail démarre. Rechargez la page dans quelques secondes."),
};

/** Takes the port at once, so that a taken one is known before anything else has started. */
export async function openGateway(port: number): Promise<Gateway> {
  let origins: Origins | null = null;
  const answer = async (request: IncomingMessage): Promise<HttpAnswer> => {
    if (!origins) return starting;
    const url = urlOf(request);
    if (!url) return gatewayMessage(400, "Bad Request");
    if (url.pathname.startsWith(apiPrefix)) return origins.api(request, url, viewerHeaders(request, origins.secret));
    return origins.files.answer(request, pageFor(url.pathname, pages, apiPrefix));
  };
  const listener = await serveLocalhost((request, response) => {
    answer(request).then(
      (ready) => {
        request.resume();
        send(request, response, ready, origins?.bucket ?? "'none'");
      },
      (error: unknown) => {
        // A client that went away while sending needs no answer; anything else is the gateway's own fault.
        if (request.destroyed && !request.complete) return;
        process.stderr.write(`gateway: ${String(error)}\n`);
        send(request, response, gatewayMessage(500, "Internal Server Error"), origins?.bucket ?? "'none'");
      },
    );
  }, port);
  return {
    ...listener,
    connect: (given) => {
      origins = given;
    },
  };
}
