/** Posts a file by the form that the server signed, straight to the bucket, and tells how far it is. */
import type { Answer } from "../api/client.ts";

type Form = Answer<"document.send">["form"];

/** `network`: no answer came. `refused`: the bucket did not take it. */
export class PostFault extends Error {
  override readonly name = "PostFault";
  readonly why: "network" | "refused";
  constructor(why: PostFault["why"]) {
    super(why);
    this.why = why;
  }
}

/** Rejects with an AbortError once `signal` says so. `fetch` cannot tell how much it has sent. */
export function postFile(
  { url, fields }: Form,
  file: Blob,
  { onProgress, signal }: { readonly onProgress: (part: number) => void; readonly signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    // The bucket reads nothing after the file.
    body.append("file", file);
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.upload.onprogress = ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new PostFault("refused"));
    };
    request.onerror = () => {
      reject(new PostFault("network"));
    };
    request.onabort = () => {
      reject(new DOMException("Cancelled", "AbortError"));
    };
    signal.addEventListener("abort", () => {
      request.abort();
    });
    request.send(body);
  });
}
