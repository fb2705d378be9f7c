/** Sending a document, taking it back, opening it. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { fileName } from "../../http/file-name.ts";
import { reason } from "../../http/reason.ts";
import { route, staff, touches } from "../../http/route.ts";
import { mostBytes } from "../rules/judge-file.ts";
import { mostPages } from "../rules/page-order.ts";
import { aboutDays, documentLink, ownerQuery, shownAs } from "./documents.ts";

const announced = {
  ...ownerQuery,
  kind: branded("DocumentKindId"),
  /** Its place among the files that were chosen at once: `of` names the choice. */
  page: z.optional(
    z.strictObject({
      of: z.string().check(z.regex(/^[A-Za-z0-9-]{8,40}$/)),
      rank: z.int().check(z.gte(0), z.lt(mostPages)),
    }),
  ),
  /** Of the certificate of an absence. */
  about: z.optional(aboutDays),
  /** Of the file: it is tidied before it is kept. */
  name: fileName,
  size: z.int().check(
    z.minimum(1, { error: "Ce fichier est vide. Choisissez-en un autre." }),
    z.maximum(mostBytes, {
      error: "Ce fichier dépasse 10 Mo. Prenez le document en photo, ou envoyez ses pages une par une.",
    }),
  ),
};
const uploading = z.object({
  documentId: branded("DocumentId"),
  form: z.object({ url: z.string(), fields: z.record(z.string(), z.string()) }),
});
export type Uploading = z.infer<typeof uploading>;

export const documentFiles = {
  "document.send": route({
    method: "POST",
    path: "/api/documents",
    access: "guardian",
    status: 201,
    summary: "Annoncer un document : la réponse est le formulaire par lequel le fichier est envoyé",
    body: z.strictObject(announced),
    answer: uploading,
    problems: ["notFound", "notPossible"],
  }),
  "document.sendForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/documents",
    ...staff("documents.write", touches("params.familyCode", "body.childId")),
    status: 201,
    summary: "Ajouter un document au dossier d’une famille : la réponse est le formulaire d’envoi du fichier",
    params: z.strictObject({ familyCode: branded("FamilyCode") }),
    body: z.strictObject({ ...announced, reason }),
    answer: uploading,
    problems: ["notFound", "notPossible"],
  }),
  "document.removeForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/documents/{documentId}/removal",
    ...staff("documents.write", touches("params.familyCode", "params.documentId", "body.childId")),
    status: 204,
    summary: "Supprimer un document d’une famille, même accepté : le fichier disparaît, le motif reste",
    params: z.strictObject({ familyCode: branded("FamilyCode"), documentId: branded("DocumentId") }),
    body: z.strictObject({ ...ownerQuery, reason }),
    answer: null,
    problems: ["notFound", "changed"],
  }),
  "document.remove": route({
    method: "DELETE",
    path: "/api/documents/{documentId}",
    access: "guardian",
    status: 204,
    summary: "Reprendre un document qui n’est pas accepté",
    params: z.strictObject({ documentId: branded("DocumentId") }),
    query: z.strictObject(ownerQuery),
    answer: null,
    problems: ["notFound", "notPossible", "changed"],
  }),
  "document.open": route({
    method: "GET",
    path: "/api/documents/{documentId}/link",
    access: "guardian",
    status: 200,
    summary: "Ouvrir un document : un lien de quelques minutes",
    params: z.strictObject({ documentId: branded("DocumentId") }),
    query: z.strictObject({ ...ownerQuery, as: shownAs }),
    answer: documentLink,
    problems: ["notFound"],
  }),
  "document.openOfFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/documents/{documentId}/link",
    ...staff("documents.read", touches("params.familyCode", "params.documentId", "query.childId")),
    status: 200,
    summary: "Ouvrir un document d’une famille : un lien de quelques minutes",
    params: z.strictObject({ familyCode: branded("FamilyCode"), documentId: branded("DocumentId") }),
    query: z.strictObject({ ...ownerQuery, as: shownAs }),
    answer: documentLink,
    problems: ["notFound"],
  }),
} as const;
