import type { DocumentKind } from "../catalogue/rules/catalogue.ts";
import type { ChildId } from "../kernel/ids.ts";

/** The very place of « Mes justificatifs » where a document is sent. */
export const documentHref = ({ of, id }: Pick<DocumentKind, "of" | "id">, childId: ChildId): string =>
  `/mes-justificatifs#${of === "child" ? childId : "foyer"}-${id}`;
