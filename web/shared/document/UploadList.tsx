/** Files on their way: how far each is, and what can be done about it. */
import { Icon } from "../ui/Icon.tsx";
import { upload as strings } from "../../strings/fr/document/document.ts";
import type { Upload, Uploads } from "./useUploads.ts";

export function UploadList({ uploads }: { readonly uploads: Uploads }) {
  if (uploads.all.length === 0) return null;
  return (
    <ul class="plain uploads" aria-label={strings.list}>
      {uploads.all.map((upload) => (
        <Line key={upload.id} upload={upload} uploads={uploads} />
      ))}
    </ul>
  );
}

const percent = (part: number): number => Math.floor(part * 100);

function Line({ upload: { id, name, progress }, uploads }: { readonly upload: Upload; readonly uploads: Uploads }) {
  const failed = progress.step === "failed";
  const word =
    progress.step === "sending" ? strings.states.sending(percent(progress.part)) : strings.states[progress.step];
  return (
    <li class={failed ? "upload failed" : "upload"}>
      <p class="upload-name">
        <Icon name={failed ? "alert" : "document"} /> <span>{name}</span>
      </p>
      {!failed && (
        <progress
          aria-label={strings.progress(name)}
          {...(progress.step === "sending" ? { value: progress.part, max: 1 } : {})}
        />
      )}
      <p class="small">{failed ? `${word} : ${progress.reason}` : word}</p>
      <div class="row">
        {failed && progress.again && (
          <button
            type="button"
            class="button ghost"
            aria-label={strings.againOf(name)}
            onClick={() => {
              uploads.again(id);
            }}
          >
            {strings.again}
          </button>
        )}
        <button
          type="button"
          class="text-button"
          aria-label={failed ? strings.dismissOf(name) : strings.cancelOf(name)}
          onClick={() => {
            uploads.drop(id);
          }}
        >
          {failed ? strings.dismiss : strings.cancel}
        </button>
      </div>
    </li>
  );
}
