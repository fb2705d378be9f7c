/** `dossier`: what an activity asks a child's file to hold, `[inscription, justificatif assurance]`. */
import type { Requirement } from "../rules/catalogue.ts";
import { readId, type DocumentKindId } from "../../kernel/ids.ts";
import { quote, type Reader } from "../../import/cells.ts";
import { fold } from "./fields.ts";

export type Required = { readonly requirement: Requirement } | { readonly document: DocumentKindId };

/** As the file writes each. */
const requirementWords: Readonly<Record<Requirement, string>> = {
  record: "fiche",
  vaccines: "vaccins",
  consents: "autorisations",
  enrolment: "inscription",
  certification: "confirmation",
};
const requirements = Object.keys(requirementWords).filter((name): name is Requirement => name in requirementWords);

export const readRequired: Reader<Required> = (text) => {
  const [, code = ""] = /^justificatif (\S+)$/u.exec(text.trim().replace(/\s+/gu, " ")) ?? [];
  const document = readId("DocumentKindId", code);
  if (document) return { value: { document } };
  const requirement = requirements.find((one) => requirementWords[one] === fold(text));
  return requirement
    ? { value: { requirement } }
    : {
        reason: `${quote(text)} : écrivez « fiche », « vaccins », « autorisations », « inscription », « confirmation », ou « justificatif » puis son code, par exemple « justificatif assurance »`,
      };
};

export const requiredWords = (required: Required): string =>
  "document" in required ? `justificatif ${required.document}` : requirementWords[required.requirement];
