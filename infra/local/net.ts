/** Loopback listeners: nothing of the local cloud can be reached from another machine. */
import { randomInt } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { errorCode } from "../build/files.ts";

export const loopback = "127.0.0.1";

/**
 * Another address of this machine alone, one of sixteen million that Linux has for itself: for a program that answers
 * whoever asks. Every page of the web may try all ports of 127.0.0.1; nobody finds this one.
 */
export const hiddenLoopback = (): string => `127.${randomInt(256)}.${randomInt(256)}.${1 + randomInt(254)}`;

export interface Listener {
  readonly port: number;
  readonly url: string;
  readonly close: () => Promise<void>;
}

const ownName = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/iu;

/** Answers those who call this machine by its own name: a name of the web that was made to lead here is told nothing. */
const byOwnName =
  (handler: RequestListener): RequestListener =>
  (request, response) => {
    if (ownName.test(request.headers.host ?? "")) {
      handler(request, response);
      return;
    }
    request.resume();
    response
      .writeHead(421, { "content-type": "text/plain; charset=utf-8" })
      .end("Only for this machine, by the name localhost.\n");
  };

/**
 * The same for services that no page of another origin may call, which is all of them but the portal itself: it judges
 * origins as it does in AWS.
 */
export const notForOtherPages = (handler: RequestListener): RequestListener =>
  byOwnName((request, response) => {
    const { origin } = request.headers;
    if (origin === undefined || ownName.test(origin.replace(/^https?:\/\//u, ""))) {
      handler(request, response);
      return;
    }
    request.resume();
    response.writeHead(403, { "content-type": "text/plain; charset=utf-8" }).end("Not for pages of other origins.\n");
  });

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: 4096 }, () => {
      server.off("error", reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Ends a server at once: answers under way are cut, as when the machine stops. */
export const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function serveHere(handler: RequestListener, port: number): Promise<Listener> {
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, handler);
  const bound = await listen(server, port, loopback);
  return { port: bound, url: `http://${loopback}:${bound}`, close: () => closeServer(server) };
}

/**
 * Serves a service on 127.0.0.1, to programs and to this machine's own pages; port 0 picks a free one. Rejects with
 * EADDRINUSE when the port is taken.
 */
export const serve = (handler: RequestListener, port = 0): Promise<Listener> =>
  serveHere(notForOtherPages(handler), port);

/**
 * Serves the name `localhost`: browsers and Node may take it for `::1` first, so the same port is taken there too,
 * unless this machine has no IPv6.
 */
export async function serveLocalhost(handler: RequestListener, port: number): Promise<Listener> {
  const answered = byOwnName(handler);
  const first = await serveHere(answered, port);
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, answered);
  const close = async (): Promise<void> => {
    await Promise.all([first.close(), server.listening ? closeServer(server) : Promise.resolve()]);
  };
  try {
    await listen(server, first.port, "::1");
  } catch (error) {
    if (!["EADDRNOTAVAIL", "EAFNOSUPPORT"].includes(String(errorCode(error)))) {
      await close();
      throw error;
    }
  }
  return { port: first.port, url: `http://localhost:${first.port}`, close };
}

/** A port that is free now at this address, for a program that must be told its port. */
export const freePort = (host = loopback): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createSocketServer();
    probe.once("error", reject);
    probe.listen(0, host, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
