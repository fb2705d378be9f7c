import { withCatalogue, type WithCatalogue } from "./catalogue.ts";
import type { Opened } from "./http.ts";
import { readSetting } from "./settings.ts";

export interface WithSender extends WithCatalogue {
  /** Whether any mail can leave: not before the town's sender is verified. */
  readonly canMail: boolean;
}

/** The catalogue, however it is read, and whether mails leave: for pages that say whom no mail reaches. */
export const withSenderAnd =
  (catalogue: typeof withCatalogue) =>
  async (opened: Opened): Promise<WithSender> => ({
    ...(await catalogue(opened)),
    canMail: readSetting("MAIL_SENDER") !== "",
  });

export const withSender = withSenderAnd(withCatalogue);
