/** Codes of six digits, from a mail or an authenticator app. */

/** The digits of a code as typed: apps and mails print them in two groups. */
export const digitsOf = (typed: string): string => typed.replace(/\s/gu, "");
/** Enough to be worth sending. */
export const isCode = (typed: string): boolean => /^\d{6}$/u.test(digitsOf(typed));
