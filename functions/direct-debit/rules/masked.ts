/** `FR76 •••• •••• 0189`: enough to know it again, too little to use it. */
export const maskedIban = (iban: string): string => `${iban.slice(0, 4)} •••• •••• ${iban.slice(-4)}`;
