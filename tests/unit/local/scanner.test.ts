/** The stub that stands in for GuardDuty's scan. */
import { expect, it } from "vitest";
import { scannerPlan, scannerStub } from "../../../infra/local/files/scanner.ts";

it("finds the EICAR test file and nothing else, and says once that it is no antivirus", () => {
  const said: string[] = [];
  const scan = scannerStub((line) => said.push(line));
  // In two parts, so that no scanner takes this source for the test file.
  const eicar = Buffer.from("X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
  expect(scan(eicar)).toEqual(["EICAR-Test-File (not a virus)"]);
  const inside = new Uint8Array([1, 2, 3, ...eicar, 4]);
  expect(scan(inside)).not.toBeNull();
  expect(scan(inside.subarray(4))).toBeNull();
  expect(scan(new Uint8Array())).toBeNull();
  expect(said).toEqual([expect.stringMatching(/factice.*EICAR/u)]);
  expect(scannerPlan).toMatch(/stub/u);
});
