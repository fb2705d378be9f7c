/** « Feuille du jour »: which site, which day. */
import { useEffect } from "preact/hooks";
import { readId, type PlainDate, type SiteId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { addDays } from "../../shared/format/calendar.ts";
import { fullDay } from "../../shared/format/dates.ts";
import { navigate } from "../../shared/router.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton, PageSkeleton } from "../../shared/ui/Skeleton.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { common } from "../../strings/fr/common.ts";
import { sites } from "../../strings/fr/catalogue.ts";
import { daySheet as strings } from "../../strings/fr/day-sheet.ts";
import { sitesOf } from "../catalogue/sitesOf.ts";
import { daySheetPath } from "../shell/paths.ts";
import { DaySheet } from "./DaySheet.tsx";

const sheetOf = reading(({ siteId, date }: { siteId: SiteId; date: PlainDate }, signal) =>
  call("day-sheet.read", { params: { siteId, date }, signal }),
);

interface Props {
  readonly siteId: string | null;
  readonly date: string | null;
}

export function DaySheetPage({ siteId, date }: Props) {
  const { data, problem, reload } = useQuery(sitesOf, null);
  const site = (siteId === null ? null : readId("SiteId", siteId)) ?? data?.sites[0]?.id ?? null;
  const day = (date === null ? null : readId("PlainDate", date)) ?? data?.today ?? null;

  // The address says what is on screen, so that it can be kept, shared and reloaded.
  useEffect(() => {
    if (siteId === null && site && day) navigate(daySheetPath(site, day), "replace");
  }, [siteId, site, day]);

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
  if (!site || !day)
    return (
      <div class="stack">
        <Title text={strings.title} />
        <Notice>
          <p>{sites.none}</p>
        </Notice>
      </div>
    );
  return (
    <div class="stack">
      <Choice sites={data.sites} site={site} day={day} today={data.today} />
      <Sheet site={site} day={day} name={data.sites.find(({ id }) => id === site)?.name ?? ""} />
    </div>
  );
}

interface ChoiceProps {
  readonly sites: readonly { readonly id: SiteId; readonly name: string }[];
  readonly site: SiteId;
  readonly day: PlainDate;
  readonly today: PlainDate;
}

function Choice({ sites, site, day, today }: ChoiceProps) {
  const go = (to: SiteId, on: PlainDate): void => {
    navigate(daySheetPath(to, on));
  };
  return (
    <div class="sheet-choice no-print">
      <div class="field">
        <label for="accueil">{strings.site}</label>
        <select
          id="accueil"
          value={site}
          onChange={(event) => {
            const chosen = readId("SiteId", event.currentTarget.value);
            if (chosen) go(chosen, day);
          }}
        >
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="jour">{strings.date}</label>
        <div class="day-steps">
          <button
            type="button"
            class="icon-button"
            onClick={() => {
              go(site, addDays(day, -1));
            }}
          >
            <Icon name="left" />
            <span class="visually-hidden">{strings.previous}</span>
          </button>
          <input
            type="date"
            id="jour"
            value={day}
            required
            onChange={(event) => {
              const chosen = readId("PlainDate", event.currentTarget.value);
              if (chosen) go(site, chosen);
            }}
          />
          <button
            type="button"
            class="icon-button"
            onClick={() => {
              go(site, addDays(day, 1));
            }}
          >
            <Icon name="right" />
            <span class="visually-hidden">{strings.next}</span>
          </button>
        </div>
      </div>
      {day !== today && (
        <button
          type="button"
          class="button ghost"
          onClick={() => {
            go(site, today);
          }}
        >
          {strings.today}
        </button>
      )}
      <button
        type="button"
        class="button ghost"
        onClick={() => {
          window.print();
        }}
      >
        <Icon name="print" /> <span class="label-wide">{common.print}</span>
      </button>
    </div>
  );
}

function Sheet({ site, day, name }: { readonly site: SiteId; readonly day: PlainDate; readonly name: string }) {
  const { data, problem, reload } = useQuery(sheetOf, { siteId: site, date: day });
  return (
    <>
      <Title text={strings.heading(data?.site.name ?? name, fullDay(day))} />
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? <DaySheet sheet={data} onReload={reload} /> : !problem && <CardsSkeleton lines={5} />}
    </>
  );
}
