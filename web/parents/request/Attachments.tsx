/** Documents that go with a request, by the kinds that its changes ask for: chosen, photographed, taken off again. */
import type { ChildId, DocumentId } from "../../../functions/kernel/ids.ts";
import { GivenFiles } from "../../shared/document/GivenFiles.tsx";
import { useUploads } from "../../shared/document/useUploads.ts";
import { FieldError } from "../../shared/forms/Field.tsx";
import { documents as documentWords } from "../../strings/fr/document/document.ts";
import { lackingDocuments } from "../../strings/fr/document/lacking.ts";
import type { Form } from "../../shared/forms/useForm.ts";
import { familySender } from "../document/familySender.ts";
import { attachmentsField, isFor, placeOf, readAttached, type Attachment, type NeededKind } from "./attached.ts";

interface Props {
  readonly kind: NeededKind;
  readonly childId: ChildId | undefined;
  readonly attached: readonly Attachment[];
  /** Of the place that the summary of errors leads to. */
  readonly id: string;
  readonly error: string | undefined;
  readonly onAdd: (attachment: Attachment) => void;
  readonly onRemove: (id: DocumentId) => void;
}

function Attachments({ kind, childId, attached, id, error, onAdd, onRemove }: Props) {
  const owner = childId === undefined ? {} : { childId };
  const name = kind.whose === undefined ? kind.name : lackingDocuments.one(kind.name, kind.whose);
  const uploads = useUploads(familySender(owner, kind.kind), (document) => {
    if (document) onAdd({ ...owner, ...document });
  });
  return (
    <section class="card stack tight need" id={id} tabIndex={-1} aria-label={name}>
      <h3>{name}</h3>
      {kind.hint !== undefined && <p class="small muted">{kind.hint}</p>}
      <FieldError id={id} text={error} />
      <GivenFiles
        given={attached}
        uploads={uploads}
        about={(act) => documentWords.of(act, name, documentWords.household)}
        quiet={attached.length > 0}
        onDetach={onRemove}
      />
    </section>
  );
}

interface NeededProps {
  readonly form: Form<string>;
  readonly needed: readonly NeededKind[];
  readonly childId: ChildId | undefined;
}

/** One place for each kind that is asked for; what is attached is part of the form's draft. */
export function NeededDocuments({ form, needed, childId }: NeededProps) {
  const attached = readAttached(form.values[attachmentsField] ?? "");
  const attach = (all: readonly Attachment[]): void => {
    form.set(attachmentsField, all.length === 0 ? "" : JSON.stringify(all));
  };
  return (
    <>
      {needed.map((kind) => (
        <Attachments
          key={placeOf(kind.kind, kind.childId)}
          kind={kind}
          childId={kind.childId ?? childId}
          id={form.idOf(placeOf(kind.kind, kind.childId))}
          error={form.errors[placeOf(kind.kind, kind.childId)]}
          attached={attached.filter(isFor(kind))}
          onAdd={(one) => {
            attach([...attached.filter(({ id }) => id !== one.id), one]);
          }}
          onRemove={(id) => {
            attach(attached.filter((one) => one.id !== id));
          }}
        />
      ))}
    </>
  );
}
