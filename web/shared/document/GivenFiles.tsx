/** Files that go with what a form sends: those given so far, those on their way, and two ways of giving one more. */
import type { DocumentId } from "../../../functions/kernel/ids.ts";
import { documents as strings } from "../../strings/fr/document/document.ts";
import { acceptedFiles, Chooser } from "./Chooser.tsx";
import { UploadList } from "./UploadList.tsx";
import type { Uploads } from "./useUploads.ts";

interface Props {
  readonly given: readonly { readonly id: DocumentId; readonly name: string }[];
  readonly uploads: Uploads;
  /** What a button does, for who cannot see what it belongs to: from « Choisir un fichier ». */
  readonly about: (act: string) => string;
  /** Nothing more is asked for. */
  readonly quiet: boolean;
  readonly onDetach: (id: DocumentId) => void;
}

export function GivenFiles({ given, uploads, about, quiet, onDetach }: Props) {
  return (
    <>
      {given.length > 0 && (
        <ul class="plain sent-documents">
          {given.map(({ id, name }) => (
            <li key={id} class="row between">
              <span class="document-name">{name}</span>
              <button
                type="button"
                class="text-button"
                aria-label={strings.detachOf(name)}
                onClick={() => {
                  onDetach(id);
                }}
              >
                {strings.detach}
              </button>
            </li>
          ))}
        </ul>
      )}
      <UploadList uploads={uploads} />
      <div class="row need-acts">
        <Chooser
          label={strings.send}
          about={about(strings.send)}
          quiet={quiet}
          accept={acceptedFiles}
          onChosen={uploads.add}
        />
        <Chooser
          label={strings.photo}
          about={about(strings.photo)}
          quiet
          camera
          accept="image/*"
          onChosen={uploads.add}
        />
      </div>
    </>
  );
}
