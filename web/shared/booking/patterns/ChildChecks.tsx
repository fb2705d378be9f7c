/** « Pour qui ? »: asked only where there is a choice. */
import type { ChildId } from "../../../../functions/kernel/ids.ts";
import { patterns as strings } from "../../../strings/fr/booking/patterns.ts";
import type { Child } from "../grid/gridIndex.ts";
import { Checks } from "./Checks.tsx";

export function ChildChecks({
  children,
  chosen,
  onChange,
}: {
  readonly children: readonly Child[];
  readonly chosen: readonly ChildId[];
  readonly onChange: (chosen: readonly ChildId[]) => void;
}) {
  if (children.length < 2) return null;
  return (
    <Checks
      legend={strings.children}
      options={children.map(({ id, firstName }) => ({ value: id, label: firstName }))}
      chosen={chosen}
      onChange={onChange}
    />
  );
}
