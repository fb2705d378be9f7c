/**
 * Which of a household's requests one of its adults may follow. One that says anything of what is kept from them is not
 * there for them, whole: its words may say the rest. Pure.
 */
import { sameBorn } from "../../family/rules/same-person.ts";
import { readId, type ChildId, type GuardianId } from "../../kernel/ids.ts";
import { hidesHome, isShielded, type SeenBy, type SeenFamily } from "../../family/rules/seen.ts";
import { changesOf, partsOf, type Asked, type FileRequest, type Part, type Value } from "./request.ts";

/** What a request says of a field as it is to be: a text. */
export const textIn = (changes: FileRequest["changes"], name: string): string => {
  const value = changes.find(({ field }) => field === name)?.after;
  return typeof value === "string" ? value : "";
};

/** Codes of the children that a value names, where it does. */
const childrenIn = (value: Value): readonly string[] =>
  typeof value === "object" && value !== null ? Object.keys(value) : [];

/** Children to whom a request links an adult, or no longer does. */
export const linkedChildren = (asked: Asked): readonly ChildId[] => [
  ...new Set(
    changesOf(asked)
      .flatMap(({ field, before, after }) => (field === "links" ? [...childrenIn(before), ...childrenIn(after)] : []))
      .flatMap((code) => readId("ChildId", code) ?? []),
  ),
];

export function mayFollow(request: FileRequest, family: SeenFamily, by: SeenBy): boolean {
  if (by === "office") return true;
  const { household, hidden } = family;
  const { decided, documents } = request;
  const about = [decided?.made, ...documents.map(({ childId }) => childId)];
  if (about.some((child) => child !== undefined && hidden.has(child))) return false;
  if (decided?.madeAdult !== undefined && isShielded(household, decided.madeAdult, by)) return false;
  return partsOf(request).every((part) => mayKnowPart(part, family, by));
}

function mayKnowPart(part: Part, { household, hidden }: SeenFamily, by: GuardianId): boolean {
  const { section, guardianId, childId, changes } = part;
  if (childId !== undefined && hidden.has(childId)) return false;
  if (guardianId !== undefined && isShielded(household, guardianId, by)) return false;
  switch (section) {
    case "household":
      return !(hidesHome(household, by) && changes.some(({ field }) => field === "address"));
    case "adult":
    case "newAdult":
      return !linkedChildren(part).some((child) => hidden.has(child));
    case "adultLeaving":
    case "child":
    case "childLeaving":
    case "childRecord":
    case "quotientPapers":
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
