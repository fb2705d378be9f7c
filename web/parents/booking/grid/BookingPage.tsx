/** « S'inscrire aux activités »: the grid of an activity. */
import { readId, type ActivityId } from "../../../../functions/kernel/ids.ts";
import type { PathParams } from "../../../shared/router.ts";
import { PageHead } from "../../../shared/shell/PageHead.tsx";
import { CardsSkeleton } from "../../../shared/ui/Skeleton.tsx";
import { Failure } from "../../../shared/ui/Failure.tsx";
import { useQuery } from "../../../shared/useQuery.ts";
import { activities } from "../../../strings/fr/catalogue.ts";
import { shell } from "../../../strings/fr/shell.ts";
import { NotFound } from "../../shell/NotFound.tsx";
import { BookingGrid } from "./BookingGrid.tsx";
import { gridOf } from "./gridOf.ts";

export function BookingPage({ params }: { readonly params: PathParams }) {
  const activityId = readId("ActivityId", params["activityId"] ?? "");
  return activityId ? <Loaded activityId={activityId} /> : <NotFound />;
}

function Loaded({ activityId }: { readonly activityId: ActivityId }) {
  const { data, problem, reload } = useQuery(gridOf, activityId);
  if (data) return <BookingGrid key={activityId} grid={data} onReload={reload} problem={problem} />;
  if (problem?.is("notFound")) return <NotFound />;
  return (
    <div class="stack">
      <PageHead title={activities.title} trail={[{ label: shell.groups.enrolment }]} />
      {problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton lines={6} />
      )}
    </div>
  );
}
