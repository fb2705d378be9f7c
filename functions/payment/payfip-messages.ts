/**
 * PayFiP's SOAP messages: document/literal, arguments without prefix in `<arg0>`, results in `<return>`, every field an
 * optional text. Written and read by a library; nothing is made of strings.
 */
import Builder from "fast-xml-builder";
import { XMLParser } from "fast-xml-parser";
import * as z from "zod/mini";
import { lazily } from "../kernel/lazily.ts";

const envelopeNamespace = "http://schemas.xmlsoap.org/soap/envelope/";
const payfipNamespace =
  "http://securite.service.tpa.cp.finances.gouv.fr/services/mas_securite/contrat_paiement_securise/PaiementSecuriseService";

export type PayfipCall = "creerPaiementSecurise" | "recupererDetailPaiementSecurise" | "recupererDetailClient";

const builder = new Builder({ ignoreAttributes: false, suppressEmptyNode: false, processEntities: true });

const declaration = { "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" } };

/** A call with its fields, in the order of the service's schema, which is the alphabet's. */
export const callMessage = (call: PayfipCall, fields: Readonly<Record<string, string>>): string =>
  builder.build({
    ...declaration,
    "soap:Envelope": {
      "@_xmlns:soap": envelopeNamespace,
      "soap:Body": {
        [`pay:${call}`]: {
          "@_xmlns:pay": payfipNamespace,
          arg0: Object.fromEntries(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1))),
        },
      },
    },
  });

/** PayFiP's own machines fail, or do not understand. What was asked for being wrong is a `FonctionnelleErreur`, with a code. */
const technicalFaults = ["TechDysfonctionnementErreur", "TechIndisponibiliteErreur", "TechProtocolaireErreur"] as const;
export type TechnicalFault = (typeof technicalFaults)[number];

/** Numbers stay text, since theirs begin with zeros; no entity but XML's own five is ever resolved. */
const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: { enabled: true, maxEntityCount: 0 },
});

const fieldsSchema = lazily(() => z.record(z.string(), z.string()));
const envelope = lazily(() => z.object({ Envelope: z.object({ Body: z.record(z.string(), z.unknown()) }) }));
const answered = lazily(() => z.object({ return: fieldsSchema() }));
const functional = lazily(() => z.object({ code: z.string() }));
const faulted = lazily(() =>
  z.object({
    faultstring: z.optional(z.string()),
    detail: z.optional(z.union([z.literal(""), z.record(z.string(), z.unknown())])),
  }),
);

/** What a whole message ends with: the parser makes something of one that was cut, too. */
const end = /<\/(?:[A-Za-z0-9]+:)?Envelope>\s*$/u;

/** Null for what is no XML. */
function parsed(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** The content of a message's body; null for what is no SOAP message. */
function bodyOf(xml: string): Readonly<Record<string, unknown>> | null {
  // A document type is how entities are smuggled in; neither side ever sends one.
  if (/<!DOCTYPE/iu.test(xml) || !end.test(xml)) return null;
  const read = z.safeParse(envelope(), parsed(xml));
  return read.success ? read.data.Envelope.Body : null;
}

export type PayfipReply =
  | { readonly kind: "answer"; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: "fault"; readonly code: string }
  | { readonly kind: "technical"; readonly fault: TechnicalFault }
  | { readonly kind: "unreadable" };

/** What PayFiP has replied to a call. */
export function readReply(call: PayfipCall, xml: string): PayfipReply {
  const body = bodyOf(xml);
  if (!body) return { kind: "unreadable" };
  const answer = z.safeParse(answered(), body[`${call}Response`]);
  if (answer.success) return { kind: "answer", fields: answer.data.return };
  const fault = z.safeParse(faulted(), body["Fault"]);
  if (!fault.success) return { kind: "unreadable" };
  const { detail, faultstring = "" } = fault.data;
  const told = typeof detail === "object" ? detail : {};
  const error = z.safeParse(functional(), told["FonctionnelleErreur"]);
  if (error.success) return { kind: "fault", code: error.data.code };
  const technical = technicalFaults.find((name) => name in told || faultstring.endsWith(name));
  return technical ? { kind: "technical", fault: technical } : { kind: "unreadable" };
}
