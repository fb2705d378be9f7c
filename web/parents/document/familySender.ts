/** A family's own way to send documents. */
import type { DocumentKindId, PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import type { Sender } from "../../shared/document/useUploads.ts";
import type { Owner } from "./owner.ts";

/** `about`: the days of an absence, of its certificate. */
export const familySender = (
  owner: Owner,
  kind: DocumentKindId,
  about?: { readonly from: PlainDate; readonly to: PlainDate },
): Sender => ({
  announce: (file, signal) =>
    call("document.send", { body: { ...owner, kind, ...(about ? { about } : {}), ...file }, signal }),
  takeBack: (documentId) => call("document.remove", { params: { documentId }, query: owner }),
  look: async (signal) => (await call("document.sent", { query: { ...owner, kind }, signal })).documents,
});
