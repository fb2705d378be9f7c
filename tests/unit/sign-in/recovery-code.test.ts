import { expect, test } from "vitest";
import { hashRecoveryCode, newRecoveryCode } from "../../../functions/sign-in/recovery-code.ts";

test("recovery codes are readable, never the same, and may be typed as one likes", () => {
  const codes = Array.from({ length: 200 }, newRecoveryCode);
  expect(new Set(codes).size).toBe(200);
  for (const code of codes) expect(code).toMatch(/^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/);
  const [code = ""] = codes;
  expect(hashRecoveryCode(code.toLowerCase().replaceAll("-", " "))).toBe(hashRecoveryCode(code));
  expect(hashRecoveryCode(codes[1] ?? "")).not.toBe(hashRecoveryCode(code));
});
