/** The oldest browsers: named where people read it, told apart by the styles, and offered nothing that they lack. */
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { oldestBrowsers } from "../../../infra/build/browsers.ts";

const web = new URL("../../../web/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, web), "utf8");
const { chrome, edge, firefox, safari } = oldestBrowsers;

it.each(["parents.html", "agents.html"])("%s names them in plain HTML, before anything that needs a script", (page) => {
  const html = read(page);
  const words = /<p class="too-old">(.+)<\/p>/u.exec(html)?.[1] ?? "";
  expect(edge).toBe(chrome);
  expect(words).toContain(`Chrome ou Edge ${chrome}, Firefox ${firefox}, Safari ${safari}`);
  expect(words).toContain(`iOS ${safari}`);
  expect(html.indexOf("too-old")).toBeLessThan(html.indexOf('id="app"'));
});

/** Came to one of them later than the version that is named, and esbuild does not translate it. */
const later =
  /\.checkVisibility\(|\.(?:toSorted|toReversed|toSpliced|isWellFormed|toWellFormed)\(|\b(?:Object|Map)\.groupBy\(|Promise\.(?:withResolvers|try)\(|AbortSignal\.any\(|URL\.(?:canParse|parse)\(|Array\.fromAsync\(|startViewTransition|requestIdleCallback|showPopover/u;

it("use nothing that the oldest of them lacks", () => {
  const sources = readdirSync(web, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/u.test(name));
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.filter((name) => later.test(read(name)))).toEqual([]);
});

it("the styles use nothing newer either, and hide the message where they can be used", () => {
  const styles = readdirSync(new URL("styles/", web)).map((name) => read(`styles/${name}`));
  expect(styles.join("\n")).toMatch(
    /@supports \(color: color-mix\(in srgb, red, blue\)\) and selector\(:has\(a\)\) \{ \.too-old \{ display: none; \} \}/u,
  );
  for (const css of styles) expect(css).not.toMatch(/light-dark\(|@starting-style|@scope|anchor-name|^\s*&/mu);
});
