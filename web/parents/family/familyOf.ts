/** The household's file, which « Ma fiche famille » and the confirmation of a basket both read. */
import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

export const familyOf = reading((_: null, signal) => call("family.read", { signal }));
