/** Signing in when everyone does, renewing in time, mailed links, the office's hours, password strength. */
import { describe, expect, it } from "vitest";
import { id } from "../../../../functions/kernel/ids.ts";
import type { Call } from "../../../../web/shared/api/client.ts";
import { Problem } from "../../../../web/shared/api/problem.ts";
import { readMailedLink, readMailedLogin } from "../../../../web/shared/sign-in/mailedLink.ts";
import { openSession } from "../../../../web/shared/sign-in/openSession.ts";
import { unlessExpired } from "../../../../web/shared/sign-in/unlessExpired.ts";
import { digitsOf, isCode } from "../../../../web/shared/forms/codes.ts";
import { strengthOf } from "../../../../web/shared/sign-in/strength.ts";
import { fieldErrors } from "../../../../web/shared/forms/useForm.ts";
import { openingAt, parisClock, type Hours } from "../../../../web/shared/office/hours.ts";
import { keepRenewed, renewalDelay } from "../../../../web/shared/session/renewal.ts";
import { match } from "../../../../web/shared/router.ts";
import { boxOver, readJson } from "../../../../web/shared/storage.ts";

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
  it("takes a code as apps print it", () =>
    expect([isCode("123 456"), isCode(" 123456 "), isCode("12345"), digitsOf("123 456")]).toEqual([
      true,
      true,
      false,
      "123456",
    ]));
});

describe("renewal", () => {
  const before = id("Instant", "2026-11-23T11:00:00Z");
  const now = Date.parse("2026-11-23T10:00:00Z");

  it("falls in the last third of the token's life, never at the same moment for all, and before its end", () => {
    const delays = [0, 0.5, 0.999].map((random) => renewalDelay(now, before, random) / 60_000);
    expect(delays[0]).toBe(40);
    expect(delays[2]).toBeLessThan(57);
    expect(new Set(delays).size).toBe(3);
  });
  it("is due at once when the time has passed", () =>
    expect(renewalDelay(Date.parse("2026-11-23T12:00:00Z"), before, 0)).toBe(0));

  it("waits for a hidden tab to be seen again, and stops when the session does", () => {
    let visible = false;
    let renewals = 0;
    let fire = (): void => undefined;
    let cancelled = 0;
    const renewal = keepRenewed({
      renew: () => Promise.resolve(renewals++),
      now: () => now,
      random: () => 0,
      visible: () => visible,
      later: (work) => {
        fire = work;
        return () => {
          cancelled++;
        };
      },
    });
    renewal.follow(before);
    fire();
    expect(renewals).toBe(0);
    visible = true;
    renewal.due();
    renewal.due();
    expect(renewals).toBe(1);
    renewal.follow(null);
    expect(cancelled).toBe(1);
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

describe("the office's hours", () => {
  const shut = { morning: null, afternoon: null };
  const hours: Hours = {
    monday: { morning: { from: "08:30", to: "12:00" }, afternoon: { from: "13:30", to: "17:00" } },
    tuesday: shut,
    wednesday: { morning: { from: "08:30", to: "12:00" }, afternoon: null },
    thursday: shut,
    friday: shut,
    saturday: shut,
    sunday: shut,
  };
  const open = (day: number, time: string) => openingAt(hours, { day, time });

  it("says until when it is open", () => expect(open(0, "08:30")).toEqual({ open: true, until: "12:00" }));
  it("is closed at the minute it closes", () =>
    expect(open(0, "12:00")).toEqual({ open: false, next: { day: "monday", inDays: 0, at: "13:30" } }));
  it("finds the next day that opens", () =>
    expect(open(0, "17:00")).toEqual({ open: false, next: { day: "wednesday", inDays: 2, at: "08:30" } }));
  it("goes round the week", () =>
    expect(open(2, "12:30")).toEqual({ open: false, next: { day: "monday", inDays: 5, at: "08:30" } }));
  it("admits an office that never opens", () =>
    expect(openingAt({ ...hours, monday: shut, wednesday: shut }, { day: 0, time: "09:00" })).toEqual({
      open: false,
      next: null,
    }));
  it("reads the clock in Paris, whatever the device's zone", () => {
    expect(parisClock(Date.parse("2026-11-23T23:30:00Z"))).toEqual({ day: 1, time: "00:30" });
    expect(parisClock(Date.parse("2026-07-05T22:30:00Z"))).toEqual({ day: 0, time: "00:30" });
  });
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

describe("small things", () => {
  it("server's errors find their fields, under another name if need be", () => {
    const problem = new Problem({
      status: 400,
      code: "request.invalid",
      title: "",
      detail: "",
      errors: [
        { field: "login", message: "a" },
        { field: "login", message: "b" },
        { field: "autre", message: "c" },
      ],
    });
    expect(fieldErrors(problem, { initial: { familyCode: "" }, serverFields: { login: "familyCode" } })).toEqual({
      familyCode: "a",
    });
  });
  it("paths match their patterns", () => {
    expect(match("/inscrire/:activityId", "/inscrire/mercredis")).toEqual({ activityId: "mercredis" });
    expect(match("/inscrire/:activityId", "/inscrire")).toBeNull();
    expect(match("/inscrire", "/inscrire/x")).toBeNull();
    expect(match("/", "/")).toEqual({});
  });
  it("storage that refuses is replaced by memory", () => {
    const box = boxOver(() => {
      throw new Error("SecurityError");
    });
    box.write("a", "1");
    expect(box.read("a")).toBe("1");
    box.remove("a");
    expect(box.read("a")).toBeNull();
  });
  it("JSON that is not what was expected is dropped", () => {
    const box = boxOver(() => {
      throw new Error("SecurityError");
    });
    box.write("a", "[1]");
    expect(readJson(box, "a", (value): value is string => typeof value === "string")).toBeNull();
    expect(box.read("a")).toBeNull();
  });
});
