/**
 * « Mes codes d’accès » on the families' site. Mails lead here whoever the person is; a staff member is sent on to their own.
 */
export const accessPath = "/mes-codes-d-acces";
export const staffAccessPath = `/agents${accessPath}`;
