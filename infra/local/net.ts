/** Loopback listeners: nothing of the local cloud can be reached from another machine. */
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSocketServer, type AddressInfo } from "node:net";
import { errorCode } from "../build/files.ts";

export const loopback = "127.0.0.1";

export interface Listener {
  readonly port: number;
  readonly url: string;
  readonly close: () => Promise<void>;
}

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

/** Serves on 127.0.0.1; port 0 picks a free one. Rejects with EADDRINUSE when the port is taken. */
export async function serve(handler: RequestListener, port = 0): Promise<Listener> {
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, handler);
  const bound = await listen(server, port, loopback);
  return { port: bound, url: `http://${loopback}:${bound}`, close: () => closeServer(server) };
}

/**
 * Serves the name `localhost`: browsers and Node may take it for `::1` first, so the same port is taken there too,
 * unless this machine has no IPv6.
 */
export async function serveLocalhost(handler: RequestListener, port: number): Promise<Listener> {
  const first = await serve(handler, port);
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, handler);
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

/** A port that is free now, for a program that must be told its port. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createSocketServer();
    probe.once("error", reject);
    probe.listen(0, loopback, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
