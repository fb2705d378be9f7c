/**
 * What a mail's unsubscribe link holds: whose mail it is, sealed with a key of the portal's (AES-256-GCM). Nobody makes
 * one or changes it, and those who see the address (mail programs, proxies) learn no family's code from it. Nothing is
 * stored, so that a link works as long as the portal's secret does.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { readId, type FamilyCode, type GuardianId } from "../kernel/ids.ts";

/** Whom a link unsubscribes. */
export interface Subscriber {
  readonly familyCode: FamilyCode;
  readonly guardianId: GuardianId;
}

export interface UnsubscribeTokens {
  readonly seal: (subscriber: Subscriber) => string;
  /** Null for what this portal did not seal. */
  readonly open: (token: string) => Subscriber | null;
}

const cipherName = "aes-256-gcm";
const [nonceLength, tagLength] = [12, 16];

export function unsubscribeTokens(portalSecret: string): UnsubscribeTokens {
  const key = Buffer.from(hkdfSync("sha256", portalSecret, "", "reminders: unsubscribe", 32));
  return {
    seal: ({ familyCode, guardianId }) => {
      const nonce = randomBytes(nonceLength);
      const cipher = createCipheriv(cipherName, key, nonce);
      return Buffer.concat([
        nonce,
        cipher.update(`${familyCode} ${guardianId}`, "utf8"),
        cipher.final(),
        cipher.getAuthTag(),
      ]).toString("base64url");
    },
    open: (token) => {
      const bytes = Buffer.from(token, "base64url");
      if (bytes.length <= nonceLength + tagLength) return null;
      const decipher = createDecipheriv(cipherName, key, bytes.subarray(0, nonceLength), {
        authTagLength: tagLength,
      }).setAuthTag(bytes.subarray(-tagLength));
      const text = decipher.update(bytes.subarray(nonceLength, -tagLength));
      try {
        decipher.final();
      } catch {
        // The one thing that `final` says: it was not sealed with this key, or has been changed.
        return null;
      }
      const [code = "", guardian = ""] = text.toString("utf8").split(" ");
      const [familyCode, guardianId] = [readId("FamilyCode", code), readId("GuardianId", guardian)];
      return familyCode && guardianId && { familyCode, guardianId };
    },
  };
}
