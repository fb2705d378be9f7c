/** Codes of families and children as files write them. */

/**
 * What two writings of one code have in common: a spreadsheet that takes `000123` for a number writes `123`.
 */
export const foldCode = (code: string): string => (/^[0-9]+$/u.test(code) ? code.replace(/^0+(?=.)/u, "") : code);

/** Of several writings of one code, the one that has kept its zeros. */
export const fullest = <Code extends string>(one: Code, other: Code): Code => (other.length > one.length ? other : one);
