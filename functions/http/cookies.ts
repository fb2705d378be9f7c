/**
 * The cookies of a session. `__Host-` binds them to this host, over TLS, for the whole site; scripts never see them and
 * other sites never send them.
 */
export const sidCookie = "__Host-sid";
export const accessCookie = "__Host-access";
/** A sign-in whose password was right and whose second factor is awaited, sealed; a few minutes. */
export const stepCookie = "__Host-step";
/** Which sign-in this device has been signed in with, sealed; it opens nothing. */
export const deviceCookie = "__Host-device";
/** For which sign-in this device has asked for a mailed code, sealed; as long as the code lives. */
export const askedCookie = "__Host-asked";

const flags = "Path=/; Secure; HttpOnly; SameSite=Strict";

/** `maxAge` in seconds; without it the cookie ends with the browser. */
export const setCookie = (name: string, value: string, maxAge?: number): string =>
  `${name}=${value}; ${flags}${maxAge === undefined ? "" : `; Max-Age=${Math.max(0, Math.floor(maxAge))}`}`;

export const clearCookie = (name: string): string => setCookie(name, "", 0);

/** Values by name, from the `cookies` of a version 2.0 event. */
export function readCookies(cookies: readonly string[] | undefined): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const cookie of cookies ?? []) {
    const split = cookie.indexOf("=");
    if (split > 0) found.set(cookie.slice(0, split).trim(), cookie.slice(split + 1).trim());
  }
  return found;
}
