/** Opening a document: a link of some minutes, for who holds it, as what it was found to be. */
import type { SeenBy } from "../../family/rules/seen.ts";
import { linkSeconds, linkTo } from "../../files/bucket.ts";
import type { UseCases } from "../../http/call.ts";
import { plusSeconds } from "../../kernel/clock.ts";
import type { DocumentId } from "../../kernel/ids.ts";
import type { documentFiles } from "../contract.ts";
import type { DocumentDependencies } from "../dependencies.ts";
import { isReadable, type Owner } from "../rules/document.ts";
import { dispositionOf } from "../rules/file-name.ts";
import { mediaTypes } from "../rules/judge-file.ts";
import { readDocument } from "../store/documents.ts";
import { isSharedWith, noDocument, ownerOf, readHolder } from "./owner.ts";

type Routes = UseCases<typeof documentFiles>;

async function open(
  { table, catalogue, clock, bucket }: DocumentDependencies,
  owner: Owner,
  documentId: DocumentId,
  as: "inline" | "attachment",
  by: SeenBy,
) {
  const [, document, latest] = await Promise.all([
    readHolder(table, owner, by),
    readDocument(table, owner, documentId),
    catalogue.latest(),
  ]);
  if (!document?.file || !isReadable(document)) throw noDocument();
  if (by !== "office" && !isSharedWith(latest, document, owner.familyCode)) throw noDocument();
  const { type } = document.file;
  const until = plusSeconds(clock(), linkSeconds);
  const url = await linkTo(bucket, document.fileId, {
    type: mediaTypes[type],
    disposition: dispositionOf(as, document.name, type),
  });
  return { body: { url, type, until } };
}

export const openDocument =
  (dependencies: DocumentDependencies): Routes["document.open"] =>
  ({ session, params, query }) =>
    open(dependencies, ownerOf(session.familyCode, query.childId), params.documentId, query.as, session.guardianId);

export const openDocumentOfFamily =
  (dependencies: DocumentDependencies): Routes["document.openOfFamily"] =>
  ({ params, query }) =>
    open(dependencies, ownerOf(params.familyCode, query.childId), params.documentId, query.as, "office");
