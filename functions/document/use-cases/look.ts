import type { UseCases } from "../../http/call.ts";
import type { documentLook, documentOffice } from "../contract/look.ts";
import type { DocumentReading, OwnDocumentReading } from "../dependencies.ts";
import { listDocuments, listDocumentsOfFamily } from "./list.ts";
import { listSent, listSentByFamily } from "./sent.ts";

export const documentLookUseCases = (dependencies: OwnDocumentReading): UseCases<typeof documentLook> => ({
  "document.list": listDocuments(dependencies),
  "document.sent": listSent(dependencies),
});

export const documentOfficeUseCases = (dependencies: DocumentReading): UseCases<typeof documentOffice> => ({
  "document.ofFamily": listDocumentsOfFamily(dependencies),
  "document.sentByFamily": listSentByFamily(dependencies),
});
