/** Sending the certificate of one child's absence: now, or as long as it is in time. */
import { useEffect, useState } from "preact/hooks";
import type { ChildId, DocumentKindId, PlainDate } from "../../../../functions/kernel/ids.ts";
import { GivenFiles } from "../../../shared/document/GivenFiles.tsx";
import { useUploads } from "../../../shared/document/useUploads.ts";
import { certificates as strings } from "../../../strings/fr/booking/actions.ts";
import { documents as words } from "../../../strings/fr/document/document.ts";
import { familySender } from "../../document/familySender.ts";
import { laterStyles } from "../../shell/laterStyles.ts";

interface Props {
  readonly childId: ChildId;
  readonly firstName: string;
  readonly document: DocumentKindId;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** One is there already, and waits for the office. */
  readonly checking?: boolean;
}

export function Certificate({ childId, firstName, document, from, to, checking = false }: Props) {
  const [arrived, setArrived] = useState(false);
  const uploads = useUploads(familySender({ childId }, document, { from, to }), () => {
    setArrived(true);
  });
  // The list of bookings is of the pages that open first: what an upload looks like comes now. Without it, it works bare.
  useEffect(() => {
    laterStyles().catch(() => undefined);
  }, []);
  const there = checking || arrived;
  return (
    <div class="stack tight" aria-live="polite">
      {there && <p class="small">{strings.checking}</p>}
      <GivenFiles
        given={[]}
        uploads={uploads}
        about={(act) => words.of(act, strings.name, firstName)}
        quiet={there}
        onDetach={() => undefined}
      />
    </div>
  );
}
