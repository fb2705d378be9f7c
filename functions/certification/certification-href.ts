/** Where a family confirms its file, and the page of the site that it goes back to. */
export const certificationHref = (back: string): string => `/confirmer-mes-fiches?retour=${encodeURIComponent(back)}`;
