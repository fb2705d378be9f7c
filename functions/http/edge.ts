/**
 * Only CloudFront may call, and only pages of this portal may write.
 *
 * CloudFront adds a secret header; the viewer's address and host come from headers that CloudFront's function
 * overwrites, because `sourceIp` and `Host` are CloudFront's own here.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import { edgeHeaders } from "./edge-headers.ts";
import type { HttpEvent, HttpMiddleware, Viewer } from "./call.ts";
import { Problem } from "./problem.ts";

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Refuses a request that did not come through CloudFront. */
export function cloudFrontOnly(secret: string): HttpMiddleware {
  const expected = digest(secret);
  return {
    before: ({ event }) => {
      if (!timingSafeEqual(digest(event.headers[edgeHeaders.secret] ?? ""), expected))
        throw new Problem("origin.refused", "Passez par l’adresse du portail pour faire cette demande.");
    },
  };
}

/** As browsers and mails write an origin, whatever case the host was asked for in. */
function originOf(said = ""): string {
  return URL.canParse(said) ? new URL(said).origin : "https://portail.invalid";
}

export const viewerOf = (event: HttpEvent): Viewer => ({
  address: event.headers[edgeHeaders.viewer] ?? "unknown",
  portal: originOf(event.headers[edgeHeaders.origin]),
  userAgent: event.headers["user-agent"] ?? "",
});

/**
 * CSRF guard of every writing route, on top of SameSite=Strict: the browser's own word on where the request comes from
 * (Fetch Metadata), or the Origin header in browsers that lack it. Neither: refused. A route that is called from
 * anywhere reads no session, so that there is nothing to forge.
 */
export function sameOrigin(): HttpMiddleware {
  return {
    before: ({ event, internal: { call } }) => {
      if (["GET", "HEAD"].includes(event.requestContext.http.method) || call.spec.fromAnywhere) return;
      const site = event.headers["sec-fetch-site"];
      const origin = event.headers["origin"];
      const same =
        site === undefined
          ? origin !== undefined && origin === originOf(event.headers[edgeHeaders.origin])
          : site === "same-origin";
      if (!same)
        throw new Problem("origin.refused", "Cette demande vient d’un autre site. Ouvrez le portail et recommencez.");
    },
  };
}
