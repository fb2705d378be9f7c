/** « S'inscrire aux activités »: which activity? By kind, then by site; and what is chosen already, wherever it was. */
import { useState } from "preact/hooks";
import type { ActivityView } from "../../../functions/booking/contract/look.ts";
import { dateOnly, longDay } from "../../shared/format/dates.ts";
import { listed, siteBeside } from "../../shared/format/text.ts";
import { Counts } from "../../shared/booking/basket/Counts.tsx";
import { DeskContext } from "../../shared/booking/desk.ts";
import { review } from "../../shared/booking/review/lazyReview.ts";
import { MinimumChip } from "../../shared/catalogue/MinimumChip.tsx";
import { WindowChip } from "../../shared/catalogue/WindowChip.tsx";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useNow } from "../../shared/useNow.ts";
import { useQuery } from "../../shared/useQuery.ts";
import { basket as basketWords } from "../../strings/fr/booking/basket.ts";
import { activities as strings } from "../../strings/fr/catalogue.ts";
import { shell } from "../../strings/fr/shell.ts";
import { activitiesOf } from "../catalogue/activitiesOf.ts";
import { useBasket } from "./basket.ts";
import { familyDesk } from "./desk.ts";
import { newChildFrom } from "../shell/paths.ts";

const kinds = [
  "wednesday",
  "holidays",
  "morningCare",
  "eveningCare",
  "canteen",
] as const satisfies readonly ActivityView["kind"][];
const ranks: Record<ActivityView["window"]["state"], number> = { open: 0, soon: 1, none: 2, readOnly: 3 };

const bySite = (a: ActivityView, b: ActivityView): number =>
  a.siteName.localeCompare(b.siteName, "fr") ||
  ranks[a.window.state] - ranks[b.window.state] ||
  a.from.localeCompare(b.from) ||
  a.name.localeCompare(b.name, "fr");

export function ActivitiesPage() {
  const { data, problem, reload } = useQuery(activitiesOf, null);
  const now = useNow();
  const { selection } = useBasket();
  const [reviewing, setReviewing] = useState(false);
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.enrolment }]}>
        <p class="muted">{strings.intro}</p>
        <p class="no-print">
          <a href={newChildFrom("/inscrire")}>{strings.addChild}</a>
        </p>
      </PageHead>
      {selection.size > 0 && (
        <section class="card unconfirmed" aria-label={basketWords.label}>
          <div>
            <h2>{strings.unconfirmed}</h2>
            <Counts selection={selection} />
          </div>
          <button
            type="button"
            class="button"
            onClick={() => {
              setReviewing(true);
            }}
          >
            {basketWords.review} {basketWords.andConfirm}
          </button>
        </section>
      )}
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {!data && !problem && <CardsSkeleton lines={3} />}
      {data?.activities.length === 0 && (
        <div class="card empty">
          <Icon name="calendar" size={28} />
          <p>
            <b>{strings.none}</b>
            <br />
            {strings.noneHint}
          </p>
        </div>
      )}
      {data &&
        kinds.map((kind) => {
          const own = data.activities.filter((activity) => activity.kind === kind).sort(bySite);
          return (
            own.length > 0 && (
              <section class="stack tight" key={kind} aria-labelledby={`genre-${kind}`}>
                <h2 id={`genre-${kind}`}>{strings.kinds[kind]}</h2>
                <ul class="plain activities">
                  {own.map((activity) => (
                    <Entry key={activity.id} activity={activity} now={now} />
                  ))}
                </ul>
              </section>
            )
          );
        })}
      {reviewing && (
        <DeskContext.Provider value={familyDesk}>
          <review.Page
            onClose={(answered) => {
              setReviewing(false);
              if (answered) void reload();
            }}
          />
        </DeskContext.Provider>
      )}
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
          <h3>{activity.name}</h3>
          <p class="muted">{[site, activity.siteTown].filter(Boolean).join(", ")}</p>
        </div>
        <WindowChip window={window} now={now} />
        {activity.minimum && <MinimumChip sentence={activity.minimum.sentence} />}
        <p class="small">
          {strings.period(longDay(activity.from), dateOnly(activity.to))}
          <br />
          <span class="muted">
            {strings.units} {listed(activity.units.map(({ name }) => name.toLocaleLowerCase("fr")))}.
          </span>
        </p>
      </div>
      <a class={open ? "button" : "button ghost"} href={`/inscrire/${activity.id}`}>
        {open ? strings.choose : strings.see}
        <span class="visually-hidden">
          {" "}
          : {activity.name}, {activity.siteName}
        </span>
      </a>
    </li>
  );
}
