/** What a situation may say, that somebody tries prices in. */

/** More children than any family has. */
export const mostChildren = 12;
/** Age of the eldest children, in whole years. */
export const eldest = 17;
