/**
 * The fonts of invoices, since a PDF that anybody can read in ten years holds its own. Read when the function is bundled
 * (infra/build/evaluated.ts): the bundle carries them, as base64. Lato: free (OFL), with every letter of French names, and
 * small, for pdfkit reads a font anew for each invoice.
 */
import { readFileSync } from "node:fs";

const read = (name: string): string =>
  readFileSync(`${process.cwd()}/node_modules/@expo-google-fonts/lato/${name}.ttf`).toString("base64");

export const regular = read("400Regular/Lato_400Regular");
export const bold = read("700Bold/Lato_700Bold");
