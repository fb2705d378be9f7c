/**
 * The children's file: one line a child of a family. A child shared by two households has a line, with the same code,
 * for each.
 */
import { ageOn, sameChild, type Child } from "../rules/family.ts";
import type { FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { readChildCode, readFamilyCode, readGrade, readPastDate, readSchool, type Reader } from "../../import/cells.ts";
import { foldCode } from "../rules/codes.ts";
import type { Said } from "../rules/family-merge.ts";
import { withHeadings, type Columns } from "../../import/header.ts";
import { besideChildren, type ReadOptions } from "./families-file.ts";
import { takeName } from "./names.ts";
import { readLines, type Gathered } from "../../import/lines.ts";

type Field = "childId" | "familyCode" | "lastName" | "firstName" | "fullName" | "birthDate" | "school" | "grade";

/** Headings that name a child even in a file that names adults too. */
const childOnly = {
  lastName: ["nom enfant", "nom de l’enfant", "nom usager", "enfant nom"],
  firstName: ["prénom enfant", "prénom de l’enfant", "prénom usager", "enfant prénom"],
  fullName: ["enfant", "nom et prénom de l’enfant", "nom et prénom enfant", "nom prénom enfant", "enfant nom prénom"],
} as const;

export const childColumns: Columns<Field> = {
  childId: {
    heading: "code enfant",
    needed: true,
    also: [
      "identifiant enfant",
      "n° enfant",
      "numéro enfant",
      "matricule enfant",
      "id enfant",
      "code usager",
      "n° usager",
    ],
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
  lastName: { heading: "nom", needed: true, unless: "fullName", also: [...childOnly.lastName, "nom de famille"] },
  firstName: { heading: "prénom", needed: true, unless: "fullName", also: [...childOnly.firstName, "prénoms"] },
  fullName: {
    heading: "nom et prénom",
    needed: false,
    also: [...childOnly.fullName, "nom prénom", "nom complet", "nom prénoms"],
  },
  birthDate: {
    heading: "né(e) le",
    needed: true,
    also: [
      "date de naissance",
      "né le",
      "née le",
      "naissance",
      "date naissance",
      "date naiss",
      "ddn",
      "date de naissance enfant",
      "date de naissance de l’enfant",
      "date naissance enfant",
      "né(e) le enfant",
    ],
  },
  school: {
    heading: "école",
    needed: false,
    also: ["établissement", "établissement scolaire", "nom école", "nom de l’école"],
  },
  grade: { heading: "classe", needed: false, also: ["niveau", "niveau scolaire", "section"] },
};

/** The columns of a file with a line a child and its adults beside it. */
function besideAdults(headings: readonly string[]): Columns<Field> {
  if (besideChildren(headings).bareIsChild) return childColumns;
  const only = (field: "lastName" | "firstName" | "fullName"): Columns<Field>[typeof field] => ({
    ...childColumns[field],
    heading: childOnly[field][0],
    also: childOnly[field],
  });
  return { ...childColumns, lastName: only("lastName"), firstName: only("firstName"), fullName: only("fullName") };
}

export interface ChildDraft {
  readonly line: number;
  readonly familyCode: FamilyCode;
  readonly child: Said<Child>;
}

/** Age from which a person is no longer a child of this portal: majority. */
const adultAge = 18;
/** The most children of one family; all enter in one transaction, which takes a hundred records. */
export const mostChildren = 30;

/** A birth date that a child can have on that day. */
const childBirth =
  (today: PlainDate): Reader<PlainDate> =>
  (text) => {
    const reading = readPastDate(today)(text);
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
  { oneFile = false, headings: said = [] }: ReadOptions = {},
): Gathered & { readonly children: readonly ChildDraft[] } {
  const children: ChildDraft[] = [];
  const byFamily = new Map<string, ChildDraft[]>();
  const byCode = new Map<string, ChildDraft>();
  const readBirth = childBirth(today);
  const columnsOf = (headings: readonly string[]): Columns<Field> =>
    withHeadings(oneFile ? besideAdults(headings) : childColumns, said);
  const gathered = readLines(bytes, "children", columnsOf, (line) => {
    // A family without children has a line of its own there.
    const ownFields = ["childId", "lastName", "firstName", "fullName", "birthDate"] as const;
    if (oneFile && ownFields.every(line.isBlank)) return undefined;
    const childId = line.needed("childId", readChildCode);
    const familyCode = line.needed("familyCode", readFamilyCode);
    const name = takeName(line, { whole: "fullName", last: "lastName", first: "firstName" });
    const birthDate = line.needed("birthDate", readBirth);
    const school = line.spare("school", readSchool);
    const grade = line.spare("grade", readGrade);
    if (!childId || !familyCode || !name || !birthDate) return familyCode;

    const { firstName, lastName } = name;
    const unsaid = (["school", "grade"] as const).filter((field) => !line.says(field));
    const draft: ChildDraft = {
      line: line.number,
      familyCode,
      child: {
        id: childId,
        firstName,
        lastName,
        birthDate,
        grade,
        school,
        ...(unsaid.length > 0 ? { unsaid } : {}),
      },
    };
    const siblings = byFamily.get(foldCode(familyCode)) ?? [];
    if (siblings.length === mostChildren) {
      line.fault(`cette famille a plus de ${mostChildren} enfants`, "familyCode");
      return familyCode;
    }
    const before = byCode.get(foldCode(childId));
    const twin = siblings.find(({ child }) => sameChild(child, draft.child));
    if (siblings.some(({ child }) => foldCode(child.id) === foldCode(childId)))
      line.fault(
        `le code enfant ${childId} est déjà à la ligne ${before?.line ?? line.number} pour la même famille`,
        "childId",
        "ce code enfant est déjà sur une autre ligne de la même famille",
      );
    else if (twin)
      line.fault(
        `${firstName} ${lastName}, né(e) le même jour, est déjà à la ligne ${twin.line} avec le code ${twin.child.id}`,
        "lastName",
        "cet enfant, né le même jour, est déjà sur une autre ligne de la même famille avec un autre code",
      );
    else if (before && !sameChild(before.child, draft.child))
      line.fault(
        `le code enfant ${childId} désigne déjà ${before.child.firstName} ${before.child.lastName} à la ligne ${before.line}`,
        "childId",
        "ce code enfant désigne déjà un autre enfant",
      );
    if (siblings.length === 0) byFamily.set(foldCode(familyCode), siblings);
    siblings.push(draft);
    if (!before) byCode.set(foldCode(childId), draft);
    children.push(draft);
    return familyCode;
  });
  return { ...gathered, children };
}

/** A child that has a line for each of its households knows the others. */
export function withHouseholds(drafts: readonly ChildDraft[]): readonly ChildDraft[] {
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
