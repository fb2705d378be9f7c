/** One thing that can be changed: what it is now, and a button that opens its form in place. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { common } from "../../strings/fr/common.ts";
import { SubmitButton } from "../forms/SubmitButton.tsx";
import { announce } from "./announcements.tsx";
import { Notice } from "./Notice.tsx";

export interface Editing {
  /** Closes the form and says that it is done. */
  readonly finish: (word: string) => void;
  readonly cancel: () => void;
}

interface Props {
  readonly title: string;
  readonly value: ComponentChildren;
  readonly hint?: string;
  /** What the button does: « Changer d’adresse »; absent: it cannot be changed by who looks at it. */
  readonly action?: string;
  /** Of the title, where the card stands under one of a whole part of the page. */
  readonly level?: "h2" | "h3";
  /** Opens at once: a mail's link leads to the middle of a change. */
  readonly startsOpen?: boolean;
  readonly children: (editing: Editing) => ComponentChildren;
  /** Under it all, whatever is open. */
  readonly below?: ComponentChildren;
}

export function EditCard({ title, value, hint, action, level: Title = "h2", startsOpen = false, ...rest }: Props) {
  const { children, below } = rest;
  const [open, setOpen] = useState(startsOpen);
  const [done, setDone] = useState<string | null>(null);
  const heading = useId();
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(open);
  // The button that opened the form is back: so is the focus.
  useEffect(() => {
    if (wasOpen.current && !open) button.current?.focus();
    wasOpen.current = open;
  }, [open]);
  const editing: Editing = {
    cancel: () => {
      setOpen(false);
    },
    finish: (word) => {
      setOpen(false);
      setDone(word);
      announce(word);
    },
  };
  return (
    <section class="card stack tight" aria-labelledby={heading}>
      <div class="edit-head">
        <div>
          <Title id={heading}>{title}</Title>
          <div class="edit-value">{value}</div>
          {hint !== undefined && <p class="small muted">{hint}</p>}
        </div>
        {!open && action !== undefined && (
          <button
            type="button"
            class="button ghost"
            ref={button}
            onClick={() => {
              setDone(null);
              setOpen(true);
            }}
          >
            {action}
          </button>
        )}
      </div>
      {done !== null && (
        <Notice tone="ok">
          <p>{done}</p>
        </Notice>
      )}
      {open && children(editing)}
      {below}
    </section>
  );
}

interface ActionsProps {
  readonly busy: boolean;
  readonly label: string;
  readonly busyLabel: string;
  readonly onCancel: () => void;
}

export function EditActions({ busy, label, busyLabel, onCancel }: ActionsProps) {
  return (
    <div class="row">
      <SubmitButton busy={busy} label={label} busyLabel={busyLabel} />
      <button type="button" class="button ghost" onClick={onCancel}>
        {common.cancel}
      </button>
    </div>
  );
}
