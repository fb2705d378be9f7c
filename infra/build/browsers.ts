/**
 * The oldest browsers for which the site is made: each has `color-mix()` and `:has()`, which the styles need, and which
 * tell older ones apart without a script. Their names and versions stand in the pages' plain HTML too, for those who
 * have an older one: tests/unit/web/browsers.test.ts holds both together.
 */
export const oldestBrowsers = { chrome: "111", edge: "111", firefox: "121", safari: "16.4" } as const;
