/** Codes sent by mail: six digits, one at a time, each for one purpose and for a while. */
import { randomInt } from "node:crypto";
import { AwsError } from "../aws-json.ts";
import type { LocalUser, SentCode } from "./users.ts";

/** Cognito's: a day to confirm an account, an hour to choose a new password, a day to prove a new address. */
const lifetime: Readonly<Record<SentCode["purpose"], number>> = {
  confirm: 24 * 3_600_000,
  reset: 3_600_000,
  address: 24 * 3_600_000,
};

export const newCode = (purpose: SentCode["purpose"]): SentCode => ({
  code: String(randomInt(1_000_000)).padStart(6, "0"),
  purpose,
  expiresAt: Date.now() + lifetime[purpose],
});

export const codeMismatch = (): AwsError =>
  new AwsError("CodeMismatchException", "Invalid verification code provided, please try again.");
const codeExpired = (): AwsError =>
  new AwsError("ExpiredCodeException", "Invalid code provided, please request a code again.");

export function checkCode({ SentCode: sent }: LocalUser, purpose: SentCode["purpose"], given: string): void {
  if (sent?.purpose !== purpose || sent.expiresAt <= Date.now()) throw codeExpired();
  if (sent.code !== given) throw codeMismatch();
}
