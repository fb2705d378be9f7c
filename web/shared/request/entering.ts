import type { SectionId } from "../../../functions/catalogue/rules/file-rules.ts";

/** Whether a part of the file is said anew each time: somebody whom it enters, figures that nothing of is kept. */
export const isSaidAnew = (section: SectionId): boolean =>
  section === "newChild" || section === "newAdult" || section === "quotientPapers";
