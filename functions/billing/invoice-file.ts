import { printedNumber, type InvoiceNumber } from "./rules/number.ts";

/** What the archive calls the PDF of an invoice. */
export const invoiceFile = (number: InvoiceNumber): string => `${printedNumber(number)}.pdf`;
