/**
 * A simulator of PayFiP, for this machine and the tests: this machine cannot reach the treasury, and nobody wants it to. It
 * speaks the service's own SOAP with each of its documented faults, and lets a person choose what becomes of a payment.
 * It says what it is on each of its pages, and in a header of each answer.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { randomUUID } from "node:crypto";
import { type Listener, serve } from "../net.ts";
import { createOperations, results, type Answered, type Operation, type Operations } from "./operations.ts";
import { aboutPage, closedPage, faultPage, notifications, payerPage, type Notification } from "./page.ts";
import { answerMessage, faultMessage, readCall, type Call } from "./soap.ts";

export interface PayfipOptions {
  /** Milliseconds by which a late notification is late. */
  readonly late?: number;
  /** Milliseconds; the times that PayFiP counts. */
  readonly now?: () => number;
  /** Milliseconds for which the account of silence is silent. */
  readonly silence?: number;
}

export interface Payfip extends Listener {
  /** Resolves once every notification under way has been sent. */
  readonly settled: () => Promise<void>;
}

const answerTo = (operations: Operations, call: Call, fields: Readonly<Record<string, string>>): Answered => {
  switch (call) {
    case "creerPaiementSecurise":
      return operations.create(fields);
    case "recupererDetailPaiementSecurise":
      return operations.detail(fields["idOp"] ?? "");
    case "recupererDetailClient":
      return operations.client(fields["numCli"] ?? "");
  }
};

const write = (response: ServerResponse, status: number, type: string, body: string): void => {
  response.writeHead(status, { "content-type": `${type}; charset=utf-8` }).end(body);
};

export async function startPayfip({
  late = 20_000,
  now = Date.now,
  silence = 20_000,
}: PayfipOptions = {}): Promise<Payfip> {
  const operations = createOperations(now);
  const timers = new Set<NodeJS.Timeout>();
  const underWay = new Set<Promise<void>>();
  let down = false;

  const after = (wait: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, wait);
    timers.add(timer);
  };

  const notify = (address: string, idop: string): void => {
    // PayFiP does not read what it is answered, and does not try again.
    const sent = fetch(address, { method: "POST", body: new URLSearchParams({ idop }) })
      .then((answer) => answer.arrayBuffer())
      .then(
        () => undefined,
        (error: unknown) => {
          process.stderr.write(`payfip: notification: ${String(error)}\n`);
        },
      )
      .finally(() => underWay.delete(sent));
    underWay.add(sent);
  };
  const tell = ({ id, asked }: Operation, how: Notification): void => {
    const address = asked["urlnotif"] ?? "";
    if (how === "once" || how === "twice") notify(address, id);
    if (how === "twice") notify(address, id);
    if (how === "forged") notify(address, randomUUID());
    if (how === "late")
      after(late, () => {
        notify(address, id);
      });
  };

  const soap = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const called = readCall(await text(request));
    const answered: Answered = down
      ? { fault: "TechIndisponibiliteErreur" }
      : called
        ? answerTo(operations, called.call, called.fields)
        : { fault: "TechProtocolaireErreur" };
    if ("fields" in answered) {
      if (called) write(response, 200, "text/xml", answerMessage(called.call, answered.fields));
    } else if (answered.fault === "silent")
      after(silence, () => {
        response.destroy();
      });
    else if (answered.fault === "unreadable") write(response, 200, "text/html", "<h1>Maintenance</h1>");
    else write(response, 500, "text/xml", faultMessage(answered.fault));
  };

  const decide = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const sent = new URLSearchParams(await text(request));
    const letter = results.find((one) => one === sent.get("result"));
    const how = notifications.find((one) => one === sent.get("notification"));
    const operation = letter && how ? operations.decide(sent.get("idop") ?? "", letter) : null;
    if (!operation || !how) {
      write(response, 409, "text/html", faultPage({ code: "P3", label: "Opération déjà utilisée." }));
      return;
    }
    tell(operation, how);
    if (sent.get("then") === "close") {
      write(response, 200, "text/html", closedPage());
      return;
    }
    const back = new URL(operation.asked["urlredirect"] ?? "");
    back.searchParams.set("idop", operation.id);
    response.writeHead(303, { location: back.href }).end();
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    response.setHeader("x-simulateur", "portail-famille");
    switch (`${request.method ?? ""} ${pathname}`) {
      case "POST /tpa/services/securite":
        return soap(request, response);
      case "POST /tpa/paiementws.web":
        return decide(request, response);
      case "GET /tpa/paiementws.web": {
        const opened = operations.open(searchParams.get("idop") ?? "");
        write(response, 200, "text/html", "fault" in opened ? faultPage(opened.fault) : payerPage(opened));
        return;
      }
      case "POST /panne":
        down = new URLSearchParams(await text(request)).get("down") === "yes";
        response.writeHead(303, { location: "/" }).end();
        return;
      default:
        write(response, pathname === "/" ? 200 : 404, "text/html", aboutPage(down));
    }
  };

  const listener = await serve((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`payfip: ${String(error)}\n`);
      response.destroy();
    });
  });
  return {
    ...listener,
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: async () => {
      for (const timer of timers) clearTimeout(timer);
      await listener.close();
    },
  };
}
