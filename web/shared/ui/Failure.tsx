/** What a page shows when what it needs did not come. */
import { api as strings } from "../../strings/fr/api.ts";
import type { Problem } from "../api/problem.ts";
import { Notice } from "./Notice.tsx";

export function Failure({ problem, onRetry }: { readonly problem: Problem; readonly onRetry?: () => void }) {
  return (
    <Notice tone="no" title={problem.title} live>
      <p>{problem.detail}</p>
      {problem.instance !== undefined && <p class="small muted">{strings.reference(problem.instance)}</p>}
      {onRetry && (
        <button type="button" class="button ghost" onClick={onRetry}>
          {strings.retry}
        </button>
      )}
    </Notice>
  );
}
