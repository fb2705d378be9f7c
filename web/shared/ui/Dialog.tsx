/** A native modal dialog: the browser keeps the focus inside and closes on Escape. What is said meanwhile is said inside. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { common as strings } from "../../strings/fr/common.ts";
import { placeOfPerson } from "../focus.ts";
import { LiveInDialog } from "./announcements.tsx";
import { Icon } from "./Icon.tsx";

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** Buttons, kept in sight at the bottom. */
  readonly footer?: ComponentChildren;
  /** While an answer is awaited, Escape and the cross do nothing. */
  readonly busy?: boolean;
  readonly kind?: "sheet" | "wide" | undefined;
}

export function Dialog({ title, onClose, children, footer, busy = false, kind }: Props) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = element.current;
    if (!dialog) return;
    const back = placeOfPerson();
    dialog.showModal();
    heading.current?.focus();
    document.documentElement.classList.add("modal-open");
    return () => {
      dialog.close();
      document.documentElement.classList.remove("modal-open");
      // The browser gives the focus back when a dialog is closed, not when it has already left the document; and what
      // opened it may have gone.
      back();
    };
  }, []);
  // Text that scrolls must be reachable by the keyboard; text that does not must not cost a stop.
  useEffect(() => {
    const area = body.current;
    if (!area) return;
    if (area.scrollHeight > area.clientHeight) area.tabIndex = 0;
    else area.removeAttribute("tabindex");
  });
  // What replaces the content (the answers after a confirmation) is read from its title.
  useEffect(() => {
    heading.current?.focus();
  }, [title]);

  const close = (): void => {
    if (!busy) onClose();
  };
  return (
    <dialog
      ref={element}
      class={kind === undefined ? "dialog" : `dialog ${kind}`}
      aria-labelledby={titleId}
      aria-busy={busy}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        if (event.target === element.current) close();
      }}
    >
      <div class="dialog-in">
        <header class="dialog-head">
          <h2 id={titleId} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <button type="button" class="icon-button" onClick={close} disabled={busy}>
            <Icon name="cross" />
            <span class="visually-hidden">{strings.close}</span>
          </button>
        </header>
        <div class="dialog-body" ref={body}>
          {children}
        </div>
        {footer !== undefined && <footer class="dialog-foot">{footer}</footer>}
      </div>
      <LiveInDialog />
    </dialog>
  );
}
