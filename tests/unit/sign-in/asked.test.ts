/** What a device remembers of having asked for a code: for whom, and, for the portal alone, whether a mail has left. */
import { expect, test } from "vitest";
import { readCookies } from "../../../functions/http/cookies.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { askedHere, rememberAsked } from "../../../functions/sign-in/asked.ts";

const start = id("Instant", "2026-11-23T08:00:00Z");
const at = (seconds: number, deviceSecret = "secret") => ({ deviceSecret, clock: () => plusSeconds(start, seconds) });
const [mine, other] = [id("Login", "000451"), id("Login", "000452")];
const cookies = (line: string) => readCookies([line.split(";")[0] ?? ""]);
const sent = rememberAsked(at(0), "password", mine, { mailed: true, before: null });

test("a device has asked for that name, however its zeros are written, for that purpose, while the code lives", () => {
  expect(askedHere(at(3599), "password", id("Login", "451"), cookies(sent))).toMatchObject({ mailed: true });
  expect(askedHere(at(3600), "password", mine, cookies(sent))).toBeNull();
  expect(askedHere(at(0), "activation", mine, cookies(sent))).toBeNull();
  expect(askedHere(at(0), "password", other, cookies(sent))).toBeNull();
  expect(askedHere(at(0, "another secret"), "password", mine, cookies(sent))).toBeNull();
  expect(askedHere(at(0), "password", mine, new Map([["__Host-asked", "AAAA"]]))).toBeNull();
});

test("asking again keeps the device's name, and that a mail has left for it", () => {
  const before = askedHere(at(10), "password", mine, cookies(sent));
  const again = rememberAsked(at(10), "password", mine, { mailed: false, before });
  expect(askedHere(at(20), "password", mine, cookies(again))).toEqual(before);
});

test("the cookie shows nobody whether there is such a name: it is as long as the other", () => {
  const unsent = rememberAsked(at(0), "password", id("Login", "451"), { mailed: false, before: null });
  expect(unsent.length).toBe(sent.length);
  expect(unsent).not.toContain("451");
});
