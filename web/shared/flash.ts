/** A word that travels with a person from one page (or site) to the next, and is read once. */
import { forThisTab } from "./storage.ts";

const key = "portail.mot";

export const leaveWord = (text: string): void => {
  forThisTab.write(key, text);
};

export function takeWord(): string | null {
  const text = forThisTab.read(key);
  if (text !== null) forThisTab.remove(key);
  return text;
}
