/**
 * SES and its mailbox: aws-ses-v2-local, whose mails are also kept in the data folder, so that a restart finds them
 * again.
 */
import { appendFile } from "node:fs/promises";
import type { IncomingMessage, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SendEmailCommand, SESClient } from "@aws-sdk/client-ses";
import ses from "aws-ses-v2-local";
import { clearStore, type Email, getStoreReadonly, saveEmail } from "aws-ses-v2-local/dist/store.js";
import { errorCode, readIfThere } from "../build/files.ts";
import { isRecord } from "./aws-json.ts";
import type { OutgoingMail, SendMail } from "./cognito/messages.ts";
import { region } from "./names.ts";
import { closeServer, freePort, type Listener, loopback, notForOtherPages } from "./net.ts";

export interface SesOptions {
  readonly folder: string;
  /** Wanted port of the mailbox; a free one when it is taken or 0. */
  readonly port: number;
  /** `Name <address>` of the pool's mails. */
  readonly sender: string;
}

export interface Ses extends Listener {
  /** Sends a mail of the user pool through SES's own API. */
  readonly send: SendMail;
}

const isEmail = (value: unknown): value is Email =>
  isRecord(value) && typeof value["messageId"] === "string" && typeof value["at"] === "number";

/** Mails of earlier runs, oldest first. The last line may be half written when the portal was killed. */
async function restore(file: string): Promise<void> {
  for (const line of ((await readIfThere(file)) ?? "").split("\n")) {
    try {
      const mail: unknown = line === "" ? null : JSON.parse(line);
      if (isEmail(mail)) saveEmail(mail);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
}

/** The request's body once it has come, whoever else reads it. */
function bodyOf(request: IncomingMessage): () => string {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => void chunks.push(chunk));
  return () => Buffer.concat(chunks).toString();
}

/** Header fields of a message, those of several lines put together. */
const headersIn = (message: string): { readonly name: string; readonly value: string }[] =>
  (message.split("\r\n\r\n")[0] ?? "")
    .replace(/\r\n[ \t]+/gu, " ")
    .split("\r\n")
    .map((line) => ({ name: line.slice(0, line.indexOf(":")), value: line.slice(line.indexOf(":") + 1).trim() }));

/** SES gives its reader the header fields of a raw message; aws-ses-v2-local 2.10 drops them. */
function addHeaders(fresh: readonly Email[], body: string): void {
  const raw = new URLSearchParams(body).get("RawMessage.Data");
  if (raw === null) return;
  const headers = headersIn(Buffer.from(raw, "base64").toString());
  const to = headers.find(({ name }) => name.toLowerCase() === "to")?.value ?? "";
  const mail = fresh.find((one) => one.headers === undefined && one.destination.to.includes(to));
  if (mail) mail.headers = headers;
}

/** It answers any page of any origin by itself: mails hold codes. */
function guard(server: Server): void {
  const own = server.listeners("request");
  server.removeAllListeners("request");
  server.on(
    "request",
    notForOtherPages((request, response) => {
      for (const listener of own) Reflect.apply(listener, server, [request, response]);
    }),
  );
}

/** Writes the mails that each request left in the store. */
function keep(server: Server, file: string): void {
  let written = getStoreReadonly().emails.length;
  let writing = Promise.resolve();
  server.on("request", (request, response) => {
    const body = bodyOf(request);
    response.once("finish", () => {
      const { emails } = getStoreReadonly();
      const fresh = emails.slice(Math.min(written, emails.length));
      written = emails.length;
      if (fresh.length === 0) return;
      addHeaders(fresh, body());
      const lines = fresh.map((mail) => `${JSON.stringify(mail)}\n`).join("");
      writing = writing
        .then(() => appendFile(file, lines))
        .catch((error: unknown) => {
          process.stderr.write(`ses: ${String(error)}\n`);
        });
    });
  });
}

/** aws-ses-v2-local never tells that its port is taken: only a port known to be free is given to it. */
async function choosePort(wanted: number): Promise<number> {
  if (wanted === 0) return freePort();
  const { createServer } = await import("node:net");
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once("error", reject);
      probe.listen(wanted, loopback, resolve);
    });
    await new Promise((resolve) => probe.close(resolve));
    return wanted;
  } catch (error) {
    if (errorCode(error) === "EADDRINUSE" || errorCode(error) === "EACCES") return freePort();
    throw error;
  }
}

export async function startSes({ folder, port, sender }: SesOptions): Promise<Ses> {
  const file = `${folder}/mails.jsonl`;
  clearStore();
  await restore(file);
  const server = await ses.default({ host: loopback, port: await choosePort(port) });
  guard(server);
  keep(server, file);
  const bound = (server.address() as AddressInfo).port;
  const url = `http://${loopback}:${bound}`;
  const client = new SESClient({
    endpoint: url,
    region,
    credentials: { accessKeyId: "operator", secretAccessKey: "local" },
  });
  const send = async ({ to, subject, html }: OutgoingMail): Promise<void> => {
    await client.send(
      new SendEmailCommand({
        Source: sender,
        Destination: { ToAddresses: [to] },
        Message: { Subject: { Data: subject }, Body: { Html: { Data: html } } },
      }),
    );
  };
  return {
    port: bound,
    url,
    send,
    close: async () => {
      client.destroy();
      await closeServer(server);
    },
  };
}
