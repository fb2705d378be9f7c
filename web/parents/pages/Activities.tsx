/** « S'inscrire aux activités »: which activity? */
import type { ActivityView } from "../../../functions/contract/bookings.ts";
import { dateOnly, longDay } from "../../shared/format/dates.ts";
import { listed, siteBeside } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useNow } from "../../shared/useNow.ts";
import { useQuery } from "../../shared/useQuery.ts";
import { activities as strings } from "../../strings/fr/booking.ts";
import { shell } from "../../strings/fr/shell.ts";
import { activitiesOf } from "../activities.ts";
import { WindowChip } from "../booking/WindowChip.tsx";

const ranks = { open: 0, soon: 1, readOnly: 2 } as const;

export function Activities() {
  const { data, problem, reload } = useQuery(activitiesOf, null);
  const now = useNow();
  const sorted = data && [...data.activities].sort((a, b) => ranks[a.window.state] - ranks[b.window.state] || a.from.localeCompare(b.from));
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.enrolment }]}><p class="muted">{strings.intro}</p></PageHead>
      {problem && <Failure problem={problem} onRetry={() => { void reload(); }} />}
      {!sorted && !problem && <CardsSkeleton lines={3} />}
      {sorted?.length === 0 && <div class="card empty"><Icon name="calendar" size={28} /><p><b>{strings.none}</b><br />{strings.noneHint}</p></div>}
      {sorted && sorted.length > 0 && <ul class="plain stack">{sorted.map((activity) => <Entry key={activity.id} activity={activity} now={now} />)}</ul>}
    </div>
  );
}

function Entry({ activity, now }: { readonly activity: ActivityView; readonly now: number }) {
  const { window } = activity;
  const site = siteBeside(activity.name, activity.siteName);
  const open = window.state === "open";
  return (
    <li class="card activity">
      <div class="stack tight">
        <div>
          <h2>{activity.name}</h2>
          {site !== null && <p class="muted">{site}</p>}
        </div>
        <WindowChip window={window} now={now} />
        <p class="small">{strings.period(longDay(activity.from), dateOnly(activity.to))}</p>
        <p class="small muted">{strings.units} {listed(activity.units.map(({ name }) => name.toLocaleLowerCase("fr")))}.</p>
      </div>
      <a class={open ? "button" : "button ghost"} href={`/inscrire/${activity.id}`}>
        {open ? strings.choose : strings.see}<span class="visually-hidden"> : {activity.name}, {activity.siteName}</span>
      </a>
    </li>
  );
}
