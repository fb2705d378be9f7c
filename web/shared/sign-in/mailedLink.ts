/**
 * What a mail's link carries after `#`: the identifier and the code. No server sees it, and the address bar forgets it
 * at once.
 */
interface MailedLink {
  readonly login: string;
  readonly code: string;
}

export function readMailedLink(hash: string): MailedLink | null {
  const values = new URLSearchParams(hash.replace(/^#/u, ""));
  const code = values.get("code") ?? "";
  return /^[0-9]{6}$/u.test(code) ? { login: values.get("identifiant") ?? "", code } : null;
}

/** The identifier alone, in mails that only say where to choose another password. */
export const readMailedLogin = (hash: string): string =>
  new URLSearchParams(hash.replace(/^#/u, "")).get("identifiant") ?? "";

const clean = (): void => {
  if (window.location.hash !== "") history.replaceState(null, "", window.location.pathname);
};

/**
 * Reads the link of the page on screen, and cleans the address: a shared or bookmarked address must not carry a code.
 */
export function takeMailedLink(): MailedLink | null {
  const link = readMailedLink(window.location.hash);
  if (link) clean();
  return link;
}

export function takeMailedLogin(): string {
  const login = readMailedLogin(window.location.hash);
  if (login !== "") clean();
  return login;
}
