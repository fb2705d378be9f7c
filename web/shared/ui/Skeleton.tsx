/** Shapes of what is coming, instead of a spinner. Screen readers hear one sentence. */
import { common as strings } from "../../strings/fr/common.ts";

export function Skeleton({ lines = 3 }: { readonly lines?: number }) {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}

/** As tall as the window, so that what stands below the page (the footer) does not jump when the page arrives. */
export function PageSkeleton() {
  return (
    <div class="stack page-skeleton">
      <p class="visually-hidden" role="status">
        {strings.loading}
      </p>
      <div class="skeleton title" aria-hidden="true">
        <span />
      </div>
      <div class="card">
        <Skeleton lines={4} />
      </div>
      <div class="card">
        <Skeleton lines={3} />
      </div>
    </div>
  );
}

/** Under a page's own title: the cards to come, down to the bottom of the window. */
export function CardsSkeleton({ lines = 4, cards = 3 }: { readonly lines?: number; readonly cards?: number }) {
  return (
    <div class="stack page-skeleton">
      <p class="visually-hidden" role="status">
        {strings.loading}
      </p>
      {Array.from({ length: cards }, (_, index) => (
        <div class="card" key={index}>
          <Skeleton lines={lines} />
        </div>
      ))}
    </div>
  );
}
