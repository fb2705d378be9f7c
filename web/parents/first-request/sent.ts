/** What this tab keeps of a request that it has sent: enough to go on after a reload, nothing of what was told. */
import { readId, type FirstRequestId } from "../../../functions/kernel/ids.ts";
import { dropDraft, keepDraft, readDraft } from "../../shared/drafts.ts";

export interface SentRequest {
  readonly requestId: FirstRequestId;
  /** That it was sent from here; empty after a mail's link that was opened elsewhere. */
  readonly proof: string;
  readonly email: string;
}

const name = "premiere-demande-envoyee";

export function keptRequest(): { readonly sent: SentRequest; readonly confirmed: boolean } | null {
  const { requestId = "", proof = "", email = "", confirmed = "" } = readDraft(name);
  const known = readId("FirstRequestId", requestId);
  return known && { sent: { requestId: known, proof, email }, confirmed: confirmed !== "" };
}
export const keepRequest = ({ requestId, proof, email }: SentRequest, confirmed: boolean): void => {
  keepDraft(name, { requestId, proof, email, confirmed: confirmed ? "oui" : "" });
};
export const forgetRequest = (): void => {
  dropDraft(name);
};

/** What a mail's link carries after `#`, which no server sees; the address bar forgets it at once. */
export function takeMailedCode(): { readonly requestId: FirstRequestId; readonly code: string } | null {
  const values = new URLSearchParams(window.location.hash.replace(/^#/u, ""));
  const requestId = readId("FirstRequestId", values.get("demande") ?? "");
  const code = values.get("code") ?? "";
  if (!requestId || !/^[0-9]{6}$/u.test(code)) return null;
  history.replaceState(null, "", window.location.pathname);
  return { requestId, code };
}
