/** Words put together as French does. */

/** `Lou`, `Lou et Zoé`, `Lou, Zoé et Max`. */
export const list = (words: readonly string[], last: "et" | "ou" = "et"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1) ?? ""}`;
