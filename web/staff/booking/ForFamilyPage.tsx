/** « Réserver pour une famille »: the family's own grid, its patterns and its confirmation, with the office's leave. */
import { useMemo, useState } from "preact/hooks";
import { readId, tidyLogin, type ActivityId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { DeskContext } from "../../shared/booking/desk.ts";
import { BookingGrid } from "../../shared/booking/grid/BookingGrid.tsx";
import { serverNow, serverSaidInstant } from "../../shared/clock.ts";
import { addDays } from "../../shared/format/calendar.ts";
import { dayOf } from "../../shared/format/dates.ts";
import { siteBeside } from "../../shared/format/text.ts";
import { navigate } from "../../shared/router.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { familyBookings } from "../../strings/fr/booking/office.ts";
import { bookForFamilyPath, familyPath } from "../shell/paths.ts";
import type { FamilyView } from "./dialogProps.ts";
import { deskFor } from "./forFamilyDesk.ts";

const strings = familyBookings.grid;

/** The family and what may be booked for it; its bookings of today alone come with that. */
const familyOf = reading((familyCode: FamilyCode, signal) => {
  const today = dayOf(serverNow());
  return call("planning.ofFamily", { params: { familyCode }, query: { from: today, to: addDays(today, 1) }, signal });
});

interface OfActivity {
  readonly familyCode: FamilyCode;
  readonly activityId: ActivityId;
}
const gridFor = reading(async (params: OfActivity, signal) => {
  const grid = await call("booking.gridForFamily", { params, signal });
  serverSaidInstant(grid.now);
  return grid;
});

interface Props {
  readonly familyCode: string;
  readonly activityId: string | null;
}

export function ForFamilyPage({ familyCode, activityId }: Props) {
  const code = readId("FamilyCode", tidyLogin(familyCode));
  return code ? (
    <Family code={code} activityId={activityId} key={code} />
  ) : (
    <Notice tone="no">{strings.noFamily}</Notice>
  );
}

function Family({ code, activityId }: { readonly code: FamilyCode; readonly activityId: string | null }) {
  const { data, problem, reload } = useQuery(familyOf, code);
  const activity = data?.activities.find(({ id }) => id.toString() === activityId) ?? data?.activities[0];
  return (
    <div class="stack">
      <p>
        <a class="tap" href={familyPath(code)}>
          <Icon name="left" size={18} /> {strings.back}
        </a>
      </p>
      <Title text={strings.title(data?.familyName ?? code)} />
      {problem && !data && (
        <Failure
          problem={problem}
          {...(problem.status === 404
            ? {}
            : {
                onRetry: () => {
                  void reload();
                },
              })}
        />
      )}
      {!data && !problem && <CardsSkeleton lines={6} />}
      {data && !activity && (
        <Notice>
          <p>{strings.noActivity}</p>
        </Notice>
      )}
      {data && activity && (
        <>
          <p class="muted">{strings.intro}</p>
          <div class="field">
            <label for="activite">{familyBookings.activity}</label>
            <select
              id="activite"
              value={activity.id}
              onChange={(event) => {
                navigate(bookForFamilyPath(code, event.currentTarget.value));
              }}
            >
              {data.activities.map(({ id, name, siteName }) => (
                <option key={id} value={id}>
                  {[name, siteBeside(name, siteName)].filter(Boolean).join(", ")}
                </option>
              ))}
            </select>
          </div>
          {activity.minimum !== undefined && <p class="small">{activity.minimum}</p>}
          <Grid family={data} code={code} activityId={activity.id} />
        </>
      )}
    </div>
  );
}

function Grid({
  family,
  code,
  activityId,
}: {
  readonly family: FamilyView;
  readonly code: FamilyCode;
  readonly activityId: ActivityId;
}) {
  // The desk outlives a reading of the family: what was chosen, and the reason, stay.
  const [first] = useState(family);
  const desk = useMemo(() => deskFor(code, first), [code, first]);
  const { data, problem, reload } = useQuery(gridFor, { familyCode: code, activityId });
  if (!data)
    return problem ? (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    ) : (
      <CardsSkeleton lines={6} />
    );
  return (
    <DeskContext.Provider value={desk}>
      <BookingGrid key={activityId} head={null} grid={data} onReload={reload} problem={problem} />
    </DeskContext.Provider>
  );
}
