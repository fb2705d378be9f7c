/** « Fiche renseignements enfant »: which child's. */
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { shell } from "../../strings/fr/shell.ts";
import { nameCase } from "../../shared/format/text.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery } from "../../shared/useQuery.ts";
import { familyOf } from "../family/familyOf.ts";
import { childRecordPath } from "../shell/paths.ts";

export function ChildRecordsPage() {
  const { data, problem, reload } = useQuery(familyOf, null);
  return (
    <div class="stack">
      <PageHead title={strings.title} trail={[{ label: shell.groups.information }]}>
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {data ? (
        <section class="stack tight" aria-label={strings.choose}>
          {data.children.length === 0 && <p class="card muted">{strings.noChildren}</p>}
          <ul class="plain tiles">
            {data.children.map((child, rank) => (
              <li class="card" key={child.id}>
                <h2 class="person">
                  <Avatar name={child.firstName} rank={rank} />{" "}
                  <span>
                    {child.firstName} {nameCase(child.lastName)}
                  </span>
                </h2>
                <p>
                  <a class="button ghost" href={childRecordPath(child.id)}>
                    {strings.open(child.firstName)}
                  </a>
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : problem ? (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      ) : (
        <CardsSkeleton cards={2} lines={2} />
      )}
    </div>
  );
}
