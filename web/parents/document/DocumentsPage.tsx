/** « Mes justificatifs »: what is needed of each child and of the household, where it stands, and sending it. */
import { useEffect } from "preact/hooks";
import type { DocumentsView, OwnerView } from "../../../functions/document/contract/needs.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { documents as strings } from "../../strings/fr/document/document.ts";
import { shell } from "../../strings/fr/shell.ts";
import { BackToStep } from "../shell/BackToStep.tsx";
import { documentsOf } from "./documentsOf.ts";
import { NeedCard } from "./NeedCard.tsx";

export function DocumentsPage() {
  const { data, problem, reload } = useQuery(documentsOf, null);
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]}>
        <p class="muted">{strings.intro}</p>
        <p class="small muted">{strings.formats}</p>
      </PageHead>
      <BackToStep />
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {data ? <Owners view={data} onChanged={reload} /> : !problem && <CardsSkeleton />}
    </div>
  );
}

interface Props {
  readonly view: DocumentsView;
  readonly onChanged: () => Promise<void>;
}

function Owners({ view: { owners }, onChanged }: Props) {
  // A link to one of them arrives before its place is drawn.
  useEffect(() => {
    const place = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    place?.scrollIntoView({ block: "start" });
    place?.focus({ preventScroll: true });
  }, []);
  if (owners.length === 0) return <p class="card muted">{strings.none}</p>;
  return (
    <>
      {owners.map((owner, rank) => (
        <OwnerSection key={owner.child?.id ?? "foyer"} owner={owner} rank={rank} onChanged={onChanged} />
      ))}
    </>
  );
}

interface SectionProps {
  readonly owner: OwnerView;
  readonly rank: number;
  readonly onChanged: () => Promise<void>;
}

function OwnerSection({ owner: { child, shared, needs }, rank, onChanged }: SectionProps) {
  const heading = `titre-${child?.id ?? "foyer"}`;
  return (
    <section class="stack tight" aria-labelledby={heading}>
      <h2 id={heading} class="person">
        {child && <Avatar name={child.firstName} rank={rank} />} <span>{child?.firstName ?? strings.household}</span>
      </h2>
      {child && shared && <p class="small muted">{strings.shared(child.firstName)}</p>}
      <ul class="plain needs">
        {needs.map((need) => (
          <NeedCard
            key={need.kind}
            need={need}
            owner={child ? { childId: child.id } : {}}
            whose={child?.firstName ?? strings.household}
            onChanged={onChanged}
          />
        ))}
      </ul>
    </section>
  );
}
