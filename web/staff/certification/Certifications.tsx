/** When a family has confirmed its file, by whom, and whether it has changed since. */
import { useState } from "preact/hooks";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { dateOnly, datedMoment } from "../../shared/format/dates.ts";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { familyCertification as strings } from "../../strings/fr/certification.ts";
import { CertifyDialog } from "./CertifyDialog.tsx";

const certificationsOf = reading((familyCode: FamilyCode, signal) =>
  call("certification.ofFamily", { params: { familyCode }, signal }),
);

export function Certifications({ code }: { readonly code: FamilyCode }) {
  const { data, reload } = useQuery(certificationsOf, code);
  const [certifying, setCertifying] = useState(false);
  if (!data) return null;
  const { due, seen, certifications } = data;
  return (
    <section class="card stack tight" aria-labelledby="confirmation-fiches">
      <h2 id="confirmation-fiches">{strings.title}</h2>
      {due && (
        <p>
          {strings.due} {certifications.length === 0 && strings.none}
        </p>
      )}
      <ul class="plain">
        {certifications.map(({ at, by, until, asNow, readBy, reason }, rank) => (
          <li key={at} class="small">
            {strings.line(datedMoment(at), by, dateOnly(until))}
            {readBy.some((name) => name !== by) && <span class="muted"> · {strings.readBy(readBy)}</span>}
            {reason !== undefined && <span class="muted"> · {strings.byOffice(reason)}</span>}
            {rank === 0 && <span class="muted"> · {asNow ? strings.asNow : strings.changed}</span>}
          </li>
        ))}
      </ul>
      {due && (
        <p>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              setCertifying(true);
            }}
          >
            {strings.certify}
          </button>
        </p>
      )}
      {certifying && (
        <CertifyDialog
          code={code}
          seen={seen}
          onClose={() => {
            setCertifying(false);
          }}
          onDone={async () => {
            setCertifying(false);
            await reload();
          }}
        />
      )}
    </section>
  );
}
