/** A line of the bench: what was measured beside its budget. */
export interface Line {
  readonly what: string;
  readonly measured: string;
  readonly budget: string;
  readonly ok: boolean;
}

/** Something worth knowing that has no budget. */
export const fact = (what: string, measured: string): Line => ({ what, measured, budget: "", ok: true });

const widths = [38, 48, 22] as const;

/** Prints lines under a title, and returns them. */
export function print(title: string, lines: readonly Line[]): readonly Line[] {
  process.stdout.write(`\n${title}\n`);
  for (const { what, measured, budget, ok } of lines)
    process.stdout.write(
      `${ok ? "  " : "✗ "}${what.padEnd(widths[0])}${measured.padEnd(widths[1])}${budget.padEnd(widths[2])}`
        .trimEnd()
        .concat("\n"),
    );
  return lines;
}
