/** The address of a link that has just been made: shown this once. */
import type { RefObject } from "preact";
import { CopyButton } from "../../shared/ui/CopyButton.tsx";
import { Icon } from "../../shared/ui/Icon.tsx";
import { feed as strings } from "../../strings/fr/feed.ts";

/** Calendar programs take this scheme as « subscribe », where `https` would be one copy for good. */
const subscription = (address: string): string => address.replace(/^https?:/u, "webcal:");

/** Android has nothing that opens such a link: the page would lead to an error. */
const onAndroid = (): boolean => /\bAndroid\b/u.test(navigator.userAgent);

/** Google's own page, which asks before it adds anything; the phone's application shows the calendar from then on. */
const inGoogle = (address: string): string =>
  `https://calendar.google.com/calendar/render?cid=${encodeURIComponent(subscription(address))}`;

export function NewAddress({
  address,
  heading,
}: {
  readonly address: string;
  readonly heading: RefObject<HTMLHeadingElement | null>;
}) {
  return (
    <section class="card stack tight new-address" aria-labelledby="lien-pret">
      <h2 id="lien-pret" ref={heading} tabIndex={-1}>
        <Icon name="check" /> {strings.made}
      </h2>
      <p>{strings.once}</p>
      {onAndroid() ? (
        <div class="stack tight">
          <p>{strings.android}</p>
          <p>
            <a class="button ghost" href={inGoogle(address)} target="_blank" rel="noreferrer">
              <Icon name="calendarPlus" /> {strings.google}
            </a>
          </p>
          <p class="small muted">{strings.googleNote}</p>
        </div>
      ) : (
        <p>
          <a class="button" href={subscription(address)}>
            <Icon name="calendarPlus" /> {strings.add}
          </a>
        </p>
      )}
      <div class="field">
        <label for="adresse-calendrier">{strings.address}</label>
        <input
          type="text"
          id="adresse-calendrier"
          class="address"
          readOnly
          value={address}
          onFocus={({ currentTarget }) => {
            currentTarget.select();
          }}
        />
      </div>
      <CopyButton text={address} label={strings.copy} />
    </section>
  );
}
