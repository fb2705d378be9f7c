import { createHash, randomBytes } from "node:crypto";

/** Without the letters that look like digits: 32 signs, five bits each. */
const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** `ABCD-EFGH-JKLM`: 60 random bits, so a plain hash is enough to keep it. */
export function newRecoveryCode(): string {
  const signs = Array.from(randomBytes(12), (byte) => alphabet[byte % alphabet.length] ?? "").join("");
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`;
}

/** How a recovery code is kept: typed with or without dashes, in any case. */
export const hashRecoveryCode = (code: string): string =>
  createHash("sha256")
    .update(code.toUpperCase().replace(/[^A-Z0-9]/gu, ""))
    .digest("base64url");
