/** PayFiP's side of its SOAP messages, written apart from the portal's: what both agree on is the protocol. */
import Builder from "fast-xml-builder";
import { XMLParser } from "fast-xml-parser";
import * as z from "zod";
import type { Fault, Fields } from "./operations.ts";

const namespace =
  "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService";
const builder = new Builder({ ignoreAttributes: false });
// Namespaces are checked as they were declared, so prefixes stay.
const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });

const calls = ["creerPaiementSecurise", "recupererDetailPaiementSecurise", "recupererDetailClient"] as const;
export type Call = (typeof calls)[number];

const local = (name: string): string => name.slice(name.indexOf(":") + 1);
const childOf = (node: unknown, wanted: string): readonly [string, unknown] | null =>
  typeof node === "object" && node !== null
    ? (Object.entries(node).find(([name]) => local(name) === wanted) ?? null)
    : null;
const arguments_ = z.object({ arg0: z.record(z.string(), z.string()) });

/** A call: its name in PayFiP's namespace, its arguments without any. Null for anything else. */
export function readCall(xml: string): { readonly call: Call; readonly fields: Fields } | null {
  const [, envelope] = childOf(parser.parse(xml), "Envelope") ?? [];
  const [, body] = childOf(envelope, "Body") ?? [];
  for (const call of calls) {
    const [name = "", content] = childOf(body, call) ?? [];
    if (content === undefined) continue;
    const prefix = name.includes(":") ? name.slice(0, name.indexOf(":")) : "";
    const declared = z.record(z.string(), z.unknown()).parse(content)[prefix === "" ? "@_xmlns" : `@_xmlns:${prefix}`];
    const read = arguments_.safeParse(content);
    return declared === namespace && read.success ? { call, fields: read.data.arg0 } : null;
  }
  return null;
}

const message = (body: object): string =>
  builder.build({
    "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
    "S:Envelope": { "@_xmlns:S": "http://schemas.xmlsoap.org/soap/envelope/", "S:Body": body },
  });

export const answerMessage = (call: Call, fields: Fields): string =>
  message({ [`ns2:${call}Response`]: { "@_xmlns:ns2": namespace, return: fields } });

export function faultMessage(fault: Fault): string {
  const name = typeof fault === "string" ? fault : "FonctionnelleErreur";
  const told =
    typeof fault === "string" ? {} : { code: fault.code, descriptif: "", libelle: fault.label, severite: "2" };
  return message({
    "S:Fault": {
      faultcode: "S:Server",
      faultstring: `fr.gouv.finances.cp.tpa.webservice.exceptions.${name}`,
      detail: { [`ns1:${name}`]: { "@_xmlns:ns1": namespace, ...told } },
    },
  });
}
