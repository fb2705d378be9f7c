/** A page, or a part of one, that is fetched when it is first shown. */
import type { ComponentChildren, ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { asProblem, type Problem } from "./api/problem.ts";
import { Failure } from "./ui/Failure.tsx";
import { PageSkeleton } from "./ui/Skeleton.tsx";

export interface LazyPage<P> {
  readonly Page: ComponentType<P>;
  /** Starts fetching before the page is drawn. */
  readonly preload: () => void;
}

/** `waiting`: what stands there meanwhile. */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
  waiting: ComponentChildren = <PageSkeleton />,
): LazyPage<P> {
  let loaded: ComponentType<P> | null = null;
  const fetchPage = async (): Promise<ComponentType<P>> => (loaded ??= await load());

  function Lazy(props: P) {
    const [, redraw] = useState(0);
    const [problem, setProblem] = useState<Problem | null>(null);
    useEffect(() => {
      // Even when the code arrived since this was drawn: this drawing still shows the skeleton.
      fetchPage().then(
        () => {
          redraw((times) => times + 1);
        },
        (error: unknown) => {
          setProblem(asProblem(error));
        },
      );
    }, []);
    const Loaded = loaded;
    if (Loaded) return <Loaded {...props} />;
    // Most often a page of yesterday's version, gone since: only a new document knows the new one's names.
    if (problem)
      return (
        <Failure
          problem={problem}
          onRetry={() => {
            window.location.reload();
          }}
        />
      );
    return <>{waiting}</>;
  }
  // A failure to fetch ahead is shown when the page is drawn, which fetches again.
  return {
    Page: Lazy,
    preload: () => {
      fetchPage().catch(() => undefined);
    },
  };
}
