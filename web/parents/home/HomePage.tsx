/** Home: what waits for me, with one action each; my next days; what the office says; when bookings open. */
import { useState } from "preact/hooks";
import { takeWord } from "../../shared/flash.ts";
import { OfficeContact, OpenNow } from "../../shared/office/Office.tsx";
import { signedInAs } from "../../shared/session/session.ts";
import { Title } from "../../shared/shell/PageHead.tsx";
import { useTown } from "../../shared/town.ts";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useNow } from "../../shared/useNow.ts";
import { useQuery, type Query, type Reading } from "../../shared/useQuery.ts";
import { lackingDocuments } from "../../strings/fr/document/lacking.ts";
import { home as strings } from "../../strings/fr/home.ts";
import { shell } from "../../strings/fr/shell.ts";
import { useBookingsAhead } from "../booking/bookingsAhead.ts";
import { activitiesOf } from "../catalogue/activitiesOf.ts";
import { documentsPath } from "../shell/paths.ts";
import { Offers, offersIn } from "../waiting-list/Offers.tsx";
import { documentTodos } from "./documentTodos.ts";
import { fileTodos, type Todo } from "./fileTodos.ts";
import { homeOf, payableOf } from "./homeOf.ts";
import { NextDays } from "./NextDays.tsx";
import { paymentTodos } from "./paymentTodos.ts";
import { Timeline } from "./Timeline.tsx";
import { most, todosFor } from "./todos.ts";

export function HomePage() {
  const [word] = useState(takeWord);
  const activities = useQuery(activitiesOf, null);
  const days = useBookingsAhead();
  const awaiting = useQuery(homeOf, null);
  const payable = useQuery(payableOf, null);
  const now = useNow();
  // All at once: cards that arrive one by one push each other about under the thumb.
  const ready = [activities, days, awaiting, payable].every(({ data, problem }) => data !== null || problem !== null);
  return (
    <div class="stack">
      <div class="page-head">
        <p class="crumb">
          {shell.youAreHere} {shell.home}
        </p>
        <Title text={strings.hello(signedInAs()?.displayName ?? "")} />
      </div>
      {word !== null && (
        <Notice tone="info" live>
          <p>{word}</p>
        </Notice>
      )}
      {ready ? (
        <Cards activities={activities} days={days} awaiting={awaiting} payable={payable} now={now} />
      ) : (
        <CardsSkeleton />
      )}
    </div>
  );
}

type Reads<R> = R extends Reading<infer _, infer T> ? Query<T> : never;
interface CardsProps {
  readonly activities: Reads<typeof activitiesOf>;
  readonly days: ReturnType<typeof useBookingsAhead>;
  readonly awaiting: Reads<typeof homeOf>;
  readonly payable: Reads<typeof payableOf>;
  readonly now: number;
}

function Cards({ activities, days, awaiting, payable, now }: CardsProps) {
  const { office } = useTown();
  const items = todosFor(activities.data?.activities ?? [], now);
  const papers = awaiting.data ? documentTodos(awaiting.data, days.data?.bookings ?? []) : { shown: [], more: 0 };
  const file = [
    ...(awaiting.data ? fileTodos(awaiting.data) : []),
    ...(payable.data ? paymentTodos(payable.data.accounts) : []),
  ];
  const offers = offersIn(days.data?.bookings ?? []);
  return (
    <>
      <section class="card stack tight">
        <h2>{strings.todo}</h2>
        {days.data && <Offers bookings={offers} family={days.data.children} now={now} onChanged={days.reload} />}
        <Todos items={file} />
        {activities.problem ? (
          <Failure
            problem={activities.problem}
            onRetry={() => {
              void activities.reload();
            }}
          />
        ) : items.length === 0 ? (
          offers.length === 0 &&
          papers.shown.length === 0 &&
          file.length === 0 && (
            <p class="muted row">
              <Icon name="check" /> {strings.nothingToDo}
            </p>
          )
        ) : (
          <ul class="plain todo">
            {items.map((item) => (
              <li key={item.href}>
                <span class="tile">
                  <Icon name={item.icon} />
                </span>
                <div>
                  <b>{item.title}</b>
                  <br />
                  <span class="small muted">{item.detail}</span>
                </div>
                <a class={item.main ? "button" : "button ghost"} href={item.href}>
                  {item.action}
                  <span class="visually-hidden"> : {item.name}</span>
                </a>
              </li>
            ))}
          </ul>
        )}
        {items.length === most && (
          <p>
            <a href="/inscrire">{strings.allActivities}</a>
          </p>
        )}
        {awaiting.problem && (
          <Failure
            problem={awaiting.problem}
            onRetry={() => {
              void awaiting.reload();
            }}
          />
        )}
        {payable.problem && (
          <Failure
            problem={payable.problem}
            onRetry={() => {
              void payable.reload();
            }}
          />
        )}
        <Todos items={papers.shown} />
        {papers.more > 0 && (
          <p>
            <a href={documentsPath}>{lackingDocuments.all}</a>{" "}
            <span class="muted small">{lackingDocuments.more(papers.more)}</span>
          </p>
        )}
      </section>
      <div class="two">
        <section class="card">
          <h2>{strings.nextDays}</h2>
          {days.problem ? (
            <Failure
              problem={days.problem}
              onRetry={() => {
                void days.reload();
              }}
            />
          ) : (
            days.data && <NextDays answer={days.data} now={now} />
          )}
        </section>
        <div class="stack">
          <section class="card">
            <h2>{strings.office}</h2>
            {office.note !== undefined && <p>{office.note}</p>}
            <p>
              <OpenNow />
            </p>
            <OfficeContact />
          </section>
          <section class="card">
            <h2>{strings.windows}</h2>
            {activities.data && <Timeline activities={activities.data.activities} now={now} />}
          </section>
        </div>
      </div>
    </>
  );
}

/** What is to be done about the family's file, one line each; nothing where there is none. */
function Todos({ items }: { readonly items: readonly Todo[] }) {
  if (items.length === 0) return null;
  return (
    <ul class="plain todo">
      {items.map(({ href, title, detail, action }) => (
        <li key={href}>
          <span class="tile">
            <Icon name="document" />
          </span>
          <div>
            <b>{title}</b>
            <br />
            <span class="small muted">{detail}</span>
          </div>
          <a class="button ghost" href={href}>
            {action}
            <span class="visually-hidden"> : {title}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
