/** Who said what, when and why, latest first, folded away under how many there were. */
import type { Instant } from "../../../functions/kernel/ids.ts";
import { datedMoment } from "../../shared/format/dates.ts";

interface Act {
  readonly at: Instant;
  readonly by: string;
  readonly words: string;
  readonly reason?: string | undefined;
}

export const ActList = ({ title, acts }: { readonly title: string; readonly acts: readonly Act[] }) => (
  <details>
    <summary>{title}</summary>
    <ol class="plain">
      {acts.map(({ at, by, words, reason }) => (
        <li key={`${at} ${words}`} class="small">
          {words} · {datedMoment(at)}, {by}
          {reason !== undefined && (
            <>
              <br />
              <span class="muted">{reason}</span>
            </>
          )}
        </li>
      ))}
    </ol>
  </details>
);
