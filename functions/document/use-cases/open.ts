/** Opening a document: a link of some minutes, for who holds it, as what it was found to be. */
import type { SeenBy } from "../../family/rules/seen.ts";
import { linkSeconds, linkTo } from "../../files/bucket.ts";
import type { UseCases } from "../../http/call.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import type { DocumentId } from "../../kernel/ids.ts";
import type { documentFiles } from "../contract/files.ts";
import type { DocumentOpening } from "../dependencies.ts";
import { isReadable, type Owner } from "../rules/document.ts";
import { dispositionOf } from "../rules/file-name.ts";
import { mediaTypes } from "../rules/judge-file.ts";
import { readDocument } from "../store/documents.ts";
import { isOfHealth, isSharedWith, noDocument, ownerOf, readHolder } from "./owner.ts";

type Routes = UseCases<typeof documentFiles>;

/** `health`: opened by staff as a paper of the child's health, and of nothing else; a look that is to be recorded first. */
export async function openOf(
  { table, catalogue, clock, bucket }: DocumentOpening,
  owner: Owner,
  documentId: DocumentId,
  as: "inline" | "attachment",
  by: SeenBy,
  { health }: { readonly health: boolean } = { health: false },
) {
  const [, document, latest] = await Promise.all([
    readHolder(table, owner, by),
    readDocument(table, owner, documentId),
    catalogue.latest(),
  ]);
  if (!document?.file || !isReadable(document)) throw noDocument();
  if (by === "office" ? isOfHealth(latest, document) !== health : !isSharedWith(latest, document, owner.familyCode))
    throw noDocument();
  const { type } = document.file;
  const until = plusSeconds(clock(), linkSeconds);
  const url = await linkTo(bucket, document.fileId, {
    type: mediaTypes[type],
    disposition: dispositionOf(as, document.name, type),
  });
  return { body: { url, type, until } };
}

export const openDocument =
  (dependencies: DocumentOpening): Routes["document.open"] =>
  ({ session, params, query }) =>
    openOf(dependencies, ownerOf(session.familyCode, query.childId), params.documentId, query.as, session.guardianId);

export const openDocumentOfFamily =
  (dependencies: DocumentOpening): Routes["document.openOfFamily"] =>
  ({ params, query }) =>
    openOf(dependencies, ownerOf(params.familyCode, query.childId), params.documentId, query.as, "office");
