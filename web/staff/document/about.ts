/** What a staff member reads of documents that wait: « Assurance, Léa ». */
import type { WaitingDocuments } from "../../../functions/document/contract/waiting.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { officeDocuments as strings } from "../../strings/fr/document/document.ts";

export const aboutOf = ({
  documentName,
  childName,
  about,
}: Pick<WaitingDocuments, "documentName" | "childName" | "about">): string =>
  strings.about(documentName, childName ?? strings.ofHousehold) +
  (about ? strings.ofDays(dateOnly(about.from), dateOnly(about.to)) : "");
