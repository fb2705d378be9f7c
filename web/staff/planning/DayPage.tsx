/** A day of a site: its places, which a staff member raises or lowers; who waits and why; places kept; what was changed. */
import { useState } from "preact/hooks";
import type { PlanningDayView, PlanningView } from "../../../functions/planning/contract.ts";
import { readId, type PlainDate, type SiteId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { addDays } from "../../shared/format/calendar.ts";
import { fullDay, longMoment, shortMoment } from "../../shared/format/dates.ts";
import { navigate } from "../../shared/router.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { planning } from "../../strings/fr/planning.ts";
import { daySheet } from "../../strings/fr/day-sheet.ts";
import { familyPath, dayPath, monthPath, daySheetPath } from "../shell/paths.ts";
import { fullnessOf, type PoolView } from "./fullness.ts";
import { PlacesDialog } from "./PlacesDialog.tsx";

const strings = planning.day;

interface DayOfSite {
  readonly siteId: SiteId;
  readonly date: PlainDate;
}
interface Read {
  readonly day: PlanningDayView;
  readonly places: PlanningView;
}
const dayOfSite = reading(async ({ siteId, date }: DayOfSite, signal): Promise<Read> => {
  const [day, places] = await Promise.all([
    call("planning.day", { params: { siteId, date }, signal }),
    call("planning.site", { params: { siteId }, query: { from: date, to: date }, signal }),
  ]);
  return { day, places };
});

export function DayPage({ siteId, date }: { readonly siteId: string; readonly date: string }) {
  const site = readId("SiteId", siteId);
  const day = readId("PlainDate", date);
  return site && day ? (
    <Day siteId={site} date={day} key={`${site} ${day}`} />
  ) : (
    <Notice tone="no">
      <p>{strings.nothing}</p>
    </Notice>
  );
}

function Day({ siteId, date }: DayOfSite) {
  const { data, problem, reload } = useQuery(dayOfSite, { siteId, date });
  const step = (days: number) => () => {
    navigate(dayPath(siteId, addDays(date, days)));
  };
  return (
    <div class="stack">
      <div class="row">
        <a class="button ghost" href={monthPath(siteId, date)}>
          <Icon name="calendar" /> {strings.month}
        </a>
        <a class="button ghost" href={daySheetPath(siteId, date)}>
          <Icon name="list" /> {strings.sheet}
        </a>
        <div class="day-steps">
          <button type="button" class="icon-button" onClick={step(-1)}>
            <Icon name="left" />
            <span class="visually-hidden">{daySheet.previous}</span>
          </button>
          <button type="button" class="icon-button" onClick={step(1)}>
            <Icon name="right" />
            <span class="visually-hidden">{daySheet.next}</span>
          </button>
        </div>
      </div>
      <Title text={strings.heading(data?.day.site.name ?? "", fullDay(date))} />
      {problem && (
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
      {data ? (
        <Content siteId={siteId} date={date} read={data} onChanged={reload} />
      ) : (
        !problem && <CardsSkeleton cards={2} lines={4} />
      )}
    </div>
  );
}

function Content({
  siteId,
  date,
  read: { day, places },
  onChanged,
}: DayOfSite & { readonly read: Read; readonly onChanged: () => Promise<void> }) {
  const [changed, setChanged] = useState<PoolView["id"] | null>(null);
  const [view] = places.days;
  const pools = view?.pools ?? [];
  const changing = pools.find(({ id }) => id === changed);
  const closed = view?.closure?.reason ?? view?.closed;
  return (
    <>
      {closed !== undefined && (
        <Notice tone="wait">
          <p>{planning.closed(closed)}</p>
        </Notice>
      )}
      {pools.length > 0 && (
        <section class="card stack tight" aria-labelledby="places">
          <h2 id="places">{strings.places}</h2>
          <ul class="plain planning-cells">
            {pools.map((pool) => {
              const { step, words } = fullnessOf(pool);
              return (
                <li class={`planning-cell planning-${step}`} key={pool.id}>
                  <span>
                    {pool.name}
                    {pool.activityName !== undefined && <small>{pool.activityName}</small>}
                  </span>
                  <b>{planning.of(pool.used, pool.places)}</b>
                  <span>
                    {words}
                    {pool.usual !== undefined && `, ${planning.changed(pool.usual)}`}
                  </span>
                  <button
                    type="button"
                    class="text-button"
                    aria-label={strings.changeOf(pool.name)}
                    onClick={() => {
                      setChanged(pool.id);
                    }}
                  >
                    {strings.change}
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <WaitingList day={day} />
      <Expired expired={day.expired} />
      <Changes changes={day.changes} />
      {changing && (
        <PlacesDialog
          siteId={siteId}
          date={date}
          pool={changing}
          onChanged={onChanged}
          onClose={() => {
            setChanged(null);
          }}
          onDone={async () => {
            setChanged(null);
            toast(strings.saved(changing.name));
            await onChanged();
          }}
        />
      )}
    </>
  );
}

function WaitingList({ day }: { readonly day: PlanningDayView }) {
  return (
    <section class="card stack tight" aria-labelledby="attente">
      <h2 id="attente">{strings.waitingList}</h2>
      {day.units.length === 0 ? (
        <p class="muted">{strings.nobodyWaits}</p>
      ) : (
        <p class="muted small">{strings.waitingListNote}</p>
      )}
      {day.units.map((unit) => (
        <section
          key={`${unit.activityId} ${unit.unitId}`}
          class="stack tight"
          aria-label={`${unit.unitName}, ${unit.activityName}`}
        >
          <h3>
            {unit.unitName} <small class="muted">{unit.activityName}</small>
          </h3>
          <ol class="plain waiting-list">
            {unit.offered.map(({ childId, childName, familyCode, until }) => (
              <li key={childId}>
                <span class="chip ok">
                  <Icon name="gift" size={16} />
                </span>
                <div>
                  <b>{childName}</b> · <a href={familyPath(familyCode)}>{familyCode}</a>
                  <br />
                  <span class="small">{strings.offered(longMoment(until))}</span>
                </div>
              </li>
            ))}
            {unit.entries.map(({ arrival, position, childName, familyCode, explanation }) => (
              <li key={arrival}>
                <span class="chip wait">{strings.position(position)}</span>
                <div>
                  <b>{childName}</b> · <a href={familyPath(familyCode)}>{familyCode}</a>
                  <br />
                  <span class="small">{explanation}</span>
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

/** Whom a place was offered in vain: staff may want to call. */
function Expired({ expired }: Pick<PlanningDayView, "expired">) {
  if (expired.length === 0) return null;
  return (
    <section class="card stack tight" aria-labelledby="expirees">
      <h2 id="expirees">{strings.expired}</h2>
      <p class="muted small">{strings.expiredNote}</p>
      <ul class="plain closures">
        {expired.map(({ at, familyCode, childId, childName, unitName, activityName }) => (
          <li key={`${at} ${familyCode} ${childId} ${unitName}`}>
            <b>{childName}</b> · <a href={familyPath(familyCode)}>{familyCode}</a>
            <br />
            <span class="small muted">
              {unitName}, {activityName} · {strings.expiredOn(longMoment(at))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Changes({ changes }: Pick<PlanningDayView, "changes">) {
  const number = (places: number | undefined): string => (places === undefined ? strings.catalogue : String(places));
  return (
    <section class="card stack tight" aria-labelledby="changements">
      <h2 id="changements">{strings.changes}</h2>
      {changes.length === 0 ? (
        <p class="muted">{strings.noChange}</p>
      ) : (
        <ul class="plain closures">
          {changes.map(({ at, by, poolName, before, after, reason }) => (
            <li key={at + poolName}>
              <b>{poolName}</b> : {strings.change1(number(before), number(after))}
              <br />
              <span class="small muted">
                {shortMoment(at)}, {by} · « {reason} »
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
