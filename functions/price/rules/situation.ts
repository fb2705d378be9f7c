/** What a situation may say, that somebody tries prices in. */

/** More children than any family has. */
export const mostChildren = 12;
/** Of who says no age: one at which no line of most tariffs turns. */
export const usualAge = 7;
