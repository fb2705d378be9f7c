/** Shapes of what is coming, instead of a spinner. Screen readers hear one sentence. */
import { common as strings } from "../../strings/fr/common.ts";

export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => <span key={index} />)}
    </div>
  );
}

export function PageSkeleton() {
  return (
    <div class="stack">
      <p class="visually-hidden" role="status">{strings.loading}</p>
      <div class="skeleton title" aria-hidden="true"><span /></div>
      <div class="card"><Skeleton lines={4} /></div>
      <div class="card"><Skeleton lines={3} /></div>
    </div>
  );
}

/** Inside a card that already has its heading. */
export function CardSkeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <>
      <p class="visually-hidden" role="status">{strings.loading}</p>
      <Skeleton lines={lines} />
    </>
  );
}
