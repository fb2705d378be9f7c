/** « Ma fiche famille », « Ajouter un enfant » and « Suivre mes demandes »: what a family reads and asks. */
import * as z from "zod/mini";
import { route } from "../../http/route.ts";
import { branded } from "../../kernel/id-schemas.ts";
import {
  changes,
  documents,
  fileView,
  idempotencyKey,
  message,
  more,
  namedPart,
  ofSection,
  requestList,
  requestView,
  seen,
  sendAnswer,
  sendBody,
} from "./file.ts";

const ownRequest = z.strictObject({ requestId: branded("RequestId") });

export const requestOwn = {
  "request.file": route({
    method: "GET",
    path: "/api/file",
    access: "guardian",
    status: 200,
    summary: "Ma fiche famille : ce que le guichet sait, ce qui se change, ce qui attend sa validation",
    query: ofSection,
    answer: fileView,
    problems: ["notFound"],
  }),
  "request.list": route({
    method: "GET",
    path: "/api/requests",
    access: "guardian",
    status: 200,
    summary: "Suivre mes demandes : les changements demandés ou faits, et les réponses du guichet",
    query: z.strictObject({ before: z.optional(branded("RequestId")) }),
    answer: requestList,
    problems: [],
  }),
  "request.send": route({
    method: "POST",
    path: "/api/requests",
    access: "guardian",
    status: 201,
    summary:
      "Changer une partie de la fiche, ou plusieurs ensemble : ce qui se change aussitôt est enregistré, le reste part au guichet en une demande",
    body: z.strictObject({ ...sendBody, more, documents, text: z.optional(message) }),
    answer: sendAnswer,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.correct": route({
    method: "PUT",
    path: "/api/requests/{requestId}",
    access: "guardian",
    status: 200,
    summary: "Corriger une demande qui attend, ou renvoyer une demande refusée",
    params: ownRequest,
    /** A part that names no section is about what the request is about. */
    body: z.strictObject({
      idempotencyKey,
      seen,
      ...namedPart,
      changes,
      more,
      documents,
      text: z.optional(message),
    }),
    answer: requestView,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.answer": route({
    method: "POST",
    path: "/api/requests/{requestId}/answers",
    access: "guardian",
    status: 200,
    summary: "Répondre au guichet, avec des documents",
    params: ownRequest,
    body: z.strictObject({ idempotencyKey, seen, text: message, documents }),
    answer: requestView,
    problems: ["notFound", "changed", "notPossible"],
  }),
  "request.withdraw": route({
    method: "POST",
    path: "/api/requests/{requestId}/withdrawal",
    access: "guardian",
    status: 200,
    summary: "Retirer une demande",
    params: ownRequest,
    body: z.strictObject({ idempotencyKey, seen }),
    answer: requestView,
    problems: ["notFound", "changed", "notPossible"],
  }),
} as const;
