/** Age of the eldest children, in whole years: the year before majority. */
export const eldest = 17;
