/** What would become of everything if two files of one child became one, before anybody decides. */
import type { CatalogueCache } from "../../catalogue/store/catalogue-cache.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { slotsOf } from "../../booking/rules/slots.ts";
import { valueInWords } from "../../child-record/values-in-words.ts";
import { fieldNames } from "../../child-record/words.fr.ts";
import { recordFields } from "../../child-record/rules/fields.ts";
import { readPart } from "../../child-record/store/parts.ts";
import { readAllOf } from "../../document/store/documents.ts";
import { readEnrolments } from "../../enrolment/store/enrolments.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { canonical } from "../../kernel/canonical.ts";
import { dateOfBirth } from "../../kernel/dates.fr.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { MergePreview, mergeLook } from "../contract/children.ts";
import { differing } from "../rules/facts.ts";
import { readMerge } from "../store/merges.ts";
import { readTwoFiles, seenOf, type FileOfCode, type TwoFiles } from "../store/two-files.ts";
import { civilNames, mergeWords } from "../words.fr.ts";
import { excludesOn, familyDays, foresee } from "./foresee.ts";
import { linesOf, lossesOf } from "./losses.ts";
import { mergeViewOf } from "./merge-children.ts";

export interface MergeLookDependencies {
  readonly table: Table;
  readonly catalogue: CatalogueCache;
  readonly schoolZone: SchoolZone;
}

const named = (familyCode: FamilyCode, { childId, own }: FileOfCode): MergePreview["gone"] => ({
  familyCode,
  childId,
  firstName: own.firstName,
  lastName: own.lastName,
  birthDate: own.birthDate,
});

const civilWords = ({ own }: FileOfCode, field: keyof typeof civilNames): string =>
  field === "birthDate" ? dateOfBirth(own.birthDate) : (own[field] ?? "");

async function fieldsOf(table: Table, { gone, kept }: TwoFiles): Promise<MergePreview["fields"]> {
  const [one, other] = await Promise.all([
    readPart(table, "record", gone.childId),
    readPart(table, "record", kept.childId),
  ]);
  const civil = differing(gone.own, kept.own).map((field) => ({
    field,
    name: civilNames[field],
    gone: civilWords(gone, field),
    kept: civilWords(kept, field),
  }));
  const rest = recordFields.flatMap((field) => {
    const [mine, theirs] = [one.fields[field]?.value ?? null, other.fields[field]?.value ?? null];
    if (mine === null || theirs === null || canonical(mine) === canonical(theirs)) return [];
    const say = valueInWords[field];
    return [{ field, name: fieldNames[field], gone: say(mine), kept: say(theirs) }];
  });
  return [...civil, ...rest];
}

export const mergeLookUseCases = ({
  table,
  catalogue: cache,
  schoolZone,
}: MergeLookDependencies): UseCases<typeof mergeLook> => ({
  "merge.preview": async ({ params, query: { keptFamily, kept: keptId } }) => {
    if (params.childId === keptId) throw new Problem("notPossible", mergeWords.same);
    const [files, catalogue] = await Promise.all([
      readTwoFiles(table, params, { familyCode: keptFamily, childId: keptId }),
      cache.latest(),
    ]);
    if (!files) throw new Problem("notFound", mergeWords.gone);
    const { gone, kept, households } = files;
    const daysOf = familyDays(table);
    const [fields, documents, ...found] = await Promise.all([
      fieldsOf(table, files),
      readAllOf(table, params),
      ...gone.households.map(async (code) => {
        const others = households.filter((other) => other !== code);
        const [units, enrolments] = await Promise.all([
          foresee(
            daysOf,
            { gone: { familyCode: code, childId: gone.childId }, kept: { familyCode: code, childId: kept.childId } },
            others,
            excludesOn(catalogue, schoolZone),
          ),
          readEnrolments(table, code),
        ]);
        return { code, units, enrolments: enrolments.filter(({ childId }) => childId === gone.childId).length };
      }),
    ]);
    const losses = found.flatMap(({ code, units }) => units.flatMap((unit) => lossesOf(code, code, unit)));
    const said = (file: FileOfCode): readonly string[] => file.own.health?.said ?? [];
    return {
      body: {
        gone: named(params.familyCode, gone),
        kept: named(keptFamily, kept),
        households: [...households],
        seen: seenOf(files),
        fields,
        health: said(gone).some((field) => said(kept).includes(field)),
        moved: found.flatMap(({ units }) => units).filter(({ fate }) => fate.kind === "moves").length,
        ...linesOf(losses, slotsOf(catalogue, schoolZone)),
        enrolments: found.reduce((sum, { enrolments }) => sum + enrolments, 0),
        documents: documents.length,
      },
    };
  },
  "merge.show": async ({ params: { childId } }) => {
    const merge = await readMerge(table, childId);
    if (!merge) throw new Problem("notFound", "Aucune réunion de fiches ne porte ce code. Vérifiez-le.");
    return { body: mergeViewOf(merge) };
  },
});
