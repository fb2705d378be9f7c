import { describe, expect, test } from "vitest";
import { coarseAddress, deviceName } from "../../../functions/sign-in/rules/origin.ts";

describe("where a request came from, coarsely", () => {
  test.each([
    ["82.64.12.34", "82.64.x.x"],
    ["2a01:E0A:12:3400::1", "2a01:e0a::"],
    ["::1", "inconnue"],
    ["unknown", "inconnue"],
    ["<script>", "inconnue"],
  ])("%s is shown as %s", (address, shown) => expect(coarseAddress(address)).toBe(shown));

  test.each([
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox sur Windows"],
    [
      "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Mobile Safari/537.36",
      "Chrome sur Android",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
      "Safari sur iPhone",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15",
      "Safari sur Mac",
    ],
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Safari/537.36 Edg/146.0.0.0",
      "Edge sur Windows",
    ],
    ["curl/8.0", "Navigateur"],
    ["", "Navigateur"],
  ])("%s is named", (staffMember, name) => expect(deviceName(staffMember)).toBe(name));
});
