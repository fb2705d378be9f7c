import { certificationLook, certificationOwn } from "../certification/contract/own.ts";
import { certificationOwnUseCases } from "../certification/use-cases/certify.ts";
import { certificationLookUseCases } from "../certification/use-cases/look.ts";
import { homeRoutes } from "../home/contract.ts";
import { homeUseCases } from "../home/use-cases/look.ts";
import { requestOwn } from "../request/contract/own.ts";
import { requestOwnUseCases } from "../request/use-cases/own.ts";
import type { RequestDependencies } from "../request/dependencies.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { sectionsOf } from "../wiring/sections.ts";

export const handler = await serve<"ownFile", WithCatalogue & Pick<RequestDependencies, "sections">>(
  async (opened) => ({ ...(await withCatalogue(opened)), sections: sectionsOf(opened.town) }),
  {
    "certification/look": served(certificationLook, certificationLookUseCases),
    "certification/own": served(certificationOwn, certificationOwnUseCases),
    home: served(homeRoutes, homeUseCases),
    "request/own": served(requestOwn, requestOwnUseCases),
  },
);
