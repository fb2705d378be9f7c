/**
 * The connector to PayFiP: an operation is created, its result looked up, an account's settings checked.
 *
 *     POST {endpoint}/tpa/services/securite      SOAP 1.1, see payfip-messages.ts
 *     the payer then goes to {endpoint}/tpa/paiementws.web?idop=<operation>, once, within fifteen minutes
 *
 * It answers whatever happens: what is wrong with the service is an answer too. Messages hold an address of mail, so that
 * neither they nor answers ever reach the log; codes do.
 */
import * as z from "zod/mini";
import { id, patterns, type PayfipOperationId } from "../kernel/ids.ts";
import { lazily } from "../kernel/lazily.ts";
import { cents } from "../kernel/money.ts";
import {
  faultOf,
  faultsOf,
  outcomeOf,
  payfipInput,
  type Away,
  type PayfipFault,
  type PaymentDetail,
  type PaymentOrder,
} from "./rules/payfip.ts";
import { callMessage, readReply, type PayfipCall } from "./payfip-messages.ts";

export interface PayFip {
  /** An operation for an order, or why there is none. Throws for an order that `faultsOf` finds wrong. */
  readonly create: (
    order: PaymentOrder,
  ) => Promise<{ readonly kind: "created"; readonly operation: PayfipOperationId } | PayfipFault | Away>;
  readonly lookUp: (
    operation: PayfipOperationId,
  ) => Promise<{ readonly kind: "result"; readonly detail: PaymentDetail } | PayfipFault | Away>;
  /** The names under which the treasury knows an account (`numcli`): what « Vérifier » shows. */
  readonly account: (
    client: string,
  ) => Promise<{ readonly kind: "known"; readonly names: readonly string[] } | PayfipFault | Away>;
  /** Where a payer pays an operation. */
  readonly pageOf: (operation: PayfipOperationId) => string;
}

/** Milliseconds: what the treasury's service may take. */
const patience = 15_000;
const unreadable: Away = { kind: "away", why: "unreadable" };

const operationOf = (text: string | undefined): PayfipOperationId | null => {
  const lower = text?.toLowerCase() ?? "";
  return patterns.PayfipOperationId.test(lower) ? id("PayfipOperationId", lower) : null;
};

const detailSchema = lazily(() =>
  z.object({
    resultrans: z.string(),
    numcli: z.string(),
    refdet: z.string(),
    montant: z.string().check(z.regex(/^\d{1,9}$/u)),
    numauto: z.optional(z.string()),
    dattrans: z.optional(z.string()),
    heurtrans: z.optional(z.string()),
  }),
);

function detailOf(fields: Readonly<Record<string, string>>): PaymentDetail | null {
  // Both spellings are seen.
  const operation = operationOf(fields["idOp"] ?? fields["idop"]);
  const read = z.safeParse(detailSchema(), fields);
  if (!operation || !read.success) return null;
  const { resultrans, numcli, refdet, montant, numauto, dattrans, heurtrans } = read.data;
  return {
    operation,
    outcome: outcomeOf(resultrans),
    client: numcli,
    reference: refdet,
    amount: cents(Number(montant)),
    ...(numauto ? { authorisation: numauto } : {}),
    ...(dattrans && heurtrans ? { on: { date: dattrans, time: heurtrans } } : {}),
  };
}

export function payFip(endpoint: string, send: typeof fetch = fetch): PayFip {
  const ask = async (
    call: PayfipCall,
    fields: Readonly<Record<string, string>>,
  ): Promise<{ readonly kind: "answer"; readonly fields: Readonly<Record<string, string>> } | PayfipFault | Away> => {
    try {
      const response = await send(new URL("/tpa/services/securite", endpoint), {
        method: "POST",
        headers: { "content-type": "text/xml; charset=utf-8", soapaction: '""' },
        body: callMessage(call, fields),
        redirect: "error",
        signal: AbortSignal.timeout(patience),
      });
      // A fault comes with 500, as SOAP 1.1 has it: the message says what it is, not the status.
      const reply = readReply(call, await response.text());
      switch (reply.kind) {
        case "answer":
          return reply;
        case "fault":
          return faultOf(reply.code);
        case "technical":
          return { kind: "away", why: "failed" };
        case "unreadable":
          return unreadable;
      }
    } catch (error) {
      const late = error instanceof Error && error.name === "TimeoutError";
      // `fetch` throws a TypeError when no answer came: the network, a name, a certificate, a redirection.
      if (!late && !(error instanceof TypeError)) throw error;
      return { kind: "away", why: late ? "late" : "failed" };
    }
  };

  return {
    create: async (order) => {
      const faults = faultsOf(order);
      if (faults.length > 0) throw new Error(`An order that PayFiP would refuse: ${faults.join(", ")}`);
      const answer = await ask("creerPaiementSecurise", {
        exer: String(order.year),
        mel: order.email,
        montant: String(order.amount),
        numcli: order.client,
        objet: order.subject,
        refdet: order.reference,
        saisie: payfipInput[order.mode],
        urlnotif: order.notifyAt,
        urlredirect: order.returnTo,
      });
      if (answer.kind !== "answer") return answer;
      const operation = operationOf(answer.fields["idOp"] ?? answer.fields["idop"]);
      return operation ? { kind: "created", operation } : unreadable;
    },
    lookUp: async (operation) => {
      const answer = await ask("recupererDetailPaiementSecurise", { idOp: operation });
      if (answer.kind !== "answer") return answer;
      const detail = detailOf(answer.fields);
      return detail ? { kind: "result", detail } : unreadable;
    },
    account: async (client) => {
      const answer = await ask("recupererDetailClient", { numCli: client });
      if (answer.kind !== "answer") return answer;
      const names = ["libelleN1", "libelleN2", "libelleN3"].flatMap((name) => answer.fields[name] ?? []);
      return { kind: "known", names: names.filter((name) => name !== "") };
    },
    pageOf: (operation) => new URL(`/tpa/paiementws.web?idop=${operation}`, endpoint).href,
  };
}
