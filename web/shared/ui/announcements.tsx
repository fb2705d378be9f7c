/**
 * What is said aloud after an action: one polite live region, and a short-lived word on screen with it. While a dialog
 * is open the rest of the page is out of reach, for ears too: the word is said inside it.
 */
import { useEffect, useState } from "preact/hooks";
import { createStore, useStore } from "../store.ts";
import { Icon } from "./Icon.tsx";

interface Word {
  readonly id: number;
  readonly text: string;
  readonly visible: boolean;
}
const words = createStore<Word | null>(null);
const openDialogs = createStore(0);
let next = 0;

const shownFor = 6000;
let timer: ReturnType<typeof setTimeout> | undefined;

function say(text: string, visible: boolean): void {
  clearTimeout(timer);
  words.set({ id: ++next, text, visible });
  timer = setTimeout(() => {
    words.set(null);
  }, shownFor);
}

/** Says it to screen readers only. */
export const announce = (text: string): void => {
  say(text, false);
};
/** Says it and shows it for a while. Only for what the page also shows elsewhere: a toast may be missed. */
export const toast = (text: string): void => {
  say(text, true);
};

/** `word`: of what is said now. A node of its own each time: the same words said again are read again. */
function Region({ word }: { readonly word: Word | null }) {
  return (
    <p class="visually-hidden" role="status">
      {word && <span key={word.id}>{word.text}</span>}
    </p>
  );
}

export function Live() {
  const word = useStore(words);
  const open = useStore(openDialogs);
  return (
    <>
      <Region word={open === 0 ? word : null} />
      {word?.visible && (
        <p class="toast" key={word.id} aria-hidden="true">
          <Icon name="check" /> {word.text}
        </p>
      )}
    </>
  );
}

/** Of a dialog: it speaks while no other dialog is open above it. */
export function LiveInDialog() {
  const word = useStore(words);
  const open = useStore(openDialogs);
  const [level, setLevel] = useState(0);
  useEffect(() => {
    const own = openDialogs.get() + 1;
    openDialogs.set(own);
    setLevel(own);
    return () => {
      openDialogs.set(openDialogs.get() - 1);
    };
  }, []);
  return <Region word={level === open ? word : null} />;
}
