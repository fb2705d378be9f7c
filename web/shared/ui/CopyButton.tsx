/** Puts a text on the clipboard, and says whether it could. */
import { useState } from "preact/hooks";
import { copying as strings } from "../../strings/fr/ui.ts";
import { Icon } from "./Icon.tsx";

export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [said, setSaid] = useState("");
  // Browsers refuse the clipboard in some settings: the text stays on screen, to be selected.
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => {
        setSaid(strings.done);
      },
      () => {
        setSaid(strings.failed);
      },
    );
  };
  return (
    <span class="row">
      <button type="button" class="button ghost" onClick={copy}>
        <Icon name="copy" /> {label}
      </button>
      <span class="small muted" role="status">
        {said}
      </span>
    </span>
  );
}
