/** Codes of families and children as files and people write them. */
import { id, type ChildId, type FamilyCode } from "../../kernel/ids.ts";

/**
 * What two writings of one code have in common: a spreadsheet that takes `000123` for a number writes `123`, and so does
 * a parent.
 */
export const foldCode = (code: string): string => (/^[0-9]+$/u.test(code) ? code.replace(/^0+(?=.)/u, "") : code);

/** Of several writings of one code, the one that has kept its zeros. */
export const fullest = <Code extends string>(one: Code, other: Code): Code => (other.length > one.length ? other : one);

/** Digits of the longest code. */
const longest = 12;

/** Every writing of a code of digits, from the one without zeros on; any other code has one. */
export function writingsOf(code: FamilyCode): readonly FamilyCode[] {
  const bare = foldCode(code);
  if (!/^[0-9]+$/u.test(bare)) return [code];
  return Array.from({ length: longest - bare.length + 1 }, (_, zeros) =>
    id("FamilyCode", bare.padStart(bare.length + zeros, "0")),
  );
}

/**
 * The code of a child that the portal enters itself. The town's software numbers its children, and learns of this one
 * from the office: a letter in front keeps the two apart, and the next import finds the child by its name and birth.
 * `chance`: eight letters or digits, 2^40 of them, so that no counter is contested and no code is guessed.
 */
export const newChildCode = (chance: string): ChildId => id("ChildId", `P${chance}`);
