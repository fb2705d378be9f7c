/** A small router over the History API: one location, links that stay in the page, focus and title on arrival. */
import { useEffect, useRef } from "preact/hooks";
import { createStore } from "./store.ts";

interface Location {
  readonly path: string;
  /** Grows with every navigation, so that arriving again at the same address counts as an arrival. */
  readonly visit: number;
}

const here = (): string => window.location.pathname.replace(/\/+$/u, "") || "/";
export const location = createStore<Location>({ path: typeof window === "undefined" ? "/" : here(), visit: 0 });

function arrive(): void {
  location.set({ path: here(), visit: location.get().visit + 1 });
}

/** Arrives at what has taken the place of the page, at the same address: from its top, as at any other page. */
export function turnPage(): void {
  arrive();
  window.scrollTo(0, 0);
}

export function startRouter(): void {
  window.addEventListener("popstate", arrive);
  document.addEventListener("click", followLink);
}

/** Goes to a page of this site without loading a document. */
export function navigate(path: string, how: "push" | "replace" = "push"): void {
  if (how === "push") history.pushState(null, "", path);
  else history.replaceState(null, "", path);
  turnPage();
}

/** Every plain link to this site is followed here: pages write `<a href>` and nothing else. */
function followLink(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.target !== "" || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  if (url.origin !== window.location.origin || url.hash !== "") return;
  const staff = (path: string): boolean => path === "/agents" || path.startsWith("/agents/");
  if (staff(url.pathname) !== staff(window.location.pathname) || url.pathname.includes(".")) return;
  event.preventDefault();
  navigate(url.pathname + url.search);
}

export type PathParams = Readonly<Record<string, string>>;

/** Parameters of `path` under a pattern such as `/inscrire/:activite`; null when it does not fit. */
export function match(pattern: string, path: string): PathParams | null {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) {
      if (value === "") return null;
      params[part.slice(1)] = decodeURIComponent(value);
    } else if (part !== value) return null;
  }
  return params;
}

/**
 * The title of the page on screen: names the tab, and takes the focus of its `<h1>` on arrival, so that a keyboard or a
 * screen reader starts at the new page. The first page of a visit leaves the focus where the browser puts it.
 */
export function useTitle(title: string, site: string): { ref: { current: HTMLHeadingElement | null }; tabIndex: -1 } {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} – ${site}`;
  }, [title, site]);
  useEffect(() => {
    if (location.get().visit > 0) ref.current?.focus({ preventScroll: true });
  }, []);
  return { ref, tabIndex: -1 };
}
