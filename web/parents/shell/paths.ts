/** Addresses of the families' pages that other pages lead to. */

/** The bookings, and the private calendar link, which « Mes réservations » leads to. */
export const bookingsPath = "/mes-reservations";
export const feedPath = `${bookingsPath}/calendrier-prive`;

/** Enrolments for the school year. */
export const enrolmentsPath = "/inscriptions-a-l-annee";

/** The family's file, its forms, and what was asked of the office. */
export const filePath = "/ma-fiche-famille";
/** `who`: of an adult's part or a child's, their code. */
export const editPath = (section: string, who?: string): string =>
  [filePath, "modifier", section, who].filter(Boolean).join("/");
export const newAdultPath = "/ajouter-un-responsable";
export const newChildPath = "/ajouter-un-enfant";
/** From a page of the bookings, and back to it. */
export const newChildFrom = (page: string): string => `${newChildPath}?retour=${page}`;
export const requestsPath = "/suivre-mes-demandes";
/** An address with a point in it is a file's, not a page's. */
export const correctPath = (requestId: string): string => `${requestsPath}/${requestId.replace(".", "-")}/corriger`;

/** Supporting documents. */
export const documentsPath = "/mes-justificatifs";

/** A child's file, which pages lead to by a field of it. */
export const childRecordsPath = "/fiche-enfant";
export const childRecordPath = (childId: string): string => `${childRecordsPath}/${childId}`;
/** Correcting what was asked of the office about it. */
export const correctChildPath = (childId: string, requestId: string): string =>
  `${childRecordPath(childId)}/demande/${requestId.replace(".", "-")}`;

/** The family's quotient. */
export const quotientPath = "/mon-quotient-familial";
/** Its figures and papers, sent to the office. */
export const quotientPapersPath = `${quotientPath}/justificatifs`;

/** What the family was asked. */
export const invoicesPath = "/mes-factures";
/** Paying it, one invoice chosen or none, and where the treasury sends the payer back to. */
export const payPath = "/payer";
export const payInvoicePath = ({
  period,
  accountId,
}: {
  readonly period: string;
  readonly accountId: string;
}): string => `${payPath}?facture=${period}&compte=${accountId}`;
export const paidPath = `${payPath}/retour`;

/** What it has paid before it owes anything. */
export const walletPath = "/mon-porte-monnaie";

/** Letting the town debit what it asks. */
export const debitPath = "/prelevement";

/** What things cost, for anybody. */
export const simulatorPath = "/simuler-un-prix";

/** Confirming the file once a year, and each page of it. */
export const certificationPath = "/confirmer-mes-fiches";

/** What can be changed, and every change that was made, which « Mes modifications » leads to. */
export const changesPath = "/mes-modifications";
export const historyPath = `${changesPath}/historique`;

/** What a family without a code sends to the office. */
export const firstRequestPath = "/premiere-demande";
