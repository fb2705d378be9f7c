/** A child of the day's sheet, opened on tap: to whom it may be handed, whom to call, and the way to its health. */
import type { ChildId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { handingOver as strings } from "../../strings/fr/child-record.ts";
import { fromDaySheet, staffChildRecordPath } from "../shell/paths.ts";
import { HandingOver } from "./HandingOver.tsx";
import { recordOf } from "./recordOf.ts";

interface Props {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly firstName: string;
  readonly onClose: () => void;
}

export function ChildDialog({ familyCode, childId, firstName, onClose }: Props) {
  const { data, problem, reload } = useQuery(recordOf, { familyCode, childId });
  const path = `${staffChildRecordPath(familyCode, childId)}?${fromDaySheet}`;
  return (
    <Dialog title={strings.title(firstName)} onClose={onClose}>
      {data ? (
        <HandingOver record={data} />
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton cards={1} lines={6} />
      )}
      <p class="row">
        <a class="button ghost" href={`${path}#part-health`}>
          {strings.health}
        </a>
        <a href={path}>{strings.file}</a>
      </p>
    </Dialog>
  );
}
