/** The identity papers of somebody who may come for a child, beside them: looked at when they are asked for, and not before. */
import { useState } from "preact/hooks";
import type { ChildId, DocumentId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { childRecord } from "../../strings/fr/child-record.ts";
import { Preview } from "../document/Preview.tsx";

const strings = childRecord.contact.papers;

interface Props {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly papers: readonly DocumentId[];
  readonly person: string;
}

export function PersonPapers({ familyCode, childId, papers, person }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div class="stack tight no-print">
      <button
        type="button"
        class="text-button"
        aria-expanded={open}
        aria-label={(open ? strings.hideOf : strings.seeOf)(person)}
        onClick={() => {
          setOpen(!open);
        }}
      >
        {open ? strings.hide : strings.see}
      </button>
      {open && (
        <Preview
          familyCode={familyCode}
          childId={childId}
          documents={papers.map((id, rank) => ({ id, name: strings.photo(rank + 1) }))}
        />
      )}
    </div>
  );
}
