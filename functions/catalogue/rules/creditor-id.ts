/**
 * The French « identifiant créancier SEPA » (ICS): `FR`, two check digits, three characters that the creditor chooses, six of
 * the Banque de France's. The check digits leave the three out (ISO 7064, mod 97).
 */

/** Letters count as 10 to 35. */
const digitsOf = (text: string): string => text.replace(/[A-Z]/gu, (one) => String(one.charCodeAt(0) - 55));

const remainder97 = (digits: string): number =>
  Array.from(digits).reduce((rest, one) => (rest * 10 + Number(one)) % 97, 0);

export function isCreditorId(text: string): boolean {
  const [, check = "", own = ""] = /^FR([0-9]{2})[A-Z0-9]{3}([A-Z0-9]{6})$/u.exec(text) ?? [];
  return own !== "" && Number(check) === 98 - remainder97(digitsOf(`${own}FR00`));
}
