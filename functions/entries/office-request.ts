import { mergeAdults } from "../merge/contract/adults.ts";
import { mergeAdultsUseCases } from "../merge/use-cases/merge-adults.ts";
import { mergeHouseholds } from "../merge/contract/households.ts";
import { mergeHouseholdsUseCases } from "../merge/use-cases/merge-households.ts";
import { requestOffice } from "../request/contract/office.ts";
import { requestOfficeUseCases } from "../request/use-cases/office.ts";
import type { RequestDependencies } from "../request/dependencies.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { sectionsOf } from "../wiring/sections.ts";

export const handler = await serve<"officeRequest", WithCatalogue & Pick<RequestDependencies, "sections">>(
  async (opened) => ({ ...(await withCatalogue(opened)), sections: sectionsOf(opened.town) }),
  {
    "merge/adults": served(mergeAdults, mergeAdultsUseCases),
    "merge/households": served(mergeHouseholds, mergeHouseholdsUseCases),
    "request/office": served(requestOffice, requestOfficeUseCases),
  },
);
