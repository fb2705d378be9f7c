/** One card for each that waits; one of them is current, and keys act on it (ui/useEntries.ts). */
import { approvals as strings } from "../../strings/fr/approval.ts";
import { useEntries } from "../ui/useEntries.ts";
import { ApprovalEntry } from "./ApprovalEntry.tsx";
import { nameOf, type Approval } from "./decide.ts";

interface Props {
  readonly approvals: readonly Approval[];
  readonly onAnswered: (approval: Approval) => void;
  readonly onUndone: (approval: Approval) => Promise<void>;
  readonly onReload: () => Promise<void>;
}

export function ApprovalList({ approvals, onAnswered, onUndone, onReload }: Props) {
  const { list, indexOf } = useEntries(approvals.length);
  return (
    <ul class="plain approvals" aria-label={strings.list} {...list}>
      {approvals.map((one, rank) => (
        <ApprovalEntry
          key={nameOf(one)}
          approval={one}
          tabIndex={indexOf(rank)}
          onAnswered={() => {
            onAnswered(one);
          }}
          onUndone={() => onUndone(one)}
          onReload={onReload}
        />
      ))}
    </ul>
  );
}
