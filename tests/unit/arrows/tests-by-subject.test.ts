/** Tests bear the names of the subjects: `npm test -- waiting-list` runs those whose path holds that word. */
import { expect, it } from "vitest";
import { globSync } from "node:fs";
import { subjects } from "./house.ts";

const tests = globSync("tests/{unit,integration,e2e}/**/*.test.{ts,tsx}", {
  cwd: new URL("../../../", import.meta.url),
}).filter((path) => !path.startsWith("tests/unit/web/"));

it.each(subjects)("%s has tests of its own, in a folder or a file of that name", (subject) => {
  expect(tests.filter((path) => path.split(/[/.]/u).includes(subject))).not.toEqual([]);
});
