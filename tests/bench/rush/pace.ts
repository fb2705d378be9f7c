/** How fast lines were booked. */

/** Lines that were booked at a moment, in milliseconds. */
export interface Paced {
  readonly at: number;
  readonly lines: number;
}

/** Lines a second in full swing: from the moment at which a tenth is booked to that at which four fifths are. */
export function paceOf(booked: readonly Paced[]): number {
  const inOrder = booked.toSorted((one, other) => one.at - other.at);
  const total = inOrder.reduce((sum, { lines }) => sum + lines, 0);
  let done = 0;
  let begun: Paced | null = null;
  for (const { at, lines } of inOrder) {
    done += lines;
    if (!begun && done >= total * 0.1) begun = { at, lines: done };
    else if (begun && done >= total * 0.8) return ((done - begun.lines) / (at - begun.at)) * 1_000;
  }
  return NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
