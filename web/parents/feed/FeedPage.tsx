/** The private calendar link: made, replaced, taken away; who can see what with it, said plainly. */
import { useEffect, useRef, useState } from "preact/hooks";
import { call } from "../../shared/api/index.ts";
import { PageHead } from "../../shared/shell/PageHead.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { CardsSkeleton } from "../../shared/ui/Skeleton.tsx";
import { toast } from "../../shared/ui/announcements.tsx";
import { reading, useQuery } from "../../shared/useQuery.ts";
import { feed as strings } from "../../strings/fr/feed.ts";
import { shell } from "../../strings/fr/shell.ts";
import { bookingsPath } from "../shell/paths.ts";
import { FeedLink } from "./FeedLink.tsx";
import { NewAddress } from "./NewAddress.tsx";

const feedOf = reading((_: null, signal) => call("feed.read", { signal }));

export function FeedPage() {
  const { data, problem, reload } = useQuery(feedOf, null);
  /** Known to this page alone, and gone with it. */
  const [address, setAddress] = useState<string | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (address !== null) heading.current?.focus();
  }, [address]);
  const make = async (): Promise<void> => {
    const made = await call("feed.make");
    setAddress(made.address);
    await reload();
  };
  const revoke = async (): Promise<void> => {
    await call("feed.revoke");
    setAddress(null);
    toast(strings.revoked);
    await reload();
  };
  return (
    <div class="stack">
      <PageHead
        title={strings.title}
        trail={[{ label: shell.groups.enrolment }, { label: shell.pages.bookings, href: bookingsPath }]}
      >
        <p class="muted">{strings.intro}</p>
      </PageHead>
      {problem && (
        <Failure
          problem={problem}
          onRetry={() => {
            void reload();
          }}
        />
      )}
      {!data && !problem && <CardsSkeleton cards={2} />}
      {address !== null && <NewAddress address={address} heading={heading} />}
      {data && <FeedLink madeAt={data.madeAt} hidden={address === null} onMake={make} onRevoke={revoke} />}
      <section class="card">
        <h2>{strings.who}</h2>
        <ul class="bullets">
          {strings.whoList.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </section>
      <section class="card">
        <h2>{strings.how}</h2>
        <ul class="bullets">
          {strings.howList.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p class="small muted after">{strings.delay}</p>
      </section>
    </div>
  );
}
