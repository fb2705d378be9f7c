/**
 * The families of the demo town: invented, and the same for every start in a school year, because they come from one
 * seed and nothing else. Telephone numbers are of the ranges that the regulator keeps for fiction (ARCEP, décision
 * 2018-0881), mail addresses of a domain that cannot exist.
 */
import { faker } from "@faker-js/faker/locale/fr";
import {
  ageOn,
  eldestFirst,
  foldName,
  type Child,
  type Family,
  type Guardian,
} from "../../functions/family/rules/family.ts";
import { id, type PlainDate } from "../../functions/kernel/ids.ts";
import { childNames, communes, menNames, womenNames, type DemoSite } from "./places.ts";

export interface DemoFamily extends Family {
  /** Where its children go. */
  readonly site: DemoSite;
}

const seed = 45300;
export const familyCount = 400;

/** Whole families of one seed. `schoolYear`: the year in which school starts; ages and grades follow from it. */
export function inventFamilies(schoolYear: number): readonly DemoFamily[] {
  faker.seed(seed);
  const ids = Array.from({ length: familyCount * 5 }, (_, index) => 51_003 + index * 3).values();
  return Array.from({ length: familyCount }, (_, index) =>
    inventFamily(`P${String(20_317 + index * 7)}`, schoolYear, () => String(ids.next().value)),
  );
}

function inventFamily(code: string, schoolYear: number, nextChild: () => string): DemoFamily {
  const commune = faker.helpers.weightedArrayElement(communes.map((value) => ({ value, weight: value.weight })));
  const guardians = inventGuardians();
  const [payer, other] = guardians;
  const name =
    other && other.lastName !== payer.lastName && faker.datatype.boolean(0.5) ? other.lastName : payer.lastName;
  const size = faker.helpers.weightedArrayElement([
    { value: 1, weight: 45 },
    { value: 2, weight: 38 },
    { value: 3, weight: 14 },
    { value: 4, weight: 3 },
  ]);
  const firstNames = faker.helpers.arrayElements(childNames, size);
  const years = inventYears(size);
  const children = firstNames.map((firstName, index) =>
    inventChild(id("ChildId", nextChild()), firstName, name, schoolYear, years[index] ?? 6, commune.site),
  );
  return {
    site: commune.site,
    household: {
      code: id("FamilyCode", code),
      guardians,
      address: { lines: inventStreet(), postcode: commune.postcode, town: commune.town },
      resident: commune.resident,
    },
    children: children.sort(eldestFirst),
  };
}

function inventStreet(): readonly string[] {
  const street = `${faker.number.int({ min: 1, max: 90 })} ${faker.helpers.arrayElement(["rue", "chemin", "impasse", "allée", "place", "route"])} ${faker.helpers.arrayElement(
    [
      "des Lilas",
      "du Moulin",
      "de la Croix-Blanche",
      "des Safraniers",
      "du Lavoir",
      "de la Gare",
      "des Écoles",
      "de l’Essonne",
      "du Four à Chaux",
      "des Prés",
      "de l’Œuf",
      "du 11-Novembre",
      "des Champs",
      "Saint-Georges",
    ],
  )}`;
  return faker.datatype.boolean(0.08)
    ? [`Lieu-dit ${faker.helpers.arrayElement(["Les Bordes", "La Grange", "Le Buisson", "Senives"])}`, street]
    : [street];
}

function inventGuardians(): readonly [Guardian, ...Guardian[]] {
  const woman = faker.datatype.boolean(0.6);
  const payer = inventGuardian(1, woman, faker.person.lastName());
  if (faker.datatype.boolean(0.2)) return [payer];
  const lastName = faker.datatype.boolean(0.65) ? payer.lastName : faker.person.lastName();
  const second = inventGuardian(2, faker.datatype.boolean(0.05) ? woman : !woman, lastName);
  // A couple of namesakes would be one person twice for the import.
  return foldName(second.firstName) === foldName(payer.firstName) ? [payer] : [payer, second];
}

function inventGuardian(rank: number, woman: boolean, lastName: string): Guardian {
  const firstName = faker.helpers.arrayElement(woman ? womenNames : menNames);
  const box = `${foldName(firstName)}.${foldName(lastName)}`.toLowerCase();
  const digits = (): string => faker.string.numeric(2);
  return {
    id: id("GuardianId", String(rank)),
    title: woman ? "Mme" : "M.",
    firstName,
    lastName,
    email: faker.datatype.boolean(0.94)
      ? `${box}${faker.datatype.boolean(0.4) ? digits() : ""}@courriel.example`
      : undefined,
    phone: faker.datatype.boolean(0.9) ? `06 39 98 ${digits()} ${digits()}` : `02 61 91 ${digits()} ${digits()}`,
    payer: rank === 1,
  };
}

/** Years before the school year in which brothers and sisters were born, apart from each other: mostly 3 to 11. */
function inventYears(size: number): readonly number[] {
  const usual = [3, 4, 5, 6, 7, 8, 9, 10];
  const years = new Set(faker.helpers.arrayElements(usual, size));
  if (faker.datatype.boolean(0.12)) years.add(faker.helpers.arrayElement([2, 11, 12, 13]));
  return [...years].slice(-size);
}

/** Grades by years between birth and the start of the school year: what counts is the calendar year. */
const grades: readonly (string | undefined)[] = [
  undefined,
  undefined,
  undefined,
  "PS",
  "MS",
  "GS",
  "CP",
  "CE1",
  "CE2",
  "CM1",
  "CM2",
  "6e",
  "5e",
  "4e",
];

function inventChild(
  childId: Child["id"],
  firstName: string,
  lastName: string,
  schoolYear: number,
  years: number,
  site: DemoSite,
): Child {
  const day = new Date(Date.UTC(schoolYear - years, 0, faker.number.int({ min: 1, max: 365 })));
  const grade = grades[years];
  const school =
    years < 3 ? undefined : years < 6 ? site.nurserySchool : years < 11 ? site.primarySchool : "Collège Denis-Poisson";
  return {
    id: childId,
    firstName,
    lastName,
    birthDate: id("PlainDate", day.toISOString().slice(0, 10)),
    grade,
    school,
  };
}

/** Whether a child may come to the sites that day: from 3 to 11 years old. */
export const mayCome = (child: Child, date: PlainDate): boolean => {
  const age = ageOn(child.birthDate, date);
  return age >= youngest && age <= eldest;
};
export const youngest = 3;
export const eldest = 11;
