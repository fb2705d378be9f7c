/**
 * Which of a household's requests one of its adults may follow. One that says anything of what is kept from them is not
 * there for them, whole: its words may say the rest. Pure.
 */
import { sameBorn } from "../../family/rules/same-person.ts";
import { hidesHome, isShielded, type SeenBy, type SeenFamily } from "../../family/rules/seen.ts";
import type { FileRequest, Value } from "./request.ts";

const textIn = (changes: FileRequest["changes"], name: string): string => {
  const value = changes.find(({ field }) => field === name)?.after;
  return typeof value === "string" ? value : "";
};

/** Codes of the children that a value names, where it does. */
const childrenIn = (value: Value): readonly string[] =>
  typeof value === "object" && value !== null ? Object.keys(value) : [];

export function mayFollow(
  { section, guardianId, childId, decided, documents, changes }: FileRequest,
  { household, hidden }: SeenFamily,
  by: SeenBy,
): boolean {
  if (by === "office") return true;
  const about = [childId, decided?.made, ...documents.map((one) => one.childId)];
  if (about.some((child) => child !== undefined && hidden.has(child))) return false;
  if (guardianId !== undefined && isShielded(household, guardianId, by)) return false;
  switch (section) {
    case "household":
      return !(hidesHome(household, by) && changes.some(({ field }) => field === "address"));
    case "adult": {
      const named = changes.flatMap(({ field, before, after }) =>
        field === "links" ? [...childrenIn(before), ...childrenIn(after)] : [],
      );
      return ![...hidden.keys()].some((child) => named.includes(child));
    }
    case "childRecord":
      return true;
    case "newChild": {
      const said = {
        firstName: textIn(changes, "firstName"),
        lastName: textIn(changes, "lastName"),
        birthDate: textIn(changes, "birthDate"),
      };
      return ![...hidden.values()].some((child) => sameBorn(child, said));
    }
  }
}
