/** The page that tells agents what the catalogue's file may say: its examples, put end to end, are a file that enters. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { root } from "../../../../infra/build.ts";
import { readText } from "./make.ts";

test("the examples of the page make a file that enters without a word", () => {
  const page = readFileSync(`${root}functions/catalogue/file/catalogue.md`, "utf8");
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/gu)].map(([, example]) => example);
  expect(examples.length).toBeGreaterThan(5);
  const { catalogue, faults, notices } = readText(examples.join("\n"));
  expect([...faults, ...notices]).toEqual([]);
  expect(catalogue?.tariffs).toHaveLength(1);
  expect(catalogue?.accounts?.[0]).toMatchObject({ series: "ALSH" });
  expect(catalogue?.activities[0]?.eligibility.requires).toContain("vaccines");
});
