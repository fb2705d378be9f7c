/**
 * The focus never falls back to the page's body: what has it may be withdrawn, replaced or switched off under it, and
 * a keyboard or a screen reader would start again at the top of the page, without a word.
 *
 * Whoever knows a better place puts the focus there. Where nobody does, it goes to the nearest thing that is left: the
 * heading of the list, of the card, of the dialog, at last of the page.
 */

/** Not gone and not switched off: as far as it costs nothing to know, since it is asked at every change of the page. */
const mayHold = (element: Element): boolean => element.isConnected && !element.matches(":disabled");

/** Whether an element can still hold the focus. */
const holds = (element: Element): boolean => mayHold(element) && element.getClientRects().length > 0;

const headings = "h1, h2, h3, h4";
const title = (): HTMLElement | null =>
  document.querySelector<HTMLElement>("#contenu h1") ?? document.getElementById("contenu");

/** What stands for a part of the page: the part itself when it takes the focus, otherwise its heading. */
function placeIn(part: HTMLElement): HTMLElement | null {
  if (part.contains(document.getElementById("contenu"))) return title();
  if (part.matches("[tabindex='-1']")) return part;
  return [...part.querySelectorAll<HTMLElement>(headings)].find(holds) ?? null;
}

function around(element: Element): readonly HTMLElement[] {
  const parts: HTMLElement[] = [];
  for (let part = element.parentElement; part; part = part.parentElement) parts.push(part);
  return parts;
}

/** Remembers where something was, since it cannot tell once it has gone. The answer puts the focus there again. */
export function placeOf(element: Element): (scrolls?: boolean) => void {
  const parts = around(element);
  return (scrolls = false) => {
    const modal = [...document.querySelectorAll<HTMLElement>("dialog[open]")].at(-1);
    const left = parts.filter((part) => part.isConnected && (!modal || modal.contains(part)));
    const place =
      element instanceof HTMLElement && holds(element) && (!modal || modal.contains(element))
        ? element
        : (left.map(placeIn).find((found) => found !== null) ?? (modal ? placeIn(modal) : title()));
    if (!place) return;
    if (!place.hasAttribute("tabindex") && place.matches(headings)) place.tabIndex = -1;
    place.focus({ preventScroll: !scrolls });
  };
}

/** Some browsers give no focus to a button that is pressed by a finger or a mouse. */
let pressed: Element | null = null;

/** Where the person is: what has the focus, or what was just pressed. */
export const placeOfPerson = (): ((scrolls?: boolean) => void) =>
  placeOf((nobodyHasIt() ? pressed : document.activeElement) ?? document.body);

const nobodyHasIt = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Watches the whole page, from its start on. */
export function keepFocus(): void {
  document.addEventListener(
    "click",
    ({ target }) => {
      pressed = target instanceof Element ? target.closest("button, a, input, label, summary") : null;
    },
    { capture: true },
  );
  let last: { readonly element: Element; readonly seen: boolean; readonly back: (scrolls: boolean) => void } | null =
    null;
  let waiting = false;
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element)
      last = { element: target, seen: target.matches(":focus-visible"), back: placeOf(target) };
  });
  // Left by a press beside everything: that is nobody's loss.
  document.addEventListener("focusout", () => {
    queueMicrotask(() => {
      if (last && nobodyHasIt() && holds(last.element)) last = null;
    });
  });
  const settle = (): void => {
    waiting = false;
    if (!last || !nobodyHasIt() || holds(last.element)) return;
    // Only who moves by the keyboard looks for the focus; a page that moves by itself under a thumb does harm.
    last.back(last.seen);
  };
  new MutationObserver(() => {
    if (waiting || !last || mayHold(last.element)) return;
    waiting = true;
    // After the effects of this drawing: a place that somebody knows of comes first.
    requestAnimationFrame(() => setTimeout(settle, 50));
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled"],
  });
}
