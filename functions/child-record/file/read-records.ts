/**
 * What the children's file of an import says of their files beside who they are. Nothing of it keeps a family out: a
 * cell that cannot be read is left out, and said. Pure; what enters of it is judged where it is written
 * (rules/town-word.ts). Medicines are not read: no prescription fits into a cell.
 */
import { foldCode } from "../../family/rules/codes.ts";
import type { FieldValue } from "../../family/rules/field-values.ts";
import {
  readChildCode,
  readFamilyCode,
  readFullName,
  readName,
  readPhone,
  readText,
  readTown,
  readYesNo,
  type FullName,
} from "../../import/cells.ts";
import type { Fault } from "../../import/fault.ts";
import { meansColumn, withHeadings, type SaidHeading } from "../../import/header.ts";
import { readLines, type Line } from "../../import/lines.ts";
import { canonical } from "../../kernel/canonical.ts";
import type { ChildId, FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { permissions, type ChildField } from "../rules/fields.ts";
import { vaccineProducts, type Dose, type Vaccination } from "../rules/vaccines.ts";
import {
  readAllergies,
  readDay,
  readDiet,
  readGlasses,
  readHealthDay,
  readHealthYesNo,
  readSwimming,
} from "./record-cells.ts";
import { contactRanks, injectionRanks, recordColumns, type RecordColumn } from "./record-columns.ts";
import { readAllGivenOn, readGivenOn, readVaccine } from "./vaccine-cells.ts";

type SaidValue = FieldValue | Vaccination;

export interface RecordDraft {
  readonly line: number;
  /** Both codes as the file writes them. */
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  /** Other households of the file that have the child. */
  readonly also: readonly FamilyCode[];
  /** In the shapes of the contract, as far as a cell can be held to them. */
  readonly values: Readonly<Partial<Record<ChildField, SaidValue>>>;
}

export interface RecordsFile {
  /** One a child, in the order of the file: the first line that says something of a field says it. */
  readonly drafts: readonly RecordDraft[];
  readonly notices: readonly Fault[];
}

const without = "la fiche de l’enfant entre sans";
const withoutVaccines = "la fiche de l’enfant entre sans ses vaccins";
const notGiven = "non précisé";

/** Whether the heading of a file is that of a child's file, beside who the child is. */
export const isRecordHeading = (heading: string): boolean => {
  const { childId: _, familyCode: __, ...own } = recordColumns;
  return meansColumn(heading, own);
};

/** Throws `UnreadableFile`. `today` is the day of the import. */
export function readRecords(
  bytes: Uint8Array,
  today: PlainDate,
  { oneFile = false, headings = [] }: { readonly oneFile?: boolean; readonly headings?: readonly SaidHeading[] } = {},
): RecordsFile {
  const drafts = new Map<string, RecordDraft>();
  const { findings } = readLines(
    bytes,
    "children",
    () => withHeadings(recordColumns, headings),
    (line) => {
      // What is wrong with codes the import of the families says; a family without children has a line of its own.
      if (line.isBlank("childId") || line.isBlank("familyCode")) return undefined;
      const childId = line.needed("childId", readChildCode);
      const familyCode = line.needed("familyCode", readFamilyCode);
      if (!childId || !familyCode) return familyCode;
      const values = valuesOf(line, today);
      const before = drafts.get(foldCode(childId));
      // Another household's line of the same child.
      if (before && canonical({ ...before.values, ...values }) !== canonical({ ...values, ...before.values })) {
        const kind = "une autre ligne dit autre chose de la fiche de cet enfant : la première compte";
        line.note(`${kind} (ligne ${before.line})`, "childId", kind);
      }
      drafts.set(
        foldCode(childId),
        before
          ? { ...before, also: [...before.also, familyCode], values: { ...values, ...before.values } }
          : { line: line.number, familyCode, childId, also: [], values },
      );
      return familyCode;
    },
  );
  return {
    drafts: [...drafts.values()].filter(({ values }) => Object.keys(values).length > 0),
    // Of a line as a whole, the import of the families says what there is to say.
    notices: findings.notices
      .filter(({ column }) => column !== undefined)
      .map((one) => (oneFile ? { ...one, file: "families" } : one)),
  };
}

type RecordLine = Line<RecordColumn>;

function valuesOf(line: RecordLine, today: PlainDate): RecordDraft["values"] {
  const found: (readonly [ChildField, SaidValue | undefined])[] = [
    ...permissions.map((one) => [one, line.spare(one, readYesNo, without)] as const),
    ["contacts", contactsOf(line)],
    ["doctor", doctorOf(line)],
    ["insurance", insuranceOf(line)],
    ["allergies", allergiesOf(line)],
    ["diet", line.spare("diet", readDiet, without)],
    ["carePlan", carePlanOf(line)],
    ["glasses", line.spare("glasses", readGlasses, without)],
    ["hearingAid", line.spare("hearingAid", readHealthYesNo, without)],
    ["swimming", line.spare("swimming", readSwimming, without)],
    ["vaccines", vaccinesOf(line, today)],
  ];
  return Object.fromEntries(found.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}

/** A part that is given without what it cannot stand without is left out, and said. */
function lacking(line: RecordLine, field: RecordColumn, what: string, so = without): void {
  const kind = `${what} manque ; ${so}`;
  line.note(kind, field, kind);
}

function nameIn(line: RecordLine, rank: (typeof contactRanks)[number]): FullName | undefined {
  if (!line.isBlank(`contact${rank}`)) return line.spare(`contact${rank}`, readFullName, without);
  const lastName = line.spare(`contactLast${rank}`, readName, without);
  const firstName = line.spare(`contactFirst${rank}`, readName, without);
  if (lastName !== undefined && firstName !== undefined) return { lastName, firstName };
  const [named] = ([`contactLast${rank}`, `contactFirst${rank}`, `contactPhone${rank}`] as const).filter(
    (field) => !line.isBlank(field),
  );
  if (named !== undefined) lacking(line, named, "le nom ou le prénom de ce contact");
  return undefined;
}

function contactsOf(line: RecordLine): FieldValue | undefined {
  const found = contactRanks.flatMap((rank) => {
    const name = nameIn(line, rank);
    if (!name) return [];
    const phone = line.spare(`contactPhone${rank}`, readPhone, without);
    if (phone === undefined) {
      if (line.isBlank(`contactPhone${rank}`)) lacking(line, `contactPhone${rank}`, "le téléphone de ce contact");
      return [];
    }
    return [
      {
        ...name,
        link: line.spare(`contactLink${rank}`, readText, without) ?? notGiven,
        phone,
        call: true,
        // Nobody comes for a child by the silence of a file.
        collect: line.spare(`contactCollects${rank}`, readYesNo, without) ?? false,
        identity: false,
      },
    ];
  });
  return found.length === 0 ? undefined : found;
}

function doctorOf(line: RecordLine): FieldValue | undefined {
  const name = line.spare("doctor", readText, without);
  if (name === undefined) return undefined;
  const phone = line.spare("doctorPhone", readPhone, without);
  const town = line.spare("doctorTown", readTown, without);
  if (phone === undefined) {
    if (line.isBlank("doctorPhone")) lacking(line, "doctor", "le téléphone du médecin");
    return undefined;
  }
  return { name, phone, ...(town === undefined ? {} : { town }) };
}

function insuranceOf(line: RecordLine): FieldValue | undefined {
  const company = line.spare("insurance", readText, without);
  if (company === undefined) return undefined;
  const contract = line.spare("insuranceContract", readText, without);
  const until = line.spare("insuranceUntil", readDay, without);
  if (contract === undefined) {
    if (line.isBlank("insuranceContract")) lacking(line, "insurance", "le numéro de contrat");
    return undefined;
  }
  return { company, contract, ...(until === undefined ? {} : { until }) };
}

function allergiesOf(line: RecordLine): FieldValue | undefined {
  const kinds = [
    ["foodAllergies", "food"],
    ["medicineAllergies", "medicine"],
    ["allergies", "other"],
  ] as const;
  const found = kinds.map(([field, kind]) => ({ kind, said: line.spare(field, readAllergies, without) }));
  // One that cannot be read may be the one that matters: « none » is not said then.
  const known = found.flatMap(({ kind, said }) => (said ?? []).map((to) => ({ to, kind })));
  const isUnread = kinds.some(([field]) => line.leftOut(field));
  return found.every(({ said }) => said === undefined) || isUnread ? undefined : known;
}

function carePlanOf(line: RecordLine): FieldValue | undefined {
  const has = line.spare("carePlan", readHealthYesNo, without);
  if (has === undefined) return undefined;
  const until = line.spare("carePlanUntil", readHealthDay, without);
  return { has, ...(until === undefined || !has ? {} : { until }) };
}

/**
 * The injections of a child. What a file says of them is taken as a whole: one that cannot be read may be the one without
 * which the child could not come.
 */
function vaccinesOf(line: RecordLine, today: PlainDate): Vaccination | undefined {
  const state = { isWhole: true };
  const ranked = injectionRanks.flatMap((rank): readonly Dose[] => {
    const [name, day] = [`vaccine${rank}`, `vaccineOn${rank}`] as const;
    const [product, on] = [
      line.spare(name, readVaccine, withoutVaccines),
      line.spare(day, readGivenOn(today), withoutVaccines),
    ];
    if (line.leftOut(name) || line.leftOut(day)) state.isWhole = false;
    else if (on !== undefined && product === undefined) {
      state.isWhole = false;
      lacking(line, day, "le vaccin de cette injection", withoutVaccines);
    } else if (product && on === undefined) {
      const kind = "sans date, cette injection compte comme pas encore faite";
      line.note(kind, name, kind);
    } else if (product && on !== undefined) return [{ product, on }];
    return [];
  });
  const named = vaccineProducts.flatMap((product): readonly Dose[] => {
    const days = line.spare(`given:${product}`, readAllGivenOn(today), withoutVaccines);
    if (line.leftOut(`given:${product}`)) state.isWhole = false;
    return (days ?? []).map((on) => ({ product, on }));
  });
  const doses = new Map([...ranked, ...named].map(({ product, on }) => [`${on} ${product}`, { product, on }]));
  if (!state.isWhole || doses.size === 0) return undefined;
  return {
    doses: [...doses].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, dose]) => dose),
    certified: false,
  };
}
