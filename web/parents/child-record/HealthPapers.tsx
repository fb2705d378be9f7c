/** Papers that prove what was answered of a child's health: asked for beside the answer, with what became of each. */
import type { HealthView } from "../../../functions/child-record/contract/health.ts";
import type { ProvenField } from "../../../functions/child-record/rules/fields.ts";
import { NeedCard } from "../document/NeedCard.tsx";

interface Props {
  readonly view: Pick<HealthView, "child" | "papers">;
  readonly proves: ProvenField;
  readonly onChanged: () => Promise<void>;
}

export function HealthPapers({ view: { child, papers }, proves, onChanged }: Props) {
  const own = papers.filter((paper) => paper.proves === proves);
  if (own.length === 0) return null;
  return (
    <ul class="plain stack tight no-print">
      {own.map((paper) => (
        <NeedCard
          key={paper.kind}
          need={paper}
          owner={{ childId: child.id }}
          whose={child.firstName}
          onChanged={onChanged}
          level="h4"
        />
      ))}
    </ul>
  );
}
