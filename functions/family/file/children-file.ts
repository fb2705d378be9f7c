/**
 * The children's file: one line a child of a family. A child shared by two households has a line, with the same code,
 * for each.
 */
import { ageOn, sameChild, type Child } from "../rules/family.ts";
import type { FamilyCode, PlainDate } from "../../kernel/ids.ts";
import {
  readChildCode,
  readDate,
  readFamilyCode,
  readGrade,
  readName,
  readSchool,
  type Reader,
} from "../../import/cells.ts";
import type { Columns } from "../../import/header.ts";
import { readLines, type Gathered } from "../../import/lines.ts";

type Field = "childId" | "familyCode" | "lastName" | "firstName" | "birthDate" | "school" | "grade";

export const childColumns: Columns<Field> = {
  childId: {
    heading: "code enfant",
    needed: true,
    also: ["identifiant enfant", "n° enfant", "numéro enfant", "matricule enfant", "id enfant", "code usager"],
  },
  familyCode: {
    heading: "code famille",
    needed: true,
    also: [
      "identifiant famille",
      "n° famille",
      "numéro famille",
      "famille",
      "matricule famille",
      "id famille",
      "code foyer",
    ],
  },
  lastName: { heading: "nom", needed: true, also: ["nom enfant", "nom de l’enfant", "nom de famille"] },
  firstName: { heading: "prénom", needed: true, also: ["prénom enfant", "prénom de l’enfant", "prénoms"] },
  birthDate: {
    heading: "né(e) le",
    needed: true,
    also: ["date de naissance", "né le", "née le", "naissance", "date naissance", "ddn"],
  },
  school: {
    heading: "école",
    needed: false,
    also: ["établissement", "établissement scolaire", "nom école", "nom de l’école"],
  },
  grade: { heading: "classe", needed: false, also: ["niveau", "niveau scolaire", "section"] },
};

export interface ChildDraft {
  readonly line: number;
  readonly familyCode: FamilyCode;
  readonly child: Child;
}

/** Age from which a person is no longer a child of this portal: majority. */
const adultAge = 18;
/** The most children of one family; all enter in one transaction, which takes a hundred records. */
export const mostChildren = 30;

/** A birth date that a child can have on that day. */
const childBirth =
  (today: PlainDate): Reader<PlainDate> =>
  (text) => {
    const reading = readDate(text);
    if ("reason" in reading) return reading;
    if (reading.value > today) return { reason: "cette date de naissance est dans l’avenir" };
    return ageOn(reading.value, today) >= adultAge
      ? { reason: `né(e) à cette date, cet enfant a ${adultAge} ans ou plus` }
      : reading;
  };

/** Throws `UnreadableFile`. `today` is the day of the import. */
export function readChildrenFile(
  bytes: Uint8Array,
  today: PlainDate,
): Gathered & { readonly children: readonly ChildDraft[] } {
  const children: ChildDraft[] = [];
  const byFamily = new Map<FamilyCode, ChildDraft[]>();
  const byCode = new Map<string, ChildDraft>();
  const readBirth = childBirth(today);
  const gathered = readLines(bytes, "children", childColumns, (line) => {
    const childId = line.needed("childId", readChildCode);
    const familyCode = line.needed("familyCode", readFamilyCode);
    const lastName = line.needed("lastName", readName);
    const firstName = line.needed("firstName", readName);
    const birthDate = line.needed("birthDate", readBirth);
    const school = line.optional("school", readSchool);
    const grade = line.optional("grade", readGrade);
    if (!childId || !familyCode || lastName === undefined || firstName === undefined || !birthDate) return familyCode;

    const draft: ChildDraft = {
      line: line.number,
      familyCode,
      child: { id: childId, firstName, lastName, birthDate, grade, school },
    };
    const siblings = byFamily.get(familyCode) ?? [];
    if (siblings.length === mostChildren) {
      line.fault(`cette famille a plus de ${mostChildren} enfants`, "familyCode");
      return familyCode;
    }
    const before = byCode.get(childId);
    const twin = siblings.find(({ child }) => sameChild(child, draft.child));
    if (siblings.some(({ child }) => child.id === childId))
      line.fault(
        `le code enfant ${childId} est déjà à la ligne ${before?.line ?? line.number} pour la même famille`,
        "childId",
      );
    else if (twin)
      line.fault(
        `${firstName} ${lastName}, né(e) le même jour, est déjà à la ligne ${twin.line} avec le code ${twin.child.id}`,
        "lastName",
      );
    else if (before && !sameChild(before.child, draft.child))
      line.fault(
        `le code enfant ${childId} désigne déjà ${before.child.firstName} ${before.child.lastName} à la ligne ${before.line}`,
        "childId",
      );
    if (siblings.length === 0) byFamily.set(familyCode, siblings);
    siblings.push(draft);
    if (!before) byCode.set(childId, draft);
    children.push(draft);
    return familyCode;
  });
  return { ...gathered, children: withHouseholds(children) };
}

/** A child that has a line for each of its households knows the others. */
function withHouseholds(drafts: readonly ChildDraft[]): readonly ChildDraft[] {
  const households = Map.groupBy(drafts, ({ child }) => child.id);
  return drafts.map((draft) => {
    const others = (households.get(draft.child.id) ?? [])
      .map(({ familyCode }) => familyCode)
      .filter((code) => code !== draft.familyCode);
    return others.length === 0
      ? draft
      : { ...draft, child: { ...draft.child, sharedWith: [...new Set(others)].sort() } };
  });
}
