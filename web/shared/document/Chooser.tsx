/** Choosing files to send, or taking a picture. */
import { useRef } from "preact/hooks";
import { Icon } from "../ui/Icon.tsx";

/** What file choosers offer first; what comes is judged by its bytes. */
export const acceptedFiles = "image/jpeg,image/png,image/heic,image/heif,application/pdf";

interface ChooserProps {
  readonly label: string;
  readonly about: string;
  readonly quiet: boolean;
  /** Opens the camera at once, where there is one. */
  readonly camera?: boolean;
  readonly accept: string;
  readonly onChosen: (files: readonly File[]) => void;
}

/** A button of ours over the browser's own chooser, which screen readers never meet. */
export function Chooser({ label, about, quiet, camera = false, accept, onChosen }: ChooserProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <span class={camera ? "by-camera" : undefined}>
      <button
        type="button"
        class={quiet ? "button ghost" : "button"}
        aria-label={about.replace(/^[^:]*/u, `${label} `)}
        onClick={() => {
          input.current?.click();
        }}
      >
        <Icon name={camera ? "camera" : "upload"} /> {label}
      </button>
      <input
        ref={input}
        type="file"
        class="chooser"
        multiple
        hidden
        accept={accept}
        {...(camera ? { capture: "environment" } : {})}
        onChange={({ currentTarget }) => {
          onChosen([...(currentTarget.files ?? [])]);
          // Choosing the same file again is choosing it.
          currentTarget.value = "";
        }}
      />
    </span>
  );
}
