/** « Inscriptions à l’année »: what stands for each child, what the office has said, and what can still be asked. */
import { useEffect } from "preact/hooks";
import type { EnrolmentChild, EnrolmentsView, EnrolmentView } from "../../../functions/enrolment/contract.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { enrolments as strings } from "../../strings/fr/enrolment.ts";
import { shell } from "../../strings/fr/shell.ts";
import { EnrolmentCard } from "./EnrolmentCard.tsx";
import { enrolmentsOf } from "./enrolmentsOf.ts";
import { OfferCard } from "./OfferCard.tsx";

export function EnrolmentsPage() {
  const { data, problem, reload } = useQuery(enrolmentsOf, null);
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.enrolment }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? <Children view={data} onChanged={reload} /> : !problem && <CardsSkeleton />}
      {data && (
        <p>
          <a href="/inscrire">{strings.activities}</a>
        </p>
      )}
    </div>
  );
}

interface Props {
  readonly view: EnrolmentsView;
  readonly onChanged: () => Promise<void>;
}

function Children({ view: { children }, onChanged }: Props) {
  // A link to one of them arrives before its place is drawn.
  useEffect(() => {
    const place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    place?.scrollIntoView({ block: "start" });
    place?.focus({ preventScroll: true });
  }, []);
  if (children.length === 0) return <p class="card muted">{strings.noChild}</p>;
  return (
    <>
      {children.map((child, rank) => (
        <Child key={child.id} child={child} rank={rank} onChanged={onChanged} />
      ))}
    </>
  );
}

const isOver = ({ status }: EnrolmentView): boolean => status === "withdrawn" || status === "ended";

interface ChildProps {
  readonly child: EnrolmentChild;
  readonly rank: number;
  readonly onChanged: () => Promise<void>;
}

function Child({ child, rank, onChanged }: ChildProps) {
  const { id, firstName, enrolments, offers, elsewhere } = child;
  const heading = `titre-${id}`;
  // What was refused is said until it is asked again.
  const askedSince = (one: EnrolmentView): boolean =>
    enrolments.some((other) => other.activityId === one.activityId && other.askedAt > one.askedAt);
  const past = enrolments.filter((one) => isOver(one) || (one.status === "refused" && askedSince(one)));
  const current = enrolments.filter((one) => !past.includes(one));
  /** The place that a link leads to is the first of that activity. */
  const places = new Set<string>();
  const placeOf = (activityId: string): string | undefined => {
    const place = `${id}-${activityId}`;
    if (places.has(place)) return undefined;
    places.add(place);
    return place;
  };
  return (
    <section class="stack tight" aria-labelledby={heading}>
      <h2 id={heading} class="person">
        <Avatar name={firstName} rank={rank} /> <span>{firstName}</span>
      </h2>
      {elsewhere.map(({ activityName, from, to }) => (
        <p class="small muted" key={`${activityName} ${from}`}>
          {strings.elsewhere(activityName, dateOnly(from), dateOnly(to))}
        </p>
      ))}
      {enrolments.length + offers.length === 0 && <p class="card muted">{strings.none}</p>}
      <ul class="plain needs">
        {current.map((enrolment) => (
          <EnrolmentCard
            key={enrolment.id}
            enrolment={enrolment}
            name={firstName}
            place={placeOf(enrolment.activityId)}
            onChanged={onChanged}
          />
        ))}
        {offers.map((offer) => (
          <OfferCard
            key={offer.activityId}
            offer={offer}
            child={child}
            place={placeOf(offer.activityId)}
            onChanged={onChanged}
          />
        ))}
      </ul>
      {past.length > 0 && (
        <details>
          <summary>{strings.past(past.length)}</summary>
          <ul class="plain needs">
            {past.map((enrolment) => (
              <EnrolmentCard
                key={enrolment.id}
                enrolment={enrolment}
                name={firstName}
                place={placeOf(enrolment.activityId)}
                onChanged={onChanged}
              />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
