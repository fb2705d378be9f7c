/**
 * Papers that prove something of a child's health, where the town asks for them: the protocol of a PAI, a prescription,
 * pages of the health record. Pure.
 */
import type { Catalogue, DocumentKind } from "../../catalogue/rules/catalogue.ts";
import { heldBy } from "../../document/rules/needs.ts";
import type { HeldDocuments } from "../../family/rules/held-documents.ts";
import { childFieldRule } from "./completeness.ts";
import { provenFields, type ProvenField } from "./fields.ts";

interface HealthPaper {
  readonly kind: DocumentKind;
  readonly proves: ProvenField;
  /** What was answered calls for it; else it is there because one was given. */
  readonly asked: boolean;
}

/** `claimed`: whether what was answered is something that a paper proves: "no PAI" is not. */
export const healthPapers = (
  { file, documents = [] }: Pick<Catalogue, "file" | "documents">,
  child: { readonly documents?: HeldDocuments | undefined },
  claimed: (field: ProvenField) => boolean,
): readonly HealthPaper[] =>
  provenFields.flatMap((proves) => {
    const rule = childFieldRule(file, proves);
    const asked = rule.shown && claimed(proves);
    return documents
      .filter((kind) => kind.of === "health" && rule.documents.includes(kind.id))
      .flatMap((kind) => (asked || heldBy(child, kind.id) ? [{ kind, proves, asked }] : []));
  });
