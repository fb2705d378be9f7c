/** What is missing of a child's file, each with the way to its very field. */
import type { ChildField } from "../../../functions/child-record/rules/fields.ts";
import { childRecord as strings } from "../../strings/fr/child-record.ts";
import { Notice } from "../ui/Notice.tsx";

export const Missing = ({ missing }: { readonly missing: readonly ChildField[] }) =>
  missing.length === 0 ? (
    <Notice tone="ok" title={strings.complete} />
  ) : (
    <Notice tone="wait" title={strings.missingTitle(missing.length)}>
      <ul class="to-fields">
        {missing.map((field) => (
          <li key={field}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                const place = document.getElementById(field);
                place?.scrollIntoView({ block: "start" });
                place?.focus({ preventScroll: true });
              }}
            >
              {strings.fields[field]}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  );
