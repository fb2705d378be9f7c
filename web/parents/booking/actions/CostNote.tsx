/** What giving up or moving a booking changes of what the household owes, before it is done; nothing where nothing has a price. */
import type { WishLine } from "../../../../functions/booking/contract/basket.ts";
import { call } from "../../../shared/api/index.ts";
import { CostView } from "../../../shared/booking/CostView.tsx";
import { costOf } from "../../../shared/booking/cost.ts";
import { reading, useQuery } from "../../../shared/useQuery.ts";
import { cost as strings } from "../../../strings/fr/booking/cost.ts";
import { activitiesOf } from "../../catalogue/activitiesOf.ts";
import { familyOf } from "../../family/familyOf.ts";
import { costComing } from "./costComing.tsx";

const costOfLines = reading(async (lines: readonly WishLine[], signal) =>
  costOf([await call("booking.preview", { body: { lines: [...lines] }, signal, repeatable: true })]),
);

export function CostNote({ lines }: { readonly lines: readonly WishLine[] }) {
  const { data: cost, problem } = useQuery(costOfLines, lines);
  const activities = useQuery(activitiesOf, null).data?.activities;
  const children = useQuery(familyOf, null).data?.children;
  if (problem) return <p class="small muted">{strings.unknown}</p>;
  if (!cost || !activities || !children) return costComing;
  return (
    <CostView
      cost={cost}
      names={{
        child: (childId) => children.find(({ id }) => id === childId)?.firstName ?? "",
        unit: ({ activityId, unitId }) =>
          activities.find(({ id }) => id === activityId)?.units.find(({ id }) => id === unitId)?.name ?? "",
      }}
      givesUp
      isFamily
    />
  );
}
