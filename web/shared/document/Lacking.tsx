/** What an activity asks for and the family lacks: said above the grid, with the way to each. */
import type { RefusalView } from "../../../functions/booking/contract/basket.ts";
import type { GridView } from "../../../functions/booking/contract/look.ts";
import { Notice } from "../ui/Notice.tsx";
import { lackingDocuments as strings } from "../../strings/fr/document/lacking.ts";

export function Lacking({ lacking, lackingTitle = "" }: Pick<GridView, "lacking" | "lackingTitle">) {
  if (lacking.length === 0) return null;
  const blocks = lacking.some((one) => one.blocks);
  return (
    <Notice tone={blocks ? "wait" : "info"} title={lackingTitle}>
      <ul class="plain">
        {lacking.map(({ name, firstName, href }) => (
          <li key={`${href} ${name}`}>
            <a href={href}>{strings.one(name, firstName)}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** The way to what would lift a refusal, where there is one. */
export const Remedy = ({ refusal }: { readonly refusal: Pick<RefusalView, "href" | "action"> | undefined }) =>
  refusal?.href === undefined ? null : (
    <>
      {" "}
      <a href={refusal.href}>{refusal.action ?? strings.send}</a>
    </>
  );
