/** Taking a document back: the record goes, the stream removes the file, and the bucket forgets it a month later. */
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { documentFiles } from "../contract.ts";
import type { DocumentDependencies } from "../dependencies.ts";
import { mayRemove } from "../rules/document.ts";
import { readDocument, removeDocument as removeFrom } from "../store/documents.ts";
import { holdDocuments } from "../store/held.ts";
import { unfitWords } from "../words.fr.ts";
import { ownerOf, readHolder } from "./owner.ts";

export const removeDocument =
  ({ table }: DocumentDependencies): UseCases<typeof documentFiles>["document.remove"] =>
  async ({ session, params: { documentId }, query: { childId } }) => {
    const owner = ownerOf(session.familyCode, childId);
    const [, document] = await Promise.all([readHolder(table, owner), readDocument(table, owner, documentId)]);
    // Taken back already: asking again finds it done.
    if (!document) return { body: undefined };
    if (!mayRemove(document))
      throw new Problem(
        "notPossible",
        "Ce document est accepté : votre dossier repose sur lui. Pour le faire supprimer, contactez le guichet.",
      );
    if (!(await removeFrom(table, document)))
      throw new Problem("changed", "Le guichet vient de répondre à propos de ce document. Rechargez la page.");
    // The stream does it too; done here, the page shows it at once.
    await holdDocuments(table, owner, document.kind, unfitWords);
    return { body: undefined };
  };
