/** Looking at the documents of a family: what is needed, what was sent. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { route, staff, touches } from "../../http/route.ts";
import { documentsView } from "./needs.ts";
import { ofKind, sentDocuments } from "./documents.ts";

export const documentLook = {
  "document.list": route({
    method: "GET",
    path: "/api/documents",
    access: "guardian",
    status: 200,
    summary: "Mes justificatifs : demandés, manquants, en cours de vérification, valables jusqu’à",
    answer: documentsView,
    problems: [],
  }),
  "document.sent": route({
    method: "GET",
    path: "/api/documents/sent",
    access: "guardian",
    status: 200,
    summary: "Les documents envoyés d’un justificatif, du plus récent au plus ancien",
    query: ofKind,
    answer: sentDocuments,
    problems: ["notFound"],
  }),
} as const;

export const documentOffice = {
  "document.ofFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/documents",
    ...staff("documents.read", touches("params.familyCode")),
    status: 200,
    summary: "Les justificatifs d’une famille : ce qui manque, ce qui est valable",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    answer: documentsView,
    problems: ["notFound"],
  }),
  "document.sentByFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/documents/sent",
    ...staff("documents.read", touches("params.familyCode", "query.childId")),
    status: 200,
    summary: "Les documents envoyés par une famille pour un justificatif",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    query: ofKind,
    answer: sentDocuments,
    problems: ["notFound"],
  }),
} as const;
