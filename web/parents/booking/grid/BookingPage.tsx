/** « S'inscrire aux activités »: the grid of an activity. */
import type { ActivityView } from "../../../../functions/booking/contract/look.ts";
import { readId, type ActivityId } from "../../../../functions/kernel/ids.ts";
import type { PathParams } from "../../../shared/router.ts";
import { BookingGrid } from "../../../shared/booking/grid/BookingGrid.tsx";
import { DeskContext } from "../../../shared/booking/desk.ts";
import { MinimumChip } from "../../../shared/catalogue/MinimumChip.tsx";
import { WindowChip } from "../../../shared/catalogue/WindowChip.tsx";
import { siteBeside } from "../../../shared/format/text.ts";
import { useNow } from "../../../shared/useNow.ts";
import { PageHead } from "../../../shared/shell/PageHead.tsx";
import { CardsSkeleton } from "../../../shared/ui/Skeleton.tsx";
import { Failure } from "../../../shared/ui/Failure.tsx";
import { useQuery } from "../../../shared/useQuery.ts";
import { activities } from "../../../strings/fr/catalogue.ts";
import { shell } from "../../../strings/fr/shell.ts";
import { NotFound } from "../../shell/NotFound.tsx";
import { newChildFrom } from "../../shell/paths.ts";
import { familyDesk } from "../desk.ts";
import { gridOf } from "./gridOf.ts";

export function BookingPage({ params }: { readonly params: PathParams }) {
  const activityId = readId("ActivityId", params["activityId"] ?? "");
  return activityId ? <Loaded activityId={activityId} /> : <NotFound />;
}

function Head({ activity: { id, name, siteName, window, minimum } }: { readonly activity: ActivityView }) {
  const site = siteBeside(name, siteName);
  return (
    <>
      <PageHead
        title={name}
        trail={[{ label: activities.title, href: "/inscrire" }]}
        home={{ label: shell.home, href: "/" }}
      >
        {site !== null && <p class="muted">{site}</p>}
        <p class="small no-print">
          <a href={newChildFrom(`/inscrire/${id}`)}>{activities.addChild}</a>
        </p>
      </PageHead>
      <WindowChip window={window} now={useNow()} />
      {minimum && <MinimumChip sentence={minimum.sentence} />}
    </>
  );
}

function Loaded({ activityId }: { readonly activityId: ActivityId }) {
  const { data, problem, reload } = useQuery(gridOf, activityId);
  if (data)
    return (
      <DeskContext.Provider value={familyDesk}>
        <BookingGrid
          key={activityId}
          head={<Head activity={data.activity} />}
          grid={data}
          onReload={reload}
          problem={problem}
        />
      </DeskContext.Provider>
    );
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
