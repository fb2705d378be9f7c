import type { UseCases } from "../../http/call.ts";
import type { documentFiles } from "../contract/files.ts";
import type { DocumentDependencies } from "../dependencies.ts";
import { openDocument, openDocumentOfFamily } from "./open.ts";
import { removeDocument, removeDocumentForFamily } from "./remove.ts";
import { sendDocument, sendDocumentForFamily } from "./send.ts";

export const documentFilesUseCases = (dependencies: DocumentDependencies): UseCases<typeof documentFiles> => ({
  "document.send": sendDocument(dependencies),
  "document.sendForFamily": sendDocumentForFamily(dependencies),
  "document.remove": removeDocument(dependencies),
  "document.removeForFamily": removeDocumentForFamily(dependencies),
  "document.open": openDocument(dependencies),
  "document.openOfFamily": openDocumentOfFamily(dependencies),
});
