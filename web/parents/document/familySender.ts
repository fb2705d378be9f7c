/** A family's own way to send documents. */
import type { DocumentKindId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import type { Sender } from "../../shared/document/useUploads.ts";
import type { Owner } from "./owner.ts";

export const familySender = (owner: Owner, kind: DocumentKindId): Sender => ({
  announce: (file, signal) => call("document.send", { body: { ...owner, kind, ...file }, signal }),
  takeBack: (documentId) => call("document.remove", { params: { documentId }, query: owner }),
  look: async (signal) => (await call("document.sent", { query: { ...owner, kind }, signal })).documents,
});
