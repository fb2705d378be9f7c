/** « Places et fermetures »: the open days of a site in a month, how full each limit is, and its closures. */
import { useEffect, useState } from "preact/hooks";
import { readId, type PlainDate, type SiteId } from "../../../functions/kernel/ids.ts";
import type { PlanningView } from "../../../functions/planning/contract.ts";
import { call } from "../../shared/api/index.ts";
import { monthEnd, monthStart } from "../../shared/format/calendar.ts";
import { longDay, monthAndYear } from "../../shared/format/dates.ts";
import { navigate } from "../../shared/router.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { DateTile } from "../../shared/ui/DateTile.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton, PageSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { sites } from "../../strings/fr/catalogue.ts";
import { planning as strings } from "../../strings/fr/planning.ts";
import { sitesOf } from "../catalogue/sitesOf.ts";
import { Closures } from "../closure/Closures.tsx";
import { dayPath, monthPath } from "../shell/paths.ts";
import { fullnessOf, type PoolView } from "./fullness.ts";

const monthOfSite = reading(({ siteId, from }: { readonly siteId: SiteId; readonly from: PlainDate }, signal) =>
  call("planning.site", { params: { siteId }, query: { from, to: monthEnd(from) }, signal }),
);

interface Props {
  readonly siteId: string | null;
  /** `2026-11` */
  readonly month: string | null;
}

export function MonthPage({ siteId, month }: Props) {
  const { data, problem, reload } = useQuery(sitesOf, null);
  const site = (siteId === null ? null : readId("SiteId", siteId)) ?? data?.sites[0]?.id ?? null;
  const asked = month === null ? null : readId("PlainDate", `${month}-01`);
  const from = asked ?? (data ? monthStart(data.today) : null);
  // The address says what is on screen, so that it can be kept, shared and reloaded.
  useEffect(() => {
    if ((siteId === null || asked === null) && site && from) navigate(monthPath(site, from), "replace");
  }, [siteId, asked, site, from]);

  if (problem && !data)
    return (
      <>
        <Title text={strings.title} />
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      </>
    );
  if (!data) return <PageSkeleton />;
  if (!site || !from)
    return (
      <div class="stack">
        <Title text={strings.title} />
        <Notice>
          <p>{sites.none}</p>
        </Notice>
      </div>
    );
  const go = (to: SiteId, first: PlainDate): void => {
    navigate(monthPath(to, first));
  };
  return (
    <div class="stack">
      <div class="sheet-choice">
        <div class="field">
          <label for="accueil">{strings.site}</label>
          <select
            id="accueil"
            value={site}
            onChange={(event) => {
              const chosen = readId("SiteId", event.currentTarget.value);
              if (chosen) go(chosen, from);
            }}
          >
            {data.sites.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div class="day-steps" role="group" aria-label={strings.month}>
          <button
            type="button"
            class="icon-button"
            onClick={() => {
              go(site, monthStart(from, -1));
            }}
          >
            <Icon name="left" />
            <span class="visually-hidden">{strings.previous}</span>
          </button>
          <b class="month-name">{monthAndYear(from)}</b>
          <button
            type="button"
            class="icon-button"
            onClick={() => {
              go(site, monthStart(from, 1));
            }}
          >
            <Icon name="right" />
            <span class="visually-hidden">{strings.next}</span>
          </button>
        </div>
      </div>
      <SiteMonth
        key={site}
        site={site}
        from={from}
        name={data.sites.find(({ id }) => id === site)?.name ?? ""}
        today={data.today}
      />
    </div>
  );
}

/** While cancellations go on, how often their progress is asked for. */
const progressEvery = 2000;

function SiteMonth({
  site,
  from,
  name,
  today,
}: {
  readonly site: SiteId;
  readonly from: PlainDate;
  readonly name: string;
  readonly today: PlainDate;
}) {
  const { data, problem, reload } = useQuery(monthOfSite, { siteId: site, from });
  /** Closed on this page: its cancellations are about to begin. */
  const [begun, setBegun] = useState<string | null>(null);
  const busy =
    data?.closures.some(({ id, progress }) => progress?.state === "underWay" || (!progress && id === begun)) ?? false;
  useEffect(() => {
    if (!busy) return;
    const timer = setInterval(() => {
      void reload();
    }, progressEvery);
    return () => {
      clearInterval(timer);
    };
  }, [busy, reload]);
  return (
    <>
      <div class="stack tight">
        <Title text={strings.heading(name, monthAndYear(from))} />
        <p class="muted">{strings.intro}</p>
      </div>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? (
        <>
          <Closures
            site={site}
            closures={data.closures}
            begun={begun}
            today={today}
            onClosed={setBegun}
            onChanged={reload}
          />
          <Days view={data} />
        </>
      ) : (
        !problem && <CardsSkeleton cards={2} lines={4} />
      )}
    </>
  );
}

type DayView = PlanningView["days"][number];

function Days({ view }: { readonly view: PlanningView }) {
  const [chosen, setChosen] = useState("");
  const open = view.days.filter(({ pools, closure }) => pools.length > 0 || closure);
  const activities = new Map(
    open.flatMap(({ pools }) =>
      pools.flatMap(({ activityId, activityName }) =>
        activityId === undefined ? [] : [[activityId.toString(), activityName ?? activityId.toString()] as const],
      ),
    ),
  );
  const shown = open.flatMap((day) => {
    const pools = day.pools.filter(
      ({ activityId }) => chosen === "" || activityId === undefined || activityId.toString() === chosen,
    );
    return chosen === "" || day.closure || pools.some(({ activityId }) => activityId !== undefined)
      ? [{ ...day, pools }]
      : [];
  });
  if (open.length === 0)
    return (
      <div class="card empty">
        <Icon name="calendar" size={28} />
        <p>{strings.empty}</p>
      </div>
    );
  return (
    <section class="stack tight" aria-label={strings.month}>
      {activities.size > 1 && (
        <div class="field planning-filter">
          <label for="activite">{strings.activity}</label>
          <select
            id="activite"
            value={chosen}
            onChange={(event) => {
              setChosen(event.currentTarget.value);
            }}
          >
            <option value="">{strings.everything}</option>
            {[...activities].map(([id, activityName]) => (
              <option key={id} value={id}>
                {activityName}
              </option>
            ))}
          </select>
        </div>
      )}
      <ul class="plain planning-days">
        {shown.map((day) => (
          <Day key={day.date} day={day} siteId={view.site.id} />
        ))}
      </ul>
    </section>
  );
}

function Day({ day, siteId }: { readonly day: DayView; readonly siteId: SiteId }) {
  const { date, closed, closure, waiting, children, pools } = day;
  return (
    <li class="card planning-day">
      <a class="planning-date" href={dayPath(siteId, date)}>
        <DateTile date={date} />
        <span class="visually-hidden">{strings.openDay(longDay(date))}</span>
      </a>
      <div class="stack tight">
        <p class="row">
          {closure || closed !== undefined ? (
            <span class="chip no">
              <Icon name="lock" size={16} /> {strings.closed(closure?.reason ?? closed ?? "")}
            </span>
          ) : (
            children !== undefined && <b>{strings.children(children)}</b>
          )}
          {waiting && (
            <span class="chip wait">
              <Icon name="waitingList" size={16} /> {strings.waiting}
            </span>
          )}
        </p>
        {!closure && pools.length > 0 && (
          <ul class="plain planning-cells">
            {pools.map((pool) => (
              <Cell key={pool.id} pool={pool} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

function Cell({ pool }: { readonly pool: PoolView }) {
  const { step, words } = fullnessOf(pool);
  return (
    <li class={`planning-cell planning-${step}`}>
      <span>
        {pool.name}
        {pool.activityName !== undefined && <small>{pool.activityName}</small>}
      </span>
      <b>{strings.of(pool.used, pool.places)}</b>
      <span>
        {words}
        {pool.usual !== undefined && `, ${strings.changed(pool.usual)}`}
      </span>
    </li>
  );
}
