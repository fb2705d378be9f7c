/**
 * Taking a document back: the record goes, the stream removes the file, and the bucket forgets it a month later. Staff may
 * take away any of them; that it was there, who took it away and why stays.
 */
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { documentFiles } from "../contract/files.ts";
import type { DocumentDependencies } from "../dependencies.ts";
import { mayRemove } from "../rules/document.ts";
import { readDocument, recordRemoved, removeDocument as removeFrom } from "../store/documents.ts";
import { holdDocuments } from "../store/held.ts";
import { unfitWords } from "../words.fr.ts";
import { isSharedWith, noDocument, ownerOf, readHolder } from "./owner.ts";

type Routes = UseCases<typeof documentFiles>;

export const removeDocument =
  ({ table, catalogue, goesWithRequest }: DocumentDependencies): Routes["document.remove"] =>
  async ({ session, params: { documentId }, query: { childId } }) => {
    const owner = ownerOf(session.familyCode, childId);
    const [, document, latest] = await Promise.all([
      readHolder(table, owner, session.guardianId),
      readDocument(table, owner, documentId),
      catalogue.latest(),
    ]);
    // Taken back already: asking again finds it done. One that is none of theirs is not there.
    if (!document || !isSharedWith(latest, document, owner.familyCode)) return { body: undefined };
    if (!mayRemove(document))
      throw new Problem(
        "notPossible",
        "Ce document est accepté : votre dossier repose sur lui. Pour le faire supprimer, contactez le guichet.",
      );
    // Sent at this very moment, it may go all the same: accepting looks for it again (request/use-cases/documents.ts).
    if (await goesWithRequest(document))
      throw new Problem(
        "notPossible",
        "Ce document accompagne une demande qui attend le guichet. Dans « Suivre mes demandes », corrigez la demande pour l’en enlever, ou retirez-la.",
      );
    if (!(await removeFrom(table, document)))
      throw new Problem("changed", "Le guichet vient de répondre à propos de ce document. Rechargez la page.");
    // The stream does it too; done here, the page shows it at once.
    await holdDocuments(table, owner, document.kind, unfitWords);
    return { body: undefined };
  };

export const removeDocumentForFamily =
  ({ table, clock }: DocumentDependencies): Routes["document.removeForFamily"] =>
  async ({ session, params: { familyCode, documentId }, body: { childId, reason } }) => {
    const owner = ownerOf(familyCode, childId);
    const [, document] = await Promise.all([
      readHolder(table, owner, "office"),
      readDocument(table, owner, documentId),
    ]);
    if (!document) throw noDocument();
    // Taken away already: the first reason stays.
    if (document.state.status === "removed") return { body: undefined };
    if (!(await recordRemoved(table, document, { at: clock(), by: session.login, reason })))
      throw new Problem("changed", "Ce document vient de changer. Rechargez la page.");
    await holdDocuments(table, owner, document.kind, unfitWords);
    return { body: undefined };
  };
