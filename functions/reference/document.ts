/**
 * The API's description, made when the function is bundled (infra/build/evaluated.ts): the bundle carries the text, not
 * what makes it.
 */
import { allRoutes } from "../contract.ts";
import { openApi } from "../http/openapi.ts";

export const document = openApi(allRoutes);
