/** Absences of which a certificate is still awaited, each with the way to send it. */
import { call } from "../../../shared/api/index.ts";
import { longMoment } from "../../../shared/format/dates.ts";
import { Dialog } from "../../../shared/ui/Dialog.tsx";
import { Failure } from "../../../shared/ui/Failure.tsx";
import { Skeleton } from "../../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../../shared/useQuery.ts";
import { certificates as strings, changes } from "../../../strings/fr/booking/actions.ts";
import { Certificate } from "./Certificate.tsx";

const awaited = reading((_: null, signal) => call("attendance.certificates", { signal }));

export function CertificatesDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, problem, reload } = useQuery(awaited, null);
  return (
    <Dialog
      title={strings.title}
      onClose={onClose}
      footer={
        <button type="button" class="button" onClick={onClose}>
          {changes.finish}
        </button>
      }
    >
      {data ? (
        <div class="stack">
          {data.absences.length === 0 && <p>{strings.none}</p>}
          {data.absences.map(({ by, ...absence }) => (
            <section class="stack tight" key={`${absence.childId} ${absence.document} ${by}`}>
              <h3>{strings.absence(absence.firstName, absence.from, absence.to)}</h3>
              <p class="small muted">{strings.by(absence.documentName, longMoment(by))}</p>
              <Certificate {...absence} />
            </section>
          ))}
        </div>
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <Skeleton lines={4} />
      )}
    </Dialog>
  );
}
