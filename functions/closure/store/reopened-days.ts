/** Days that a closure had shut open again: at once in the request that takes it back, and by the stream for what is left. */
import { closureOn } from "../../catalogue/rules/closures.ts";
import type { Closure } from "../../catalogue/rules/catalogue.ts";
import type { PlainDate, SiteId } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import { reopenDay, shutDay } from "../../booking/store/day-settings.ts";
import type { Table } from "../../table/table.ts";
import { readClosures } from "./closures.ts";

/** Days opened at once. */
const width = 25;

/** Opens days that a closure had shut, but for those that another one closes. Twice is once. */
export async function reopenDays(
  table: Table,
  { siteId, id }: Pick<Closure, "id"> & { readonly siteId: SiteId },
  dates: readonly PlainDate[],
): Promise<void> {
  const others = await readClosures(table, siteId);
  await inParallel(dates, width, async (date) => {
    const other = closureOn(others, date);
    await (other ? shutDay(table, { siteId, date }, other.id) : reopenDay(table, { siteId, date }, id));
  });
}
