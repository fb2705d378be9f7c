/**
 * The API's description, made when the function is bundled (infra/build/evaluated.ts): the bundle carries the text, not
 * what makes it.
 */
import { allRoutes } from "../contract/index.ts";
import { openApi } from "../contract/openapi.ts";

export const document = openApi(allRoutes);
