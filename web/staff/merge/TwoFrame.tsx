/** What every page about two who may be one stands in: its title, the way back to the list, and what is shown while it is read. */
import type { ComponentChildren } from "preact";
import { Title } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { useQuery, type Reading } from "../../shared/useQuery.ts";
import { familyPages } from "../../strings/fr/family.ts";
import { merge as strings } from "../../strings/fr/merge.ts";
import { doublesPath } from "../shell/paths.ts";

interface Props<About, Data> {
  readonly title: string;
  readonly intro?: string;
  /** As wide as the page: two columns. */
  readonly wide?: true;
  /** Null: the address names nobody that can be. */
  readonly about: About | null;
  readonly read: Reading<About, Data>;
  readonly children: (data: Data, about: About) => ComponentChildren;
}

export function TwoFrame<About, Data>({ title, intro, wide, about, read, children }: Props<About, Data>) {
  return (
    <div class={wide ? "stack" : "stack reading"}>
      <div class="stack tight">
        <Title text={title} />
        <p>
          <a class="tap" href={doublesPath}>
            {strings.back}
          </a>
        </p>
        {intro !== undefined && <p class="muted">{intro}</p>}
      </div>
      {about === null ? (
        <Notice tone="no">{familyPages.noSuchCode}</Notice>
      ) : (
        <Awaited about={about} read={read}>
          {children}
        </Awaited>
      )}
    </div>
  );
}

function Awaited<About, Data>({
  about,
  read,
  children,
}: Pick<Props<About, Data>, "read" | "children"> & { readonly about: About }) {
  const { data, problem, reload } = useQuery(read, about);
  if (problem && !data)
    return (
      <Failure
        problem={problem}
        onRetry={() => {
          void reload();
        }}
      />
    );
  if (!data) return <CardsSkeleton cards={2} lines={4} />;
  return <>{children(data, about)}</>;
}
