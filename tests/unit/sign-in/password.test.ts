import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { passwordAdvice, passwordWeakness } from "../../../functions/sign-in/rules/password.ts";

const nobody: readonly string[] = [];

describe("a new password", () => {
  test.each([
    ["12 characters of four classes", "Kx9!vTe#2mQz"],
    ["14 of upper case, lower case and digits", "Kx9vTe2mQzRb4L"],
    ["a passphrase of seven words", "le chat gris dort sous la vieille table"],
    [
      "a very long passphrase",
      "mon grand-père plantait des pommiers derrière la gare chaque printemps depuis mille neuf cent soixante",
    ],
    ["accents and spaces count", "Été à Orléans 7 !"],
  ])("%s passes", (_, password) => {
    expect(passwordWeakness(password, nobody)).toBeNull();
  });

  test.each([
    ["Kx9!vTe#2mQ", "tooShort"],
    ["", "tooShort"],
    ["kx9vte2mqzrb", "tooUniform"],
    ["kx9!vte#2mqz", "tooUniform"],
    ["Abcdefgh1234!", "tooUniform"],
    ["aaaaaaaaaaaA1!", "tooUniform"],
    ["M0tDeP@sse2026!", "tooCommon"],
    ["Azertyuiop123!", "tooCommon"],
    ["P@ssw0rd-2026", "tooCommon"],
  ] as const)("%s is refused: %s", (password, weakness) => {
    expect(passwordWeakness(password, nobody)).toBe(weakness);
  });

  test("what an acquaintance would try first is refused, whatever its case and accents", () => {
    expect(passwordWeakness("Lefèvre-2019!", ["ABC4821", "Lefevre", "Zoé"])).toBe("containsIdentity");
    expect(passwordWeakness("ABC4821abc!x", ["ABC4821"])).toBe("containsIdentity");
  });

  test("a short name inside a long passphrase is no reason to refuse", () => {
    expect(passwordWeakness("martin range ses sept bottes rouges dans la grange", ["Martin"])).toBeNull();
  });

  test("fewer than twelve characters never pass, whatever they are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 11 }), (password) => {
        if (Array.from(password).length < 12) expect(passwordWeakness(password, nobody)).not.toBeNull();
      }),
    );
  });

  test("every weakness says what to do", () => {
    for (const advice of Object.values(passwordAdvice)) expect(advice).toMatch(/^[A-ZÉ].{30,}\.$/);
  });
});
