/**
 * Identity papers of those who may come for a child, where the town asks for them: photographs that stand beside the
 * person in the child's file. Pure.
 */
import type { Catalogue, DocumentKind } from "../../catalogue/rules/catalogue.ts";
import { fieldRule } from "../../catalogue/rules/file-rules.ts";
import { kindOf } from "../../document/rules/document.ts";
import { canonical } from "../../kernel/canonical.ts";
import type { DocumentId } from "../../kernel/ids.ts";

export interface Person {
  readonly collect: boolean;
  readonly papers?: readonly DocumentId[] | undefined;
}

/** The papers that the town asks of whoever may come for a child. */
export function askedPapers({ file, documents = [] }: Pick<Catalogue, "file" | "documents">): readonly DocumentKind[] {
  const asked = fieldRule(file, "childRecord", "contacts").documents;
  return documents.filter((kind) => kind.of === "person" && asked.includes(kind.id));
}

/** The papers of these people, each once. */
export const papersOf = (people: readonly Person[]): readonly DocumentId[] => [
  ...new Set(people.flatMap(({ papers = [] }) => papers)),
];

const saidOf = ({ papers: _papers, ...said }: Person): string | undefined => canonical(said);

/**
 * Whose papers are lacking, by their place. Who stood so before is left alone: a town that begins to ask keeps nobody
 * from changing another line.
 */
export function lackingPapers(
  people: readonly Person[],
  stood: readonly Person[],
  asked: readonly Pick<DocumentKind, "id" | "name" | "whenMissing">[],
): readonly { readonly rank: number; readonly name: string }[] {
  const needed = asked.filter(({ whenMissing }) => whenMissing !== "warns");
  const before = new Set(stood.map(saidOf));
  return people.flatMap((person, rank) => {
    if (!person.collect || before.has(saidOf(person))) return [];
    const given = (person.papers ?? []).map(kindOf);
    return needed.filter(({ id }) => !given.includes(id)).map(({ name }) => ({ rank, name }));
  });
}
