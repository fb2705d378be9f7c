/** Signing in when everyone does, the second step, mailed links, password strength. */
import { describe, expect, it } from "vitest";
import type { Call } from "../../../../web/shared/api/client.ts";
import { Problem } from "../../../../web/shared/api/problem.ts";
import { readMailedLink, readMailedLogin } from "../../../../web/shared/sign-in/mailedLink.ts";
import { openSession } from "../../../../web/shared/sign-in/openSession.ts";
import { unlessExpired } from "../../../../web/shared/sign-in/unlessExpired.ts";
import { sixDigits } from "../../../../functions/sign-in/contract/fields.ts";
import { passwordAdvice } from "../../../../functions/sign-in/rules/password.ts";
import { emailFault } from "../../../../web/shared/forms/email.ts";
import { digitsOf, isCode } from "../../../../web/shared/forms/codes.ts";
import { passwordFault, strengthOf } from "../../../../web/shared/sign-in/strength.ts";

const refusal = (code: string, retryAfter?: number): Problem =>
  new Problem({ status: code === "server.busy" ? 503 : 401, code, title: "", detail: "", retryAfter });

describe("signing in", () => {
  const credentials = { login: "ABC1", password: "x", remember: false };
  const attempt = async (...replies: (Problem | "in")[]) => {
    const waits: (number | null)[] = [];
    const call = (() => {
      const reply = replies.shift();
      return reply instanceof Problem ? Promise.reject(reply) : Promise.resolve({ login: "ABC1" });
    }) as unknown as Call;
    const view = await openSession(
      { call, onWait: (seconds) => waits.push(seconds), second: () => Promise.resolve(), random: () => 0 },
      credentials,
    );
    return { view, waits };
  };

  it("waits, says so, and gets in", async () => {
    const { waits } = await attempt(refusal("server.busy", 2), "in");
    expect(waits).toEqual([4, 3, 2, 1, null]);
  });
  it("waits longer each time", async () => {
    const { waits } = await attempt(refusal("server.busy", 5), refusal("server.busy", 5), "in");
    expect(waits.filter((seconds) => seconds === 5 || seconds === 10)).toEqual([5, 10, 5]);
  });
  it("gives up in the end", () =>
    expect(attempt(...Array.from({ length: 6 }, () => refusal("server.busy")))).rejects.toMatchObject({
      code: "server.busy",
    }));
  it("never tries a wrong password twice", () =>
    expect(attempt(refusal("signIn.refused"), "in")).rejects.toMatchObject({ code: "signIn.refused" }));
});

describe("second step", () => {
  it("sends people back to the password when its time is over, with the server's word", async () => {
    const said: string[] = [];
    const over = new Problem({ status: 401, code: "signIn.refused", title: "", detail: "Le temps est écoulé." });
    await unlessExpired(
      () => Promise.reject(over),
      (detail) => said.push(detail),
    );
    expect(said).toEqual(["Le temps est écoulé."]);
  });
  it("leaves a wrong code to the form", () =>
    expect(
      unlessExpired(
        () => Promise.reject(refusal("code.refused")),
        () => undefined,
      ),
    ).rejects.toMatchObject({ code: "code.refused" }));
  it.each(["123 456", " 123456 ", "123-456", "123\u00a0456", "123–456", "12 34 56", "123.456"])(
    "takes the code « %s », here and on the server",
    (typed) => {
      expect([isCode(typed), digitsOf(typed)]).toEqual([true, "123456"]);
      expect(sixDigits.parse(typed)).toBe("123456");
    },
  );
  it.each(["12345", "1234567", "12a456", ""])("refuses the code « %s »", (typed) => {
    expect([isCode(typed), sixDigits.safeParse(typed).success]).toEqual([false, false]);
  });
  it("tells the faults of an address and of a password with the others, in the words of the rule", () => {
    expect(emailFault("", "Saisissez.")).toEqual({ email: "Saisissez." });
    for (const wrong of ["lea", "lea@", "lea@exemple", "lea exemple@exemple.fr", "@exemple.fr"])
      expect(emailFault(wrong, "").email).toMatch(/^Cette adresse e-mail est incomplète/u);
    expect(emailFault(" lea.martin@exemple.fr ", "")).toEqual({});
    expect(passwordFault("", [], "Choisissez.")).toEqual({ password: "Choisissez." });
    expect(passwordFault("court", [], "").password).toBe(passwordAdvice.tooShort);
    expect(passwordFault("Sillon-Bosquet-Verger-7001", [], "")).toEqual({});
  });
});

describe("a mailed link", () => {
  it("carries the identifier and the code after #", () =>
    expect(readMailedLink("#identifiant=ABC%204&code=012345")).toEqual({ login: "ABC 4", code: "012345" }));
  it("may carry the identifier alone", () =>
    expect([readMailedLogin("#identifiant=ABC%204"), readMailedLogin("#contenu")]).toEqual(["ABC 4", ""]));
  it("may carry the code alone", () => expect(readMailedLink("#code=012345")).toEqual({ login: "", code: "012345" }));
  it.each(["", "#", "#code=12345", "#code=1234567", "#code=abcdef", "#contenu"])("is not read from %j", (hash) =>
    expect(readMailedLink(hash)).toBeNull(),
  );
});

describe("password strength", () => {
  it.each([
    ["", 0],
    ["abc", 1],
    ["Portail2026!!!!", 1],
    ["Azertyuiop12", 2],
    ["Crocus4!x", 2],
    ["Crocus&safran45", 3],
    ["le crocus bleu pousse encore dans la vallée", 4],
  ])("%j is of level %i", (password, level) => {
    const verdict = strengthOf(password, ["ABC4821"]);
    if (level >= 3) expect(verdict).toMatchObject({ advice: null });
    expect(verdict.level).toBe(level);
  });
  it("advises against one's own name", () => expect(strengthOf("Martin-Dupont45", ["Martin", "Dupont"]).level).toBe(1));
});
