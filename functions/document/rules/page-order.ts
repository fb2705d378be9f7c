/**
 * The order of documents that are pages of one paper. Whoever chooses several files at once means an order, and they are
 * sent two at a time, so that neither the moment at which each was announced nor its name tells it: each says which
 * choice it belongs to, and its rank there.
 */
import type { SentDocument } from "./document.ts";

/** Files that are chosen at once: more are not one paper. */
export const mostPages = 1000;

type Ordered = Pick<SentDocument, "id" | "name" | "sentAt" | "page">;

const choiceOf = ({ id, page }: Ordered): string => page?.of ?? id;
const compare = <T extends string>(one: T, other: T): number => (one < other ? -1 : one > other ? 1 : 0);

/** One after the other as they were chosen; without a rank, as their names count pages. */
const byRank = (one: Ordered, other: Ordered): number =>
  (one.page?.rank ?? 0) - (other.page?.rank ?? 0) || one.name.localeCompare(other.name, "fr", { numeric: true });

interface Choice<T> {
  readonly pages: readonly T[];
  readonly first: T;
  readonly last: T;
}

function choicesOf<T extends Ordered>(documents: readonly T[]): readonly Choice<T>[] {
  return [...Map.groupBy(documents, choiceOf).values()].flatMap((found) => {
    const byTime = found.toSorted((one, other) => compare(one.sentAt, other.sentAt) || compare(one.id, other.id));
    const [first, last] = [byTime[0], byTime.at(-1)];
    return first && last ? [{ pages: found.toSorted(byRank), first, last }] : [];
  });
}

/** As staff reads them: choice after choice, each in its order. */
export const oldestFirst = <T extends Ordered>(documents: readonly T[]): readonly T[] =>
  choicesOf(documents)
    .toSorted(
      ({ first: one }, { first: other }) =>
        compare(one.sentAt, other.sentAt) ||
        one.name.localeCompare(other.name, "fr", { numeric: true }) ||
        compare(one.id, other.id),
    )
    .flatMap(({ pages }) => pages);

/** As a list of what was sent shows them: the latest choice first, its pages in their order. */
export const latestFirst = <T extends Ordered>(documents: readonly T[]): readonly T[] =>
  choicesOf(documents)
    .toSorted(({ last: one }, { last: other }) => compare(other.id, one.id))
    .flatMap(({ pages }) => pages);
