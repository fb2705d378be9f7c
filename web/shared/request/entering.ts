import type { SectionId } from "../../../functions/catalogue/rules/file-rules.ts";

/** Whether a part of the file enters somebody: nothing of them stood before. */
export const entersSomebody = (section: SectionId): boolean => section === "newChild" || section === "newAdult";
