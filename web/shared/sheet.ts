/** Styles that are fetched with the first page that needs them. */

/**
 * Fetches a sheet and holds it from then on. What is drawn once this is settled is never shown bare.
 *
 * @param address Of the sheet, as the build names it (`import address from "./x.css?sheet"`).
 * @returns Asks for it once, however often it is called; rejects where it cannot be had, and asks again the next time.
 */
export function sheetAt(address: string): () => Promise<void> {
  let asked: Promise<void> | null = null;
  const ask = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const link = document.createElement("link");
      link.rel = "stylesheet";
      link.href = address;
      link.addEventListener("load", () => {
        resolve();
      });
      link.addEventListener("error", () => {
        link.remove();
        asked = null;
        reject(new Error(`${address} cannot be had`));
      });
      document.head.append(link);
    });
  return () => (asked ??= ask());
}
