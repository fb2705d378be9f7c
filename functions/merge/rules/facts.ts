/**
 * Two files of one child: what each says of who it is, and what the one that stays says from then on. Where both say
 * something else, staff chooses, field by field; where only one says something, that stays.
 */
import type { Child } from "../../family/rules/family.ts";

export const civilFields = ["firstName", "lastName", "birthDate", "grade", "school"] as const;
export type CivilField = (typeof civilFields)[number];
export type CivilFacts = Pick<Child, CivilField>;

export const differing = (gone: CivilFacts, kept: CivilFacts): readonly CivilField[] =>
  civilFields.filter((field) => gone[field] !== undefined && kept[field] !== undefined && gone[field] !== kept[field]);

export function joinedFacts(gone: CivilFacts, kept: CivilFacts, take: (field: CivilField) => boolean): CivilFacts {
  const value = <F extends CivilField>(field: F): CivilFacts[F] =>
    gone[field] !== undefined && (kept[field] === undefined || take(field)) ? gone[field] : kept[field];
  return {
    firstName: value("firstName"),
    lastName: value("lastName"),
    birthDate: value("birthDate"),
    grade: value("grade"),
    school: value("school"),
  };
}
