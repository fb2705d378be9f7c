/**
 * Forms of the file, and how the office is reached, are pages that the yearly confirmation leads to as well: they lead
 * back to the very page of it. Where that is stands in the address, so that it survives a reload and a session that ended.
 */
import { useState } from "preact/hooks";
import { shell } from "../../strings/fr/shell.ts";
import { certificationPath } from "./paths.ts";

/** A page of the confirmation, with the grid that asked for it; no other address is followed. */
const step = new RegExp(`^${certificationPath}/[A-Za-z0-9-]+(?:\\?retour=%2Finscrire%2F[a-z0-9-]+)?$`, "u");

/** The page of the confirmation that led here, or null. */
export function stepBefore(): string | null {
  const from = new URLSearchParams(window.location.search).get("retour") ?? "";
  return step.test(from) ? from : null;
}

/** The address of another page that leads back there too. */
export function withStep(path: string): string {
  const from = stepBefore();
  return from === null ? path : `${path}?retour=${encodeURIComponent(from)}`;
}

export function BackToStep() {
  const [from] = useState(stepBefore);
  if (from === null) return null;
  return (
    <p>
      <a class="button ghost" href={from}>
        {shell.backToStep}
      </a>
    </p>
  );
}
