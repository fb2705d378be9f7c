/** What is said aloud after an action: one polite live region a page, and a short-lived word on screen with it. */
import { useEffect, useState } from "preact/hooks";
import { createStore, useStore } from "../store.ts";
import { Icon } from "./Icon.tsx";

interface Word {
  readonly id: number;
  readonly text: string;
  readonly visible: boolean;
}
const words = createStore<Word | null>(null);
let next = 0;

/** Says it to screen readers only. */
export const announce = (text: string): void => {
  words.set({ id: ++next, text, visible: false });
};
/** Says it and shows it for a while. Only for what the page also shows elsewhere: a toast may be missed. */
export const toast = (text: string): void => {
  words.set({ id: ++next, text, visible: true });
};

const shownFor = 6000;

export function Live() {
  const word = useStore(words);
  const [gone, setGone] = useState(0);
  useEffect(() => {
    if (!word?.visible) return;
    const timer = setTimeout(() => {
      setGone(word.id);
    }, shownFor);
    return () => {
      clearTimeout(timer);
    };
  }, [word]);
  return (
    <>
      <p class="visually-hidden" role="status">
        {word?.text}
      </p>
      {word?.visible && word.id !== gone && (
        <p class="toast" key={word.id} aria-hidden="true">
          <Icon name="check" /> {word.text}
        </p>
      )}
    </>
  );
}
