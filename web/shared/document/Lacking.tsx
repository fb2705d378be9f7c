/** What an activity asks for and the family has not sent: said above the grid, with the way to each. */
import type { LackingView } from "../../../functions/booking/contract/look.ts";
import { Notice } from "../ui/Notice.tsx";
import { lackingDocuments as strings } from "../../strings/fr/document.ts";

export function Lacking({ lacking }: { readonly lacking: readonly LackingView[] }) {
  if (lacking.length === 0) return null;
  const blocks = lacking.some((one) => one.blocks);
  return (
    <Notice tone={blocks ? "wait" : "info"} title={strings.title(blocks)}>
      <ul class="plain">
        {lacking.map(({ name, firstName, href }) => (
          <li key={href}>
            <a href={href}>{strings.one(name, firstName)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The way to what would lift a refusal, where there is one. */
export const Remedy = ({ href }: { readonly href: string | undefined }) =>
  href === undefined ? null : (
    <>
      {" "}
      <a href={href}>{strings.send}</a>
    </>
  );
