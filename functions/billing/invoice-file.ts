import type { CollectionAccountId, FamilyCode, PlainMonth } from "../kernel/ids.ts";
import { printedNumber, type InvoiceNumber } from "./rules/number.ts";

interface NoteName {
  readonly familyCode: FamilyCode;
  readonly period: PlainMonth;
  readonly accountId: CollectionAccountId;
  readonly note: number;
}

/** What the archive calls the PDF of a credit note. */
export const noteFile = ({ familyCode, period, accountId, note }: NoteName): string =>
  `avoir-${familyCode}-${period}-${accountId}-${note}.pdf`;

/** What the archive calls the PDF of an invoice. */
export const invoiceFile = (number: InvoiceNumber): string => `${printedNumber(number)}.pdf`;
