/** Amounts as people read them. The API speaks in whole cents. */
import { cents, eurosInWords, priceInWords } from "../../../functions/kernel/money.ts";

/** `1 234,56 €` of 123456. */
export const euros = (amount: number): string => eurosInWords(cents(amount));
/** `3,00 €` of 300. */
export const price = (amount: number): string => priceInWords(cents(amount));
