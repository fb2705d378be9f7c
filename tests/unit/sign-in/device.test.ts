/** What a device remembers of having signed in: its own name, for the sign-in that it signed in with. */
import { expect, test } from "vitest";
import { readCookies } from "../../../functions/http/cookies.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { knownDevice, rememberDevice } from "../../../functions/sign-in/device.ts";

const [mine, other] = [id("Login", "P20485"), id("Login", "P20486")];
const cookies = (line: string) => readCookies([line.split(";")[0] ?? ""]);

test("a device is known for the sign-in that it signed in with, and for no other", () => {
  const given = cookies(rememberDevice("secret", mine, null));
  expect(knownDevice("secret", mine, given)).toMatch(/^[0-9a-f-]{36}$/u);
  expect(knownDevice("secret", other, given)).toBeNull();
  expect(knownDevice("another secret", mine, given)).toBeNull();
});

test("it keeps its name when it signs in again", () => {
  const name = knownDevice("secret", mine, cookies(rememberDevice("secret", mine, null)));
  expect(knownDevice("secret", mine, cookies(rememberDevice("secret", mine, name)))).toBe(name);
});

test.each(["", "x", "AAAA", Buffer.from(JSON.stringify({ login: mine, device: "x" })).toString("base64")])(
  "an invented cookie (%s) makes nobody known",
  (value) => {
    expect(knownDevice("secret", mine, new Map([["__Host-device", value]]))).toBeNull();
  },
);
