/**
 * Mes justificatifs: what is needed of each child and of the household, and how it stands; and what is to be said of the
 * quotient, for the page that reads both. One wave of reads after the session's, however much was sent: the family's
 * records say what its file holds.
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { Family } from "../../family/rules/family.ts";
import { hidesHome, type SeenFamily } from "../../family/rules/seen.ts";
import { readSeenFamily } from "../../family/store/families.ts";
import type { UseCases } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { GuardianSession } from "../../http/session.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { documentLook, documentOffice } from "../contract/look.ts";
import type { DocumentsView } from "../contract/needs.ts";
import type { DocumentReading, OwnDocumentReading } from "../dependencies.ts";
import { hintOf, standingOf } from "../../quotient/rules/quotient.ts";
import { readQuotients, standingValues } from "../../quotient/store/quotients.ts";
import { healthNeedsOf, needsOfChild, needsOfHousehold } from "../rules/needs.ts";
import { needView } from "./need-view.ts";

type Routes = UseCases<typeof documentLook & typeof documentOffice>;

/** `homeHidden`: of the household's own nothing is shown. `health`: its papers too, of which the family has sent some. */
export function viewOf(
  { household, children }: Family,
  catalogue: Catalogue,
  today: PlainDate,
  { homeHidden = false, health = false }: { readonly homeHidden?: boolean; readonly health?: boolean } = {},
): DocumentsView {
  const family = { household, children };
  const ofChildren = children.map((child) => ({
    child: { id: child.id, firstName: child.firstName },
    shared: (child.sharedWith ?? []).length > 0,
    needs: [...needsOfChild(catalogue, child, today), ...(health ? healthNeedsOf(catalogue, child) : [])].map((need) =>
      needView(need, child, today),
    ),
  }));
  const ofHousehold = {
    shared: false,
    needs: homeHidden ? [] : needsOfHousehold(catalogue, family, today).map((need) => needView(need, household, today)),
  };
  return { owners: [...ofChildren, ofHousehold].filter(({ needs }) => needs.length > 0) };
}

/** What a family is shown of its documents and of its quotient, beside the family that was read for it. */
export async function ownDocuments(
  { table, clock, catalogue, town }: OwnDocumentReading,
  { familyCode, guardianId }: Pick<GuardianSession, "familyCode" | "guardianId">,
): Promise<{ readonly view: DocumentsView; readonly family: SeenFamily }> {
  const { kind, homeHint } = town.quotient;
  const [family, latest, months] = await Promise.all([
    readSeenFamily(table, familyCode, guardianId),
    catalogue.latest(),
    homeHint === "never" ? [] : readQuotients(table, familyCode),
  ]);
  if (!family) throw new Error("A session belongs to a family that is not in the table");
  const today = localDate(clock());
  const hint = hintOf(standingOf(standingValues(months), kind, today), today, homeHint);
  const view = viewOf(family, latest, today, {
    homeHidden: hidesHome(family.household, guardianId),
    health: true,
  });
  return { view: { ...view, ...(hint ? { quotient: hint } : {}) }, family };
}

export const listDocuments =
  (dependencies: OwnDocumentReading): Routes["document.list"] =>
  async ({ session }) => ({ body: (await ownDocuments(dependencies, session)).view });

export const listDocumentsOfFamily =
  ({ table, catalogue, clock }: DocumentReading): Routes["document.ofFamily"] =>
  async ({ params }) => {
    const [family, latest] = await Promise.all([
      readSeenFamily(table, params.familyCode, "office"),
      catalogue.latest(),
    ]);
    if (!family) throw new Problem("notFound", "Aucune famille n’a ce code. Vérifiez-le sur une facture.");
    return { body: viewOf(family, latest, localDate(clock())) };
  };
