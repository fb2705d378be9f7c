/** The town's long texts, fetched when a page or a dialog shows them. */
import type { ComponentChildren } from "preact";
import { fetchWholeTown, type Town } from "../town.ts";
import { Failure } from "../ui/Failure.tsx";
import { CardsSkeleton } from "../ui/Skeleton.tsx";
import { reading, useQuery } from "../useQuery.ts";

const wholeTown = reading((_: null, signal) => fetchWholeTown(signal));

interface Props {
  readonly children: (town: Pick<Town, "terms" | "privacyNotice">) => ComponentChildren;
}

export function LegalTexts({ children }: Props) {
  const { data, problem, reload } = useQuery(wholeTown, null);
  if (data) return <>{children(data)}</>;
  return problem ? (
    <Failure
      problem={problem}
      onRetry={() => {
        void reload();
      }}
    />
  ) : (
    <CardsSkeleton cards={1} lines={6} />
  );
}

/** What is done with personal data, paragraph by paragraph. */
export const PrivacyText = ({ small = false }: { readonly small?: boolean }) => (
  <LegalTexts>
    {({ privacyNotice }) =>
      privacyNotice.map((text) => (
        <p key={text} class={small ? "small" : undefined}>
          {text}
        </p>
      ))
    }
  </LegalTexts>
);
