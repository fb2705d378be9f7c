/** Addresses of a family on the staff's site: what it has booked, who signs in for it. */
export const familiesPath = "/agents/familles";
export const familyPath = (familyCode: string): string => `${familiesPath}/${familyCode}`;
export const familyAccessPath = "/agents/acces";
