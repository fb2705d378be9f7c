/** A person's names on a line: in a column each, or both in one. */
import { readFullName, readName, type FullName } from "../../import/cells.ts";
import type { Line } from "../../import/lines.ts";

export function takeName<Field extends string>(
  line: Line<Field>,
  { whole, last, first }: { readonly whole: Field; readonly last: Field; readonly first: Field },
): FullName | undefined {
  if (!line.isBlank(whole) && line.isBlank(last) && line.isBlank(first)) return line.optional(whole, readFullName);
  const lastName = line.needed(last, readName);
  const firstName = line.needed(first, readName);
  return lastName === undefined || firstName === undefined ? undefined : { lastName, firstName };
}
