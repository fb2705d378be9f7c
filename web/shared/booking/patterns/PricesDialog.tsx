/** What the unit costs each child, and why; days that cost something else are counted. */
import { groupBy } from "../../format/calendar.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { cost as strings } from "../../../strings/fr/booking/cost.ts";
import { lacksQuotient, priceAt, type PriceView } from "../cost.ts";
import { WithoutQuotient } from "../CostView.tsx";
import type { DialogProps } from "./dialogProps.ts";
import { useDesk } from "../desk.ts";
import type { Child, GridIndex, Unit } from "../grid/gridIndex.ts";

interface Found {
  readonly child: Child;
  readonly price: PriceView;
}

const pricesOf = ({ grid, at, cell }: GridIndex, unit: Unit): readonly Found[] =>
  grid.children.flatMap((child) =>
    grid.days.flatMap(({ date }) => {
      const state = at(cell(child.id, date, unit.id));
      const price = state && "price" in state ? priceAt(grid.prices, state.price) : null;
      return price ? [{ child, price }] : [];
    }),
  );

export function PricesDialog({ index, unit, onClose }: DialogProps) {
  const isFamily = useDesk().before === null;
  const found = pricesOf(index, unit);
  return (
    <Dialog
      title={strings.grid.title(unit.name)}
      onClose={onClose}
      footer={
        <button type="button" class="button" onClick={onClose}>
          {strings.grid.close}
        </button>
      }
    >
      <div class="stack">
        {groupBy(found, ({ child }) => child.id).map(({ key, items }) => (
          <section key={key}>
            <h3>{items[0]?.child.firstName}</h3>
            <dl class="prices">
              {groupBy(items, ({ price }) => `${price.words} ${price.reasons.join()}`).map(
                ({ key: name, items: [first, ...others] }) =>
                  first && (
                    <div key={name}>
                      <dt>{strings.grid.onDays(others.length + 1)}</dt>
                      <dd>
                        <b>{first.price.words}</b>
                        <span class="small muted">{first.price.reasons.join(" ; ")}</span>
                      </dd>
                    </div>
                  ),
              )}
            </dl>
          </section>
        ))}
        {lacksQuotient(found.map(({ price }) => price)) && <WithoutQuotient isFamily={isFamily} />}
        {index.grid.children.length > 1 && <p class="small muted">{strings.grid.note}</p>}
      </div>
    </Dialog>
  );
}
