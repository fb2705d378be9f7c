/**
 * Preloaded (`node --import`) into a process that must need no network: every attempt is refused, and told on stderr.
 */
import dns from "node:dns";
import net from "node:net";
import { writeSync } from "node:fs";
import { mark } from "./network-mark.ts";

function refuse(what: string): never {
  writeSync(2, `${mark} ${what}\n`);
  throw Object.assign(new Error(`No network here (${what})`), { code: "ENETUNREACH" });
}

net.Socket.prototype.connect = (...args: unknown[]): never => refuse(JSON.stringify(args[0]));
dns.lookup = Object.assign((host: string): never => refuse(host), { __promisify__: dns.lookup.__promisify__ });
