import type { UseCases } from "../../http/call.ts";
import type { documentFiles } from "../contract.ts";
import type { DocumentDependencies } from "../dependencies.ts";
import { openDocument, openDocumentOfFamily } from "./open.ts";
import { removeDocument } from "./remove.ts";
import { sendDocument } from "./send.ts";

export const documentFilesUseCases = (dependencies: DocumentDependencies): UseCases<typeof documentFiles> => ({
  "document.send": sendDocument(dependencies),
  "document.remove": removeDocument(dependencies),
  "document.open": openDocument(dependencies),
  "document.openOfFamily": openDocumentOfFamily(dependencies),
});
