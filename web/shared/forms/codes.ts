/** Codes of six digits, from a mail or an authenticator app. */

/** The digits of a code as typed: apps and mails print them in two groups, apart or with a dash between. */
export const digitsOf = (typed: string): string => typed.replace(/[\s\p{Pd}.]/gu, "");
/** Enough to be worth sending. */
export const isCode = (typed: string): boolean => /^\d{6}$/u.test(digitsOf(typed));
