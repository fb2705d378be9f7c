/**
 * An adult whom a household held twice: the rank that is gone stands for the one that stays (functions/merge). Whoever
 * names it still, a request of before, a link in an old mail, a line of the town's file, means that adult. Pure.
 */
import type { GuardianId } from "../../kernel/ids.ts";

export interface FormerAdult {
  /** The rank that is gone: it is never given again. */
  readonly id: GuardianId;
  readonly into: GuardianId;
}

/** The adult who is meant by a rank, as it is written anywhere. */
export const standsFor = (former: readonly FormerAdult[] = [], rank: GuardianId): GuardianId =>
  former.find(({ id }) => id === rank)?.into ?? rank;

/** The ranks that are gone, once one more is: those that stood for it stand for the one that stays. */
export const withFormer = <Former extends FormerAdult>(
  former: readonly Former[] = [],
  more: Former,
): readonly Former[] => [...former.map((one) => (one.into === more.id ? { ...one, into: more.into } : one)), more];

/** The adults of a file, ranked as on file, without those whom it still names twice. */
export function eachOnce<Adult extends { readonly id: GuardianId }>(
  ranked: readonly Adult[],
  former: readonly FormerAdult[] = [],
): readonly Adult[] {
  const standing = new Map(
    ranked.filter(({ id }) => standsFor(former, id) === id).map((adult) => [adult.id, adult] as const),
  );
  for (const adult of ranked) {
    const rank = standsFor(former, adult.id);
    if (!standing.has(rank)) standing.set(rank, { ...adult, id: rank });
  }
  return [...standing.values()].sort((one, other) => Number(one.id) - Number(other.id));
}
