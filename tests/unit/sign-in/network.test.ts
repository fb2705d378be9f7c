import { expect, test } from "vitest";
import { networkOf } from "../../../functions/sign-in/rules/network.ts";

test.each([
  ["82.64.1.2", "82.64.1.2"],
  ["::ffff:82.64.1.2", "82.64.1.2"],
  ["2a01:e0a:1b2:c3d0::1", "2a01:e0a:1b2:c3d0::/64"],
  ["2A01:0E0A:01b2:c3d0:ffff:eeee:dddd:cccc", "2a01:e0a:1b2:c3d0::/64"],
  ["2a01:e0a::1", "2a01:e0a:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["unknown", "unknown"],
])("%s is of the network %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
