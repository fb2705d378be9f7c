/** The seal of unsubscribe links. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { reminderOwn } from "../../../functions/reminder/contract.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { unsubscribeTokens, type Subscriber } from "../../../functions/reminder/unsubscribe-token.ts";

const tokens = unsubscribeTokens("a secret of the portal's");
const subscriber: fc.Arbitrary<Subscriber> = fc.record({
  familyCode: fc.stringMatching(/^[A-Z0-9]{4,12}$/u).map((text) => id("FamilyCode", text)),
  guardianId: fc.integer({ min: 1, max: 9 }).map((rank) => id("GuardianId", String(rank))),
});

test("opens to whom it was sealed for, fits the contract, and shows nothing of it", () => {
  fc.assert(
    fc.property(subscriber, (one) => {
      const token = tokens.seal(one);
      expect(tokens.open(token)).toEqual(one);
      expect(reminderOwn["reminder.unsubscribe"].params.safeParse({ token }).success).toBe(true);
      expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain(one.familyCode);
      expect(tokens.seal(one)).not.toBe(token);
    }),
  );
});

test("opens to nobody once a bit is changed, or when another portal sealed it", () => {
  fc.assert(
    fc.property(subscriber, fc.nat(), (one, at) => {
      const bytes = Buffer.from(tokens.seal(one), "base64url");
      const bit = at % (bytes.length * 8);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(tokens.open(bytes.toString("base64url"))).toBeNull();
      expect(unsubscribeTokens("another").open(tokens.seal(one))).toBeNull();
    }),
  );
  for (const token of ["", "A".repeat(10), "A".repeat(38), "A".repeat(56)]) expect(tokens.open(token)).toBeNull();
});
