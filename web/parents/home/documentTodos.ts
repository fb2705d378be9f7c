/** Documents that something is to be done about, for « Ce qui vous attend »: what keeps from booking first. */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { DocumentsView, NeedView, OwnerView } from "../../../functions/document/contract/needs.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { lackingDocuments as strings } from "../../strings/fr/document/lacking.ts";
import { placeOf } from "../document/owner.ts";
import { documentsPath, quotientPath } from "../shell/paths.ts";
import type { Todo } from "./fileTodos.ts";

const mostShown = 3;

function todoOf({ child }: OwnerView, { kind, name, standing, until }: NeedView): Todo | null {
  const whose = child?.firstName ?? strings.household;
  const href = `${documentsPath}#${placeOf(child ? { childId: child.id } : {}, kind)}`;
  switch (standing) {
    case "missing":
    case "ended":
    case "refused":
      return {
        href,
        title: strings.todo[standing](name),
        detail: strings.detail[standing](whose),
        action: strings.act,
      };
    case "ending":
      return {
        href,
        title: strings.todo.ending(name),
        detail: strings.detail.ending(whose, until === undefined ? "" : dateOnly(until)),
        action: strings.act,
      };
    case "valid":
    case "checking":
      return null;
  }
}

/** What the server says of the quotient, where the town wants it said. */
function quotientTodo({ quotient }: DocumentsView): readonly Todo[] {
  if (!quotient) return [];
  const { missing, ended, ending, soon, missingDetail, until, wasUntil, see: action } = strings.quotient;
  const href = quotientPath;
  switch (quotient.state) {
    case "missing":
      return [{ href, title: missing, detail: missingDetail, action }];
    case "ended":
      return [{ href, title: ended, detail: wasUntil(dateOnly(quotient.until)), action }];
    case "ending":
      return [{ href, title: quotient.soon ? soon : ending, detail: until(dateOnly(quotient.until)), action }];
  }
}

/** A day to come, as far as it says who comes to what. */
type Coming = Pick<BookingView, "childId" | "activityName" | "past">;

/**
 * What only some activities ask for presses too once somebody is to come to one of them: the child itself, or for the
 * household's own anybody.
 */
const isAskedSoon = ({ child }: OwnerView, { standing, activities }: NeedView, coming: readonly Coming[]): boolean =>
  (standing === "missing" || standing === "ended") &&
  coming.some(
    ({ childId, activityName, past }) =>
      !past && (child === undefined || child.id === childId) && activities.includes(activityName),
  );

/** The first of them, and how many more there are; then the quotient, which keeps nobody from booking. */
export function documentTodos(
  view: DocumentsView,
  coming: readonly Coming[],
): {
  readonly shown: readonly Todo[];
  readonly more: number;
} {
  const all = view.owners.flatMap((owner) =>
    owner.needs.filter((need) => need.pressing || isAskedSoon(owner, need, coming)).map((need) => ({ owner, need })),
  );
  const ordered = [...all].sort((one, other) => rank(one.need) - rank(other.need));
  const todos = ordered.flatMap(({ owner, need }) => todoOf(owner, need) ?? []);
  return { shown: [...todos.slice(0, mostShown), ...quotientTodo(view)], more: Math.max(0, todos.length - mostShown) };
}

const rank = ({ whenMissing, standing }: NeedView): number =>
  (whenMissing === "warns" ? 2 : 0) + (standing === "ending" ? 1 : 0);
