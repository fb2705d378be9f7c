/** What a staff member reads of documents that wait: « Assurance, Léa ». */
import type { WaitingDocuments } from "../../../functions/document/contract.ts";
import { officeDocuments as strings } from "../../strings/fr/document/document.ts";

export const aboutOf = ({ documentName, childName }: Pick<WaitingDocuments, "documentName" | "childName">): string =>
  strings.about(documentName, childName ?? strings.ofHousehold);
